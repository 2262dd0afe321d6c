"""The uses of a word in two halves, and how far these are apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SMALLEST_SHARE = 0.1
ROUNDS = 20

Rows = NDArray[np.float64]
Labels = NDArray[np.int64]


def halves(likeness: Rows, post: Labels) -> NDArray[np.bool_]:
    """Divide uses in two along the line where they differ most.

    The sign of the leading eigenvector, then each use to the side that it is more alike.

    Examples
    --------
    >>> alike = np.kron(np.eye(2), np.full((4, 4), 2.0)) - 0.5
    >>> first = halves(alike, np.arange(8))
    >>> bool((first == first[0]).sum() == 4)
    True
    """
    other = post[:, None] != post[None]
    pull = (likeness - likeness[other].mean()) * other
    side = np.where(np.linalg.eigh(pull)[1][:, -1] >= 0, 1.0, -1.0)
    for _ in range(ROUNDS):
        moved = np.where(pull @ side >= 0, 1.0, -1.0)
        if (moved == side).all():
            break
        side = moved
    least = SMALLEST_SHARE * len(post)
    if min((side > 0).sum(), (side < 0).sum()) < least:
        strength = np.linalg.eigh(pull)[1][:, -1]
        side = np.where(strength >= np.median(strength), 1.0, -1.0)
    return np.asarray(side > 0)


def contrast(alike: Rows, first: NDArray[np.bool_], other: NDArray[np.bool_]) -> Rows:
    """Return how much more alike uses of one half are than uses of different halves, view by view.

    Parameters
    ----------
    alike : array of shape (views, uses, uses)
    first : array of bool
        The uses of one half.
    other : array of bool of shape (uses, uses)
        The pairs that count.

    Examples
    --------
    >>> alike = np.kron(np.eye(2), np.full((2, 2), 3.0))[None]
    >>> contrast(alike, np.arange(4) < 2, ~np.eye(4, dtype=bool)).tolist()
    [3.0]
    """
    same = first[:, None] == first[None]
    within, across = (mask & other for mask in (same, ~same))
    means = [(alike * mask).sum((1, 2)) / max(mask.sum(), 1) for mask in (within, across)]
    return np.asarray(means[0] - means[1])
