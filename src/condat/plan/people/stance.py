"""Stance towards us: what a person's own sentences about us say, by a small word list.

Conservative on purpose: only words beside our name count (one other word of substance may stand
between, a chain of judgements may go on), and advice ("recommend") only when our name follows it; a
negated word of praise is blame, a negated word of blame is nothing, and fewer than three clear
words leave the stance unknown. It is shown, with its passages, and never filters anybody out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

LANGUAGES = ("fr", "en", "de")
FEWEST = 3  # clear words before anything is said
CLEAR = 0.75  # share of them on one side
REACH = 3  # words before (and, in French, one after) in which a negation holds
NEAR = 1  # other words of substance, at most, between our name and what is said of us
SUBSTANCE = 4  # letters
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


@dataclass(frozen=True)
class _Words:
    praise: re.Pattern[str]
    blame: re.Pattern[str]
    advice: re.Pattern[str]
    negators: frozenset[str]

    def parts(self, token: str) -> bool:
        """Say whether a word parts what stands before it from what stands after."""
        judges = self.praise.fullmatch(token) or self.blame.fullmatch(token)
        return len(token) >= SUBSTANCE and not judges and token not in self.negators


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
            _any(read[language]["advice"]),
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
    """Match any of the names as whole words, not as a part of another name; None without names.

    Examples
    --------
    >>> pattern = naming(["Moulin"])
    >>> [bool(pattern.search(said)) for said in ("le moulin.", "moulinette", "Moulin-Neuf")]
    [True, False, False]
    """
    said = sorted({re.escape(name.strip().lstrip("@")) for name in names if name.strip("@ ")})
    whole = rf"(?<![\w-])(?:{'|'.join(said)})(?![\w-]|\.\w)"
    return re.compile(whole, re.IGNORECASE) if said else None


def marks(sentence: str, language: str, named: re.Pattern[str]) -> tuple[int, int]:
    """Count clear words of praise and of blame near a name; negation is heeded.

    Examples
    --------
    >>> us = naming(["Moulin"])
    >>> marks("Moulin, c'est génial et fiable.", "fr", us)
    (2, 0)
    >>> marks("I would not recommend Moulin.", "en", us), marks("Moulin? I recommend X.", "en", us)
    ((0, 1), (0, 0))
    >>> marks("Das Moulin ist nicht schlecht.", "de", us)
    (0, 0)
    """
    words = _lexicon().get(language) or _lexicon()["en"]
    found = list(_WORD.finditer(sentence))
    tokens = [word.group().lower() for word in found]
    names = [_places(name.span(), found) for name in named.finditer(sentence)]
    passed = [0, *accumulate(words.parts(token) for token in tokens)]
    praise = blame = 0
    for at, token in enumerate(tokens):
        if not _beside(at, names, passed, advice=words.advice.fullmatch(token) is not None):
            continue
        near = tokens[max(at - REACH, 0) : at] + tokens[at + 1 : at + 2] * (language == "fr")
        negated = not words.negators.isdisjoint(near)
        if words.praise.fullmatch(token):
            praise, blame = praise + (not negated), blame + negated
        elif words.blame.fullmatch(token):
            blame += not negated
    return praise, blame


def _places(span: tuple[int, int], words: Sequence[re.Match[str]]) -> tuple[int, int]:
    """Return the places of the first and the last word of a name."""
    inside = [at for at, word in enumerate(words) if span[0] <= word.start() < span[1]]
    return (inside[0], inside[-1]) if inside else (len(words), -1)


def _beside(
    at: int, names: Sequence[tuple[int, int]], passed: Sequence[int], *, advice: bool
) -> bool:
    """Say whether a word is beside a name; before it, for advice."""
    return any(
        (at < first < len(passed) - 1 and passed[first] - passed[at + 1] <= NEAR)
        or (not advice and -1 < last < at and passed[at] - passed[last + 1] <= NEAR)
        for first, last in names
    )


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
