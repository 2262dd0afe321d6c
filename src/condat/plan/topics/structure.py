"""Whether there is structure at all: topics of one half of the posts must hold in the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from condat.plan.topics.company import margins

SHUFFLES = 99

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]


def excess(holds: sp.csr_matrix, usual: Sequence[tuple[Reals, float]], labels: Ints) -> float:
    """Return how many times more often than by chance terms of one community stand in one post.

    Parameters
    ----------
    holds : sparse array of shape (posts, terms)
        1 where the post holds the term.
    usual : sequence
        The ``margins`` of the same posts.
    labels : array
        The community of each term, -1 where it has none.

    Examples
    --------
    >>> holds = sp.csr_matrix(np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1]]))
    >>> usual = margins(holds, np.zeros(4, np.int64))
    >>> excess(holds, usual, np.array([0, 0, 1, 1])), excess(holds, usual, np.array([0, 1, 0, 1]))
    (2.0, 0.0)
    """
    on = np.flatnonzero(labels >= 0)
    if not len(on):
        return 0.0
    shape = (len(labels), int(labels.max()) + 1)
    member = sp.csr_matrix((np.ones(len(on)), (on, labels[on])), shape=shape)
    inside = (holds @ member).tocsr()
    seen = ((inside.data**2).sum() - inside.data.sum()) / 2
    chance = 0.0
    for often, spread in usual:
        group = member.T @ often
        chance += spread * ((group**2).sum() - (often[on] ** 2).sum()) / 2
    return float(seen / chance) if chance else 0.0


def real(
    holds: sp.csr_matrix,
    stratum: Ints,
    half: Ints,
    labels: list[Ints],
    seed: int,
) -> bool:
    """Say whether the communities of each half of the posts hold in the other half.

    Each is compared with ``SHUFFLES`` divisions of the same sizes dealt out at random.

    Parameters
    ----------
    holds, stratum
        As for :func:`condat.plan.topics.company.company`.
    half : array of 0 and 1
        The half of each post.
    labels : list of two arrays
        The communities found in each half.
    seed : int
    """
    rng = np.random.default_rng(seed)
    for one, found in enumerate(labels):
        posts = np.flatnonzero(half != one)
        other, usual = holds[posts], margins(holds[posts], stratum[posts])
        held = excess(other, usual, found)
        dealt = (excess(other, usual, rng.permutation(found)) for _ in range(SHUFFLES))
        if held <= max(dealt):
            return False
    return True
