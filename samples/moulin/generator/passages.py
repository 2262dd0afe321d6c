"""The passages that people wrote for this sample, and a hand that never deals one too often.

A file per subject, sections opened by ``== name``, passages parted by a blank line. ``{a|b}`` is a
choice of wording, ``<m/f>`` agrees with the author, ``@role`` keeps a passage for who can say it,
``@mois:11,12`` for its months and ``@jour:6`` for its days of the week (Monday is 0).
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

_CHOICE = re.compile(r"\{([^{}]*)\}")
_GENDER = re.compile(r"<([^<>/]*)/([^<>/]*)>")
_FOR = re.compile(r"@(mois|jour)?:?([a-z]+|[\d,]+) (?=\S)")
_COMMON = frozenset(
    ("levai", "petit", "farin", "pourq", "sans", "faire", "notre", "votre", "avant")
)
_ROLES = frozenset(
    ("boulanger", "formateur", "prof", "paysan", "meunier", "cap", "coeliaque", "femme")
)


@dataclass(frozen=True)
class Passage:
    """One passage as written: where it stands, who can say it, its text with its choices."""

    topic: str
    section: str
    number: int
    text: str
    role: str = ""
    months: frozenset[int] = frozenset()
    weekdays: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """Name it in the truth file."""
        return f"{self.topic}/{self.section}/{self.number}"

    def fits(self, when: datetime) -> bool:
        """Say whether it can be said at this time of year and of the week."""
        month = not self.months or when.month in self.months
        return month and (not self.weekdays or when.weekday() in self.weekdays)


def read(folder: Path) -> dict[tuple[str, str], list[Passage]]:
    """Read every passage, by subject and section."""
    library: dict[tuple[str, str], list[Passage]] = {}
    for path in sorted(folder.glob("*.txt")):
        for section, block in _sections(path.read_text("utf-8")):
            parts = [p.strip() for p in re.split(r"\n\n+" if "\n\n" in block else "\n", block)]
            if section in ("titre", "bonjour"):
                parts = [line for part in parts for line in part.split("\n")]
            library[path.stem, section] = [
                _passage(path.stem, section, n, part) for n, part in enumerate(parts, 1) if part
            ]
    return library


def _sections(text: str) -> list[tuple[str, str]]:
    found = re.split(r"^== (\S+)\n", text, flags=re.M)[1:]
    return [(name, block.strip()) for name, block in zip(found[::2], found[1::2], strict=True)]


def _passage(topic: str, section: str, number: int, text: str) -> Passage:
    limits: dict[str, frozenset[int]] = {}
    role = ""
    while found := _FOR.match(text):
        if found[1]:
            limits[found[1]] = frozenset(int(n) for n in found[2].split(","))
        elif found[2] in _ROLES:
            role = found[2]
        else:
            break
        text = text[found.end() :]
    none: frozenset[int] = frozenset()
    return Passage(
        topic, section, number, text, role, limits.get("mois", none), limits.get("jour", none)
    )


def worded(text: str, rng: random.Random, *, gender: str = "f") -> str:
    """Choose a wording and agree it with the author."""
    while _CHOICE.search(text):
        text = _CHOICE.sub(lambda m: rng.choice(m[1].split("|")), text)
    text = _GENDER.sub(lambda m: m[1] if gender == "m" else m[2], text)
    return text.strip()


def _words(text: str) -> set[str]:
    return {word[:5].lower() for word in re.findall(r"[^\W\d]{5,}", text)} - _COMMON


@dataclass
class Hand:
    """Deals passages: the least used first, never twice to one author, never above a limit."""

    library: dict[tuple[str, str], list[Passage]]
    rng: random.Random
    used: Counter[str] = field(default_factory=Counter)
    said: set[tuple[str, str]] = field(default_factory=set)
    texts: Counter[str] = field(default_factory=Counter)

    def deal(
        self,
        topic: str,
        section: str,
        *,
        who: str,
        gender: str,
        roles: tuple[str, ...],
        limit: int,
        when: datetime,
        without: str = "",
        like: str = "",
    ) -> tuple[Passage, str] | None:
        """Deal one passage to an author, worded unlike before; None when nothing is left."""
        roles = (*roles, "femme") if gender == "f" else roles
        left = [
            p
            for p in self.library.get((topic, section), [])
            if (not p.role or p.role in roles)
            and p.fits(when)
            and not (without and without in p.text)
            and (who, p.name) not in self.said
            and self.used[p.name] < limit
        ]
        if not left:
            return None
        left = [p for p in left if _words(p.text) & _words(like)] or left
        fewest = min(self.used[p.name] for p in left)
        passage = self.rng.choice([p for p in left if self.used[p.name] == fewest])
        self.used[passage.name] += 1
        self.said.add((who, passage.name))
        wordings = [worded(passage.text, self.rng, gender=gender) for _ in range(6)]
        text = min(wordings, key=lambda wording: self.texts[wording])
        self.texts[text] += 1
        return passage, text
