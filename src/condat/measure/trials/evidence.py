"""A test of two variants that can be read at any moment without being wrong more often.

Each person is shown one variant, drawn by lot, and does or does not do what counts. The evidence
for "the second does better" is a likelihood ratio: for rates ``a < b`` of the two variants and the
rate ``m`` of everybody when nothing differs (their mean by the shares of the lot), each person
multiplies it by ``b / m`` or ``(1 - b) / (1 - m)``, or the same with ``a``. While the second is not
better, nobody can raise it on average, whoever comes next; so it exceeds ``1 / alpha`` with a
probability of at most ``alpha`` **however often one looks** (Ville 1939). Since it depends on the
counts alone, they may be typed at any moment. Several pairs of rates are averaged, which keeps this
property (Turner, Ly and Grünwald 2024, *Generic E-variables for exact sequential k-sample tests*).
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from condat.measure.trials.design import ALPHA, Counts, Design

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]

ENOUGH = math.log(2 / ALPHA)  # for each of the two ways
BASES = np.linspace(-2.0, 2.0, 9)  # usual rates looked at: logarithms of odds around the typed one
STEPS = np.array([0.5, 1.0, 1.5, 2.0, 3.0])  # effects looked at: in units of the least that counts


def evidence(design: Design, counts: Counts) -> tuple[float, float]:
    """Return the logarithm of the evidence that the second variant does better, and worse."""
    shown, done = np.array(counts.shown), np.array(counts.done)
    better, worse = (log_evidence(design, shown, done, way) for way in (1, -1))
    return float(better), float(worse)


def log_evidence(design: Design, shown: Whole, done: Whole, way: int = 1) -> Reals:
    """Return the logarithm of the evidence of many tests, or of one test at many moments.

    Parameters
    ----------
    shown, done : ndarray of int
        Shape (2, ...): people who saw each variant so far, and who did what counts.
    way : {1, -1}
        For the second doing better, or worse.
    """
    first, second, mean = _rates(design, way)
    logs = np.zeros((*shown.shape[1:], len(mean)))
    for rate, n, k in zip((first, second), shown, done, strict=True):
        logs += k[..., None] * np.log(rate / mean)
        logs += (n - k)[..., None] * np.log((1 - rate) / (1 - mean))
    mixed: Reals = logsumexp(logs, axis=-1) - math.log(len(mean))
    return mixed


@lru_cache(64)
def _rates(design: Design, way: int) -> tuple[Reals, Reals, Reals]:
    """Return pairs of rates around what is usual, and the rate of all when nothing differs."""
    usual = _logit(min(max(design.usual, 1e-4), 1 - 1e-4))
    step = _logit(min(design.aimed, 1 - 1e-5)) - usual
    base, apart = np.meshgrid(usual + BASES, step * STEPS)
    first, second = _rate(base).ravel(), _rate(base + way * apart).ravel()
    return first, second, (1 - design.share) * first + design.share * second


def _logit(rate: float) -> float:
    return math.log(rate / (1 - rate))


def _rate(logit: Reals) -> Reals:
    rate: Reals = 1 / (1 + np.exp(-logit))
    return rate


def growth(design: Design, difference: float) -> float:
    """Return what one more person adds to the logarithm of the evidence, on average."""
    first, second, mean = _rates(design, 1)
    true = (design.usual, min(design.usual + difference, 1 - 1e-6))
    adds = np.zeros(len(mean))
    for rate, truth, part in zip(
        (first, second), true, (1 - design.share, design.share), strict=True
    ):
        adds += part * (truth * np.log(rate / mean) + (1 - truth) * np.log((1 - rate) / (1 - mean)))
    return float(adds.max())
