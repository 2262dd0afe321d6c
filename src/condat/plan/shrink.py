"""Gamma-Poisson shrinkage: rates of counts, pulled to what is usual as far as data is thin.

A count is Poisson around *expected x multiplier*; multipliers of the same kind are Gamma around 1
with a shape that the data gives (negative binomial likelihood; Robbins 1956, Clayton and Kaldor
1987). The posterior is again a Gamma.
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammaincinv, gammaln, polygamma

from condat.plan.codes import Reals

SHAPES: Reals = np.geomspace(0.05, 200, 60)
SIDE = 0.05  # on each side of a 90% interval
_SAMPLE = 50_000


def likely_shape(observed: Reals, expected: Reals) -> float:
    """Return the shape of the Gamma that multipliers come from, by maximum likelihood.

    Parameters
    ----------
    observed, expected : arrays of float
        Counts and what they would be at multiplier 1 (positive). Beyond 50,000 rows, evenly
        spaced ones are used.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> counts = rng.poisson(20 * rng.gamma(2, 1 / 2, 4000)).astype(float)
    >>> 1.7 < likely_shape(counts, np.full(4000, 20.0)) < 2.3
    True
    """
    if len(observed) < 2:
        return 1.0
    step = -(-len(observed) // _SAMPLE)
    order = np.lexsort((observed, expected))[::step]
    y, mu = observed[order][:, None], expected[order][:, None]
    terms = gammaln(SHAPES + y) - gammaln(SHAPES) + SHAPES * np.log(SHAPES / (SHAPES + mu))
    terms += y * np.log(mu / (SHAPES + mu))
    # A weak prior of shape around 1 keeps a handful of rows from a shape at either end.
    prior = -0.5 * (np.log(SHAPES) / 1.5) ** 2
    return float(SHAPES[np.argmax(terms.sum(axis=0) + prior)])


def effective_shape(spread: Reals) -> Reals:
    """Return the shape of the Gamma whose logarithm has the given variance.

    Examples
    --------
    >>> effective_shape(polygamma(1, np.array([0.5, 8.0]))).round(3).tolist()
    [0.5, 8.0]
    """
    shape = np.where(spread > 1, 1 / np.sqrt(spread), 1 / spread + 0.5)
    for _ in range(5):  # Newton on 1/trigamma, which is nearly straight
        value, slope = polygamma(1, shape), polygamma(2, shape)
        shape = np.maximum(shape + value * (1 - value / spread) / slope, 1e-3)
    return np.asarray(shape)


def bounds(mean: Reals, shape: Reals) -> tuple[Reals, Reals]:
    """Return the 5th and 95th percentile of a Gamma of this mean and shape."""
    scale = mean / shape
    return _quantile(shape, SIDE) * scale, _quantile(shape, 1 - SIDE) * scale


def _quantile(shape: Reals, level: float) -> Reals:
    """Wilson and Hilferty's cube root where it is exact to 1%, the inverse itself elsewhere."""
    z = -1.6448536269514722 if level < 0.5 else 1.6448536269514722
    found = shape * (1 - 1 / (9 * shape) + z / (3 * np.sqrt(shape))) ** 3
    thin = shape < 4
    found[thin] = gammaincinv(shape[thin], level)
    return found
