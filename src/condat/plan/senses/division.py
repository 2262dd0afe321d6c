"""The senses of a word in a corpus: its uses divided in two as long as the corpus says so."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from condat.plan.senses.contexts import spread
from condat.plan.senses.halves import halves
from condat.plan.senses.views import Views
from condat.plan.senses.yardstick import WEIGHTS, Yardstick, taken

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


def by_size(labels: Labels) -> Labels:
    """Give senses their numbers by use, 0 for the most frequent."""
    names, first, counts = np.unique(labels, return_index=True, return_counts=True)
    order = np.lexsort((first, -counts))
    rank = np.empty(len(names), np.int64)
    rank[order] = np.arange(len(names))
    return rank[np.searchsorted(names, labels)]
