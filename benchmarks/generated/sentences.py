"""Real sentences of the community sample by subject, and invented names that hardly anybody says.

A subject is one article of the sample: posts made of its sentences keep its words together, as
posts about one thing do. The invented names give the vocabulary its long tail.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

COMMUNITY = Path(__file__).parents[2] / "samples" / "community" / "data"
SITES = {"putaindecode": "fr", "react_blog": "en", "codefor": "de"}
LANGUAGES = tuple(SITES.values())
FEWEST = 8  # sentences of an article that is a subject
RARE = 40_000  # invented names
FRAMES = {
    "fr": ("Nous avons enfin essayé {}.", "Qui connaît déjà {} ?", "{} revient cette semaine."),
    "en": ("We finally tried {}.", "Does anybody know {} already?", "{} is back this week."),
    "de": ("Wir haben endlich {} ausprobiert.", "Wer kennt schon {}?", "{} ist wieder da."),
}
_NOISE = re.compile(r"```.*?```|<[^>]+>|https?://\S+|\]\([^)]*\)|[`*#_>\[\]!|]", re.DOTALL)


@dataclass(frozen=True)
class Subject:
    """One article's title and sentences, in one language."""

    language: str
    title: str
    sentences: tuple[str, ...]


@cache
def subjects(language: str) -> tuple[Subject, ...]:
    """Return the subjects of a language.

    German is what a codefor post is when umlauts say so: the site has English posts too.
    """
    site = next(name for name, spoken in SITES.items() if spoken == language)
    return tuple(_subjects((COMMUNITY / f"{site}.jsonl").read_text("utf-8"), language))


def _subjects(lines: str, language: str) -> Iterator[Subject]:
    for line in lines.strip().split("\n"):
        record = json.loads(line)
        text = _NOISE.sub(" ", record["content"])
        if language == "de" and len(re.findall("[äöüß]", text)) < 0.005 * len(text):
            continue
        parts = (" ".join(part.split()) for part in re.split(r"(?<=[.!?])\s+|\n\n", text))
        found = tuple(part for part in parts if 40 <= len(part) <= 300)
        if len(found) >= FEWEST:
            yield Subject(language, record["title"], found)


@cache
def rare(language: str) -> tuple[str, ...]:
    """Return sentences about names that nobody bears.

    Examples
    --------
    >>> len(rare("fr")), len(set(rare("fr"))) > 39_000
    (40000, True)
    """
    draw = random.Random(language)  # noqa: S311 - a benchmark, not a secret
    made = ["".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4))).title() for _ in range(RARE)]
    return tuple(draw.choice(FRAMES[language]).format(name) for name in made)


_SYLLABLES = tuple(a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ane", "or"))
