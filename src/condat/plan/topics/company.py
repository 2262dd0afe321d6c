"""Which terms keep company: they stand in one post more often than chance puts them."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

NEIGHBOURS = 12
FEWEST_TOGETHER = 2  # posts that hold both terms

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]


def company(holds: sp.csr_matrix, stratum: Ints) -> sp.csr_matrix:
    """Return the graph of terms that stand in one post more than chance puts them.

    Chance keeps how many terms each post has and how many posts of a language each term has. The
    weight is normalised pointwise mutual information, shrunk by half a post; an edge is kept when
    it is among the ``NEIGHBOURS`` best of one of its ends.

    Parameters
    ----------
    holds : sparse array of shape (posts, terms)
        1 where the post holds the term.
    stratum : array
        The language of each post.
    """
    seen = sp.triu(holds.T @ holds, 1).tocoo()
    keep = seen.data >= FEWEST_TOGETHER
    row, column, count = seen.row[keep], seen.col[keep], seen.data[keep]
    lift = np.log((count + 0.5) / (_expected(holds, stratum, row, column) + 0.5))
    real = lift > 0
    rarity = -np.log(count[real] / max(holds.shape[0], 1))
    weight = np.clip(lift[real] / np.maximum(rarity, 1e-9), 1e-6, 1.0)
    return nearest(row[real], column[real], weight, holds.shape[1])


def _expected(holds: sp.csr_matrix, stratum: Ints, row: Ints, column: Ints) -> Reals:
    total = np.zeros(len(row))
    for often, spread in margins(holds, stratum):
        total += often[row] * often[column] * spread
    return total


def margins(holds: sp.csr_matrix, stratum: Ints) -> list[tuple[Reals, float]]:
    """Return, per language, the posts of each term and the chance that two fall together."""
    found = []
    for one in np.unique(stratum):
        part = holds[np.flatnonzero(stratum == one)]
        often = np.asarray(part.sum(0), np.float64).ravel()
        lengths = np.asarray(part.sum(1), np.float64).ravel()
        found.append((often, float((lengths**2).sum() / max(lengths.sum() ** 2, 1.0))))
    return found


def nearest(
    row: Ints, column: Ints, weight: Reals, size: int, most: int = NEIGHBOURS
) -> sp.csr_matrix:
    """Return the graph of the edges that are among the ``most`` best of one of their ends."""
    ends = np.concatenate([row, column])
    both = np.concatenate([weight, weight])
    edge = np.concatenate([np.arange(len(row))] * 2)
    order = np.lexsort((edge, -both, ends))
    sorted_ends = ends[order]
    rank = np.arange(len(order)) - np.searchsorted(sorted_ends, sorted_ends)
    chosen = np.unique(edge[order[rank < most]])
    upper = sp.csr_matrix((weight[chosen], (row[chosen], column[chosen])), shape=(size, size))
    return (upper + upper.T).tocsr()
