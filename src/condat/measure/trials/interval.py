"""Intervals of two rates that hold at every moment at once.

Each rate has the confidence sequence of a uniform mixture (Robbins 1970): the rates that the
mixture does not speak against, however often one looks.
"""

from __future__ import annotations

import math

from scipy.optimize import brentq
from scipy.special import betaln, xlog1py, xlogy

from condat.measure.trials.design import ALPHA, Counts, Design

SMALLEST = 1e-300


def interval(counts: Counts, alpha: float = ALPHA) -> tuple[float, float]:
    """Return a difference of rates that holds at every moment at once, ``1 - alpha`` sure.

    Each rate has the confidence sequence of a uniform mixture (Robbins 1970) at half of ``alpha``.

    Examples
    --------
    >>> low, high = interval(Counts((1000, 1000), (100, 160)))
    >>> round(low, 3), round(high, 3)
    (-0.021, 0.14)
    """
    bounds = [sequence(s, d, alpha / 2) for s, d in zip(counts.shown, counts.done, strict=True)]
    return bounds[1][0] - bounds[0][1], bounds[1][1] - bounds[0][0]


def ratio(counts: Counts, alpha: float = ALPHA) -> tuple[float | None, float | None, float | None]:
    """Return how many times the first rate the second is, and an interval at every moment at once.

    Null where a rate is nothing, or could be.

    Examples
    --------
    >>> effect, low, high = ratio(Counts((1000, 1000), (100, 160)))
    >>> round(effect, 2), round(low, 2), round(high, 2)
    (1.6, 0.85, 3.07)
    """
    bounds = [sequence(s, d, alpha / 2) for s, d in zip(counts.shown, counts.done, strict=True)]
    (first_low, first_high), (low, high) = bounds
    known = all(counts.shown) and counts.done[0] > 0
    effect = (
        counts.done[1] / counts.shown[1] / (counts.done[0] / counts.shown[0]) if known else None
    )
    return effect, low / first_high or None, high / first_low if first_low else None


def sequence(shown: int, done: int, alpha: float) -> tuple[float, float]:
    """Return the rates that the mixture does not speak against by ``1 / alpha``.

    Examples
    --------
    >>> sequence(0, 0, 0.05), sequence(1_000_000, 0, 0.05)[0]
    ((0.0, 1.0), 0.0)
    """
    if shown == 0:
        return 0.0, 1.0
    return _lowest(shown, done, alpha), 1 - _lowest(shown, shown - done, alpha)


def _lowest(shown: int, done: int, alpha: float) -> float:
    if done == 0:
        return 0.0
    enough = float(betaln(1 + done, 1 + shown - done)) - math.log(1 / alpha)

    def against(rate: float) -> float:
        return float(enough - xlogy(done, rate) - xlog1py(shown - done, -rate))

    return float(brentq(against, SMALLEST, done / shown))


def balanced(design: Design, counts: Counts, alpha: float = 0.001) -> bool:
    """Say whether the lot gave each variant the share that was settled; False: the lot is broken.

    Examples
    --------
    >>> balanced(Design(0.1, 0.02), Counts((520, 480), (0, 0)))
    True
    >>> balanced(Design(0.1, 0.02), Counts((700, 300), (0, 0)))
    False
    """
    low, high = sequence(counts.people, counts.shown[1], alpha)
    return low <= design.share <= high
