"""Jargon: a term that we use and our audience does not, or does not know."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Z90 = 1.6448536269514722
FEW = 0.1  # of the audience's people: a rare word that fewer use is not theirs
FEWEST_PEOPLE = 30  # of the audience, before that can be said

_BEFORE = r"""qu['’]est[- ]ce qu[e'’]|c['’]est quoi|à quoi (?:ça |)sert|que (?:veut dire|signifie)
|what(?:'s| is| are| does| do)|what the heck is|was (?:ist|sind|bedeutet|heißt)|wofür steht"""
_AFTER = r"""(?:ça |)(?:veut dire|signifie)|c['’]est[- ]à[- ]dire|c['’]est quoi|késako|autrement dit
|means?\b|stands for|that is,|in other words|i\.e\.|bedeutet|heißt|steht für|das heißt|d\.\s?h\."""


@dataclass(frozen=True)
class Rate:
    """How many times more often we use a term than the audience does, with a 90% interval."""

    ratio: float
    low: float
    high: float


def rate(
    ours: NDArray[np.float64], theirs: NDArray[np.float64], words: NDArray[np.float64]
) -> Rate | None:
    """Compare how often two sides use a term, language by language.

    Parameters
    ----------
    ours, theirs : arrays, one entry per language
        Posts that hold the term.
    words : array of shape (languages, 2)
        Words that each side wrote in the language: ours, theirs.

    Returns
    -------
    Rate or None
        The Mantel-Haenszel rate ratio with the Greenland-Robins interval, half a post added to each
        side so that none is infinite; None where no language is written by both sides.

    Examples
    --------
    >>> found = rate(np.array([20.0]), np.array([2.0]), np.array([[1e4, 1e4]]))
    >>> round(found.ratio, 1), found.low > 2
    (8.2, True)
    """
    both = (words > 0).all(1)
    if not both.any():
        return None
    a, b, exposure = ours[both] + 0.5, theirs[both] + 0.5, words[both]
    total = exposure.sum(1)
    top, bottom = (a * exposure[:, 1] / total).sum(), (b * exposure[:, 0] / total).sum()
    spread = ((a + b) * exposure.prod(1) / total**2).sum() / (top * bottom)
    half = Z90 * np.sqrt(spread)
    ratio = float(top / bottom)
    return Rate(ratio, float(ratio * np.exp(-half)), float(ratio * np.exp(half)))


@dataclass(frozen=True)
class People:
    """How many people of the audience use a term, of all who write in its language."""

    users: int
    of: int

    @property
    def few(self) -> bool:
        """Whether fewer than one in ten use it; only known of an audience that is large enough."""
        return self.of >= FEWEST_PEOPLE and self.users < FEW * self.of

    @property
    def many(self) -> bool:
        """Whether one in ten use it: then it is their word as well, however often we write it."""
        return self.users > 0 and self.users >= FEW * self.of


def asked(passages: pa.Array | pa.ChunkedArray, term: str) -> NDArray[np.bool_]:
    """Say which passages ask what a term is, or explain it in passing.

    Examples
    --------
    >>> asked(pa.array(["Un hook, c'est quoi ?", "les hooks, c'est-à-dire", "un hook"]), "hook")
    array([ True,  True, False])
    """
    word = re.escape(term.lower())
    before, after = (pattern.replace("\n", "") for pattern in (_BEFORE, _AFTER))
    pattern = rf"(?i)(?:{before})[^.!?]{{0,25}}\b{word}|\b{word}s?\b\W{{0,3}}\s*(?:{after})"
    found = pc.match_substring_regex(pc.fill_null(passages, ""), pattern)
    return np.asarray(found.to_numpy(zero_copy_only=False), bool)


def acronym(form: str) -> bool:
    """Say whether a term is written as an acronym.

    Examples
    --------
    >>> [acronym(form) for form in ("KPI", "KPIs", "SSR", "React", "T80", "I")]
    [True, True, True, False, False, False]
    """
    return re.fullmatch(r"[A-ZÄÖÜÉ]{2,6}s?", form) is not None


def explained(passages: pa.Array | pa.ChunkedArray, form: str) -> bool:
    """Say whether some passage gives the words that an acronym is made of.

    Examples
    --------
    >>> explained(pa.array(["the server-side rendering (SSR) of pages"]), "SSR")
    True
    >>> explained(pa.array(["the SSR of pages (new)"]), "SSR")
    False
    """
    letters = form.removesuffix("s")
    words = r"[\s-]+(?:\w{1,3}[\s-]+)?".join(rf"{letter}\w+" for letter in letters)
    pattern = rf"(?i)\b{words}\W{{0,4}}{form}\b|\b{form}\W{{1,4}}{words}"
    found = pc.match_substring_regex(pc.fill_null(passages, ""), pattern)
    return bool(pc.any(found).as_py())
