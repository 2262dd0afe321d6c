"""Stance towards us: what a person's own sentences about us say, by a small word list.

Conservative on purpose: only sentences that name us count, a negated word of praise is blame, a
negated word of blame is nothing, and fewer than three clear words leave the stance unknown. It is
shown, with its passages, and never filters anybody out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

LANGUAGES = ("fr", "en", "de")
FEWEST = 3  # clear words before anything is said
CLEAR = 0.75  # share of them on one side
REACH = 3  # words before (and, in French, one after) in which a negation holds
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


@dataclass(frozen=True)
class _Words:
    praise: re.Pattern[str]
    blame: re.Pattern[str]
    negators: frozenset[str]


@lru_cache
def _file() -> dict[str, dict[str, list[str]]]:
    text = files("condat.plan").joinpath("lexicons", "stance.toml").read_text("utf-8")
    return tomllib.loads(text)


@lru_cache
def _lexicon() -> dict[str, _Words]:
    read = _file()
    return {
        language: _Words(
            _any(read[language]["praise"]),
            _any(read[language]["blame"]),
            frozenset(read[language]["negators"]),
        )
        for language in LANGUAGES
    }


@lru_cache
def disclosure() -> re.Pattern[str]:
    """Match the words by which a paid or given collaboration is disclosed."""
    words = "|".join(re.escape(word) for word in _file()["disclosure"]["words"])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(w[:-1] + r"\w*" if w.endswith("*") else w for w in words))


def naming(names: Iterable[str]) -> re.Pattern[str] | None:
    """Match any of the names as whole words; None when there is none.

    Examples
    --------
    >>> pattern = naming(["Moulin"])
    >>> bool(pattern.search("le moulin")), bool(pattern.search("moulinette"))
    (True, False)
    """
    said = sorted({re.escape(name.strip().lstrip("@")) for name in names if name.strip("@ ")})
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)", re.IGNORECASE) if said else None


def marks(sentence: str, language: str) -> tuple[int, int]:
    """Count clear words of praise and of blame; negation is heeded.

    Examples
    --------
    >>> marks("Moulin, c'est génial et fiable.", "fr")
    (2, 0)
    >>> marks("I would not recommend it.", "en")
    (0, 1)
    >>> marks("Das ist nicht schlecht.", "de")
    (0, 0)
    """
    words = _lexicon().get(language) or _lexicon()["en"]
    tokens = [word.lower() for word in _WORD.findall(sentence)]
    praise = blame = 0
    for at, token in enumerate(tokens):
        near = tokens[max(at - REACH, 0) : at] + tokens[at + 1 : at + 2] * (language == "fr")
        negated = not words.negators.isdisjoint(near)
        if words.praise.fullmatch(token):
            praise, blame = praise + (not negated), blame + negated
        elif words.blame.fullmatch(token):
            blame += not negated
    return praise, blame


def stance(praise: int, blame: int) -> str:
    """Name the stance that so many clear words show.

    Examples
    --------
    >>> stance(4, 1), stance(2, 2), stance(0, 3), stance(1, 0)
    ('favourable', 'mixed', 'critical', 'unknown')
    """
    if praise + blame < FEWEST:
        return "unknown"
    share = praise / (praise + blame)
    return "favourable" if share >= CLEAR else "critical" if share <= 1 - CLEAR else "mixed"
