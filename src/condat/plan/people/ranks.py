"""Ranks with simultaneous intervals: all of them hold together, nine times in ten.

Each score gets a band wide enough for all bands to hold at once (Sidak 1967, with Student's
quantile since errors come from a few resamples); a person can be no better than one place behind
those whose band lies wholly above, no worse than just before those wholly below (after Mogstad,
Romano, Shaikh and Wilhelm 2024, with bands in the place of pairs, so that a million people take a
sort and not a million million comparisons).
"""

from __future__ import annotations

import numpy as np
from scipy.stats import t as student

from condat.plan.codes import Ints, Reals
from condat.plan.weights import RESAMPLES

LEVEL = 0.9


def ranks(score: Reals, error: Reals, *, level: float = LEVEL) -> tuple[Ints, Ints, Ints]:
    """Return each score's rank (1 is the highest; ties share it) and its interval.

    Parameters
    ----------
    score, error : arrays of float
        Scores and their standard errors.
    level : float
        How often all intervals hold together.

    Examples
    --------
    >>> rank, low, high = ranks(np.array([9.0, 5.0, 5.1]), np.array([0.1, 0.1, 0.1]))
    >>> rank.tolist(), low.tolist(), high.tolist()
    ([1, 3, 2], [1, 2, 2], [1, 3, 3])
    """
    half = width(len(score), level) * error
    below, above = np.sort(score - half), np.sort(score + half)
    rank = 1 + _above(np.sort(score), score)
    low = 1 + _above(below, score + half)
    high = len(score) - np.searchsorted(above, score - half, side="left")
    return rank, low, np.maximum(high, rank)


def width(people: int, level: float = LEVEL) -> float:
    """Return how many standard errors a band takes on each side."""
    each = level ** (1 / max(people, 1))
    return float(student.isf((1 - each) / 2, RESAMPLES - 1))


def _above(ordered: Reals, values: Reals) -> Ints:
    return len(ordered) - np.searchsorted(ordered, values, side="right")
