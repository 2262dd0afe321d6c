"""Ranks with simultaneous intervals, and tiers of people who cannot be told apart.

Two people are told apart when their scores differ by more than chance allows over *all* pairs at
once: ``c * hypot(error, error)``, where ``c`` is the quantile of the widest of all differences
(Tukey 1953; with unequal errors Hayter 1984: never too narrow), of Student's distribution since
errors come from a few resamples. Who is told apart gives the rest (Mogstad, Romano, Shaikh and
Wilhelm 2024): nobody ranks better than one place behind all who are surely above, nor worse than
just before all who are surely below.

A *tier* is one more than the best tier of those surely above. Within a tier no two people are told
apart, and whoever stands in a later one is surely behind somebody of the tier before (the fewest
such groups: Mirsky 1971). All of it holds together, nine times in ten.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numba
import numpy as np
import scipy  # its statistics take a second to import: they are, at their first use

from condat.plan.codes import Ints, Reals, grouped
from condat.plan.weights import RESAMPLES

LEVEL = 0.9
EXACT = 1000  # people; beyond, errors are rounded up to one of a few levels
LEVELS = 64
_DRAWS = 20_000


@dataclass(frozen=True)
class Places:
    """Where each person stands: rank (ties share it), its bounds, and tier; all from 1.

    ``needed`` is how many times as much evidence it takes, by the square of what is missing, to
    tell somebody from the middle of all; NaN where that is told already, or the scores are equal.
    """

    rank: Ints
    low: Ints
    high: Ints
    tier: Ints
    needed: Reals

    @property
    def tier_size(self) -> Ints:
        """How many people each person's tier holds."""
        return np.bincount(self.tier)[self.tier]


def ranks(score: Reals, error: Reals, *, level: float = LEVEL) -> Places:
    """Rank scores, the highest first, and say what is sure of it.

    Parameters
    ----------
    score, error : arrays of float
        Scores and their standard errors, of people who do not depend on each other.
    level : float
        How often all bounds hold together.

    Examples
    --------
    >>> found = ranks(np.array([9.0, 5.0, 5.1]), np.array([0.1, 0.1, 0.1]))
    >>> found.rank.tolist(), found.low.tolist(), found.high.tolist(), found.tier.tolist()
    ([1, 3, 2], [1, 2, 2], [1, 3, 3], [1, 2, 2])
    """
    size = len(score)
    if not size:
        nobody = np.zeros(0, np.int64)
        return Places(nobody, nobody, nobody, nobody, np.zeros(0))
    group, wide = _levels(error)
    order = np.lexsort((np.arange(size), group, -score))
    apart = width(size, level) * np.hypot(wide[:, None], wide[None, :])
    found = np.empty((3, size), np.int64)
    found[:, order] = np.stack(_compared(score[order], group[order], apart))
    above, below, tier = found
    ascending = np.sort(score)
    rank = 1 + size - np.searchsorted(ascending, score, side="right")
    return Places(rank, 1 + above, size - below, tier, _needed(score, wide[group], level))


def _needed(score: Reals, error: Reals, level: float) -> Reals:
    middle = np.argsort(score, kind="stable")[len(score) // 2]
    gap = np.abs(score - score[middle])
    apart = width(len(score), level) * np.hypot(error, error[middle])
    times = (apart / np.maximum(gap, 1e-12)) ** 2
    return np.where((gap > 0) & (times > 1), times, np.nan)


@lru_cache(maxsize=256)
def width(people: int, level: float = LEVEL) -> float:
    """Return how many standard errors the widest of all differences stays under.

    Examples
    --------
    >>> [round(width(people), 1) for people in (1, 2, 40, 1_000_000)]
    [0.0, 1.7, 3.8, 8.1]
    """
    if people < 2:
        return 0.0
    first, second = np.log(np.random.default_rng(0).random((2, _DRAWS)))
    best = -np.expm1(first / people)  # chance of more than the highest of so many
    worst = -np.expm1(second / (people - 1)) * (1 - best)  # of less than the lowest
    ends = scipy.stats.t.isf(np.stack([best, worst]), RESAMPLES - 1)
    return float(np.quantile(ends.sum(axis=0), level) / np.sqrt(2))


def _levels(error: Reals) -> tuple[Ints, Reals]:
    """Return each person's level of error, and the largest error of each level."""
    size = len(error)
    count = size if size <= EXACT else LEVELS
    order = np.argsort(error, kind="stable")
    group = np.empty(size, np.int64)
    group[order] = np.arange(size) * count // size
    wide = np.zeros(count)
    np.maximum.at(wide, group, error)
    return group, wide


def _compared(score: Reals, group: Ints, apart: Reals) -> tuple[Ints, Ints, Ints]:
    """Count who is surely above and below, and set tiers; scores from the highest.

    Among people of one level, those of another who are surely above only grow in number as scores
    fall: one pointer for each pair of levels goes through each level once.
    """
    member, starts = grouped(group, len(apart))
    above, tier = _above(score, group, apart, member, starts)
    return above, _below(score, group, apart, member, starts), tier


@numba.njit(cache=True)
def _above(
    score: Reals, group: Ints, apart: Reals, member: Ints, starts: Ints
) -> tuple[Ints, Ints]:
    size, levels = len(score), len(apart)
    above, tier = np.zeros(size, np.int64), np.zeros(size, np.int64)
    last = np.zeros(size, np.int64)  # the highest tier of a level so far, by place in the level
    passed, filled = np.zeros((levels, levels), np.int64), starts[:-1].copy()
    for i in range(size):
        g, behind = group[i], 0
        for k in range(levels):
            p = starts[k] + passed[g, k]
            while p < starts[k + 1] and score[member[p]] > score[i] + apart[g, k]:
                p += 1
            passed[g, k] = p - starts[k]
            above[i] += passed[g, k]
            if passed[g, k]:
                behind = max(behind, last[p - 1])
        tier[i] = behind + 1
        p = filled[g]
        last[p] = tier[i] if p == starts[g] else max(last[p - 1], tier[i])
        filled[g] = p + 1
    return above, tier


@numba.njit(cache=True)
def _below(score: Reals, group: Ints, apart: Reals, member: Ints, starts: Ints) -> Ints:
    levels = len(apart)
    below = np.zeros(len(score), np.int64)
    passed = np.zeros((levels, levels), np.int64)
    for i in range(len(score) - 1, -1, -1):
        g = group[i]
        for k in range(levels):
            p = starts[k + 1] - passed[g, k]
            while p > starts[k] and score[member[p - 1]] < score[i] - apart[g, k]:
                p -= 1
            passed[g, k] = starts[k + 1] - p
            below[i] += passed[g, k]
    return below
