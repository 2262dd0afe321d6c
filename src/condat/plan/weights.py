"""Poisson bootstrap weights without storing them: a table of draws, a row of it for each item.

Every item (post, arc) points to one of 65,536 rows by a hash of its number, so that the weights of
an item are the same wherever it is used and no array of items x resamples is ever held.
"""

from __future__ import annotations

from functools import lru_cache

import numba
import numpy as np
from numpy.typing import NDArray

ROWS = 65_536
RESAMPLES = 64

Draws = NDArray[np.float32]


@lru_cache(maxsize=4)
def poisson(seed: int) -> NDArray[np.uint8]:
    """Return a table of Poisson(1) draws: rows x resamples."""
    return np.random.default_rng([seed, 1]).poisson(1, (ROWS, RESAMPLES)).astype(np.uint8)


@lru_cache(maxsize=4)
def normal(seed: int) -> Draws:
    """Return a table of standard normal draws."""
    return np.random.default_rng([seed, 2]).standard_normal((ROWS, RESAMPLES), np.float32)


@lru_cache(maxsize=4)
def gamma(seed: int, shape: float) -> Draws:
    """Return a table of Gamma draws of mean 1."""
    drawn = np.random.default_rng([seed, 3]).standard_gamma(shape, (ROWS, RESAMPLES), np.float32)
    return drawn / np.float32(shape)


@numba.njit(inline="always")
def row_of(item: int) -> np.int64:
    """Return an item's row: the finaliser of splitmix64, so that neighbours are apart."""
    h = np.uint64(item) + np.uint64(0x9E3779B97F4A7C15)
    h = (h ^ (h >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    h = (h ^ (h >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.int64((h ^ (h >> np.uint64(31))) & np.uint64(65_535))
