"""Jargon: a term that we use and our audience does not, and plainer words of theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.language.vectors import vectors

Z90 = 1.6448536269514722
NEAR = 0.55  # cosine of two names of nearly one thing
MOST = 3
CANDIDATES = 4000

_ASKED = r"qu['’]est[- ]ce qu[e'’]|c['’]est quoi|what(?:'s| is| are)|was (?:ist|sind|bedeutet)"
_GLOSS = r"c['’]est[- ]à[- ]dire|autrement dit|that is,|in other words|i\.e\.|das heißt|d\.\s?h\."


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


def asked(passages: pa.Array | pa.ChunkedArray, term: str) -> int:
    """Count the passages that ask what a term is, or explain it in passing.

    Examples
    --------
    >>> asked(pa.array(["Un hook, c'est quoi ?", "les hooks, c'est-à-dire", "un hook"]), "hook")
    2
    """
    word = re.escape(term.lower())
    pattern = rf"(?i)(?:{_ASKED}).{{0,25}}\b{word}|\b{word}s?\W{{0,3}}\s*(?:{_GLOSS}|c['’]est quoi)"
    found = pc.match_substring_regex(pc.fill_null(passages, ""), pattern)
    return int(pc.sum(found).as_py() or 0)


def plainer(term: str, heard: pa.Table, uses: int, language: str) -> list[str]:
    """Find words of the audience for what a term names.

    Parameters
    ----------
    term : str
    heard : pa.Table
        ``term``, ``label``, ``language``, ``posts`` of the audience's terms.
    uses : int
        Posts of the audience that hold the term itself; an alternative has more.
    language : str
        Of the alternatives.

    Returns
    -------
    list of str
        At most three labels, the nearest in meaning first; empty where there is none.
    """
    fits = pc.and_(pc.equal(heard["language"], language), pc.greater(heard["posts"], uses))
    known = heard.filter(fits).sort_by([("posts", "descending"), ("term", "ascending")])
    labels = known["label"].to_pylist()[:CANDIDATES]
    own = set(term.lower().split())
    labels = [label for label in labels if not _shares_a_word(own, label)]
    if not labels:
        return []
    near = vectors(labels) @ vectors([term])[0]
    order = np.argsort(-near, kind="stable")[:MOST]
    return [labels[i] for i in order if near[i] >= NEAR]


def _shares_a_word(own: set[str], label: str) -> bool:
    """Say whether a label holds the term or an inflected form of it."""
    return any(
        word.startswith(mine[: max(4, len(mine) - 2)]) or mine.startswith(word[: len(word) - 1])
        for word in label.lower().split()
        for mine in own
    )
