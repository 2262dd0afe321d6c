"""The senses of a word in a corpus: its uses divided in two as long as the corpus says so."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from condat.plan.senses.contexts import spread
from condat.plan.senses.views import Views
from condat.plan.senses.yardstick import WEIGHTS, Yardstick, taken

SMALLEST_SHARE = 0.1
ROUNDS = 20

Rows = NDArray[np.float64]
Labels = NDArray[np.int64]


def divide(known: Yardstick, parts: Views, post: Labels, seed: int) -> Labels:
    """Group the uses of a word into senses: one, unless it falls apart more than ordinary words.

    Each of two senses is looked at again, as a word of its own.

    Parameters
    ----------
    known : Yardstick
    parts : dict
        The views of the uses (``Yardstick.parts``).
    post : array
        The post of each use.
    seed : int

    Returns
    -------
    array of int
        The sense of each use, 0 for the most frequent.
    """
    if not falls_apart(known, parts, post, seed):
        return np.zeros(len(post), np.int64)
    first = halves(known.likeness(parts)["all"], post)
    labels = np.zeros(len(post), np.int64)
    for side in (first, ~first):
        inside = divide(known, taken(parts, np.flatnonzero(side)), post[side], seed)
        labels[side] = inside + labels.max() + 1
    return by_size(labels)


def falls_apart(known: Yardstick, parts: Views, post: Labels, seed: int) -> bool:
    """Say whether the uses of a word differ more than those of nine in ten ordinary words."""
    return score(known, parts, post, seed) > 0


def score(known: Yardstick, parts: Views, post: Labels, seed: int) -> float:
    """Return how far a word lies above nine in ten ordinary words; minus infinity: cannot know."""
    limit = known.bound(len(post))
    if limit is None:
        return -np.inf
    some = spread(post, limit.uses, seed)
    measured = known.measured(taken(parts, some), post[some])
    return float(limit.standard(measured) @ WEIGHTS - limit.score)


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


def by_size(labels: Labels) -> Labels:
    """Give senses their numbers by use, 0 for the most frequent."""
    names, first, counts = np.unique(labels, return_index=True, return_counts=True)
    order = np.lexsort((first, -counts))
    rank = np.empty(len(names), np.int64)
    rank[order] = np.arange(len(names))
    return rank[np.searchsorted(names, labels)]
