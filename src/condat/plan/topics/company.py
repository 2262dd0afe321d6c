"""Which terms keep company: they stand in one post more often than chance puts them there."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from numba import njit
from numpy.typing import NDArray

NEIGHBOURS = 12
FEWEST_TOGETHER = 2  # posts that hold both terms

Places = NDArray[np.int32]
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

    Examples
    --------
    >>> holds = sp.csr_matrix(np.repeat([[1, 1, 0], [0, 0, 1]], 3, axis=0))
    >>> company(holds, np.zeros(6, np.int64)).toarray().round(1).tolist()
    [[0.0, 0.7, 0.0], [0.7, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    posts, terms = holds.shape
    found = margins(holds, stratum)
    often = np.stack([often for often, _ in found]) if found else np.zeros((0, terms))
    spread = np.array([spread for _, spread in found])
    by_term = holds.T.tocsr()
    ends = (holds.indptr, holds.indices), (by_term.indptr, by_term.indices)
    row, column, weight = _nearest(*ends[0], *ends[1], often, spread, posts)
    kept = sp.csr_matrix((weight, (row, column)), shape=(terms, terms))
    return kept.maximum(kept.T).tocsr()


def margins(holds: sp.csr_matrix, stratum: Ints) -> list[tuple[Reals, float]]:
    """Return, per language, the posts of each term and the chance that two fall together."""
    found = []
    for one in np.unique(stratum):
        part = holds[np.flatnonzero(stratum == one)]
        often = np.asarray(part.sum(0), np.float64).ravel()
        lengths = np.asarray(part.sum(1), np.float64).ravel()
        found.append((often, float((lengths**2).sum() / max(lengths.sum() ** 2, 1.0))))
    return found


@njit(cache=True, nogil=True)
def _nearest(
    post_ends: Places,
    post_terms: Places,
    term_ends: Places,
    term_posts: Places,
    often: Reals,
    spread: Reals,
    posts: int,
) -> tuple[Ints, Ints, Reals]:
    """Return the best neighbours of each term: rows, columns, weights."""
    terms, n = len(term_ends) - 1, 0
    count, near = np.zeros(terms, np.int64), np.empty(terms, np.int64)
    row, column = np.empty(terms * NEIGHBOURS, np.int64), np.empty(terms * NEIGHBOURS, np.int64)
    weight = np.empty(terms * NEIGHBOURS)
    for i in range(terms):
        seen = 0
        for p in range(term_ends[i], term_ends[i + 1]):
            post = term_posts[p]
            for t in range(post_ends[post], post_ends[post + 1]):
                j = post_terms[t]
                if count[j] == 0:
                    near[seen] = j
                    seen += 1
                count[j] += 1
        first = n
        for j in near[:seen]:
            together, count[j] = count[j], 0
            if j == i or together < FEWEST_TOGETHER:
                continue
            value = _above_chance(together, i, j, often, spread, posts)
            if value > 0:
                n = _placed(column, weight, first, n, j, value)
        row[first:n] = i
    return row[:n].copy(), column[:n].copy(), weight[:n].copy()


@njit(cache=True, nogil=True)
def _above_chance(together: int, i: int, j: int, often: Reals, spread: Reals, posts: int) -> float:
    expected = 0.0
    for s in range(len(spread)):
        expected += often[s, i] * often[s, j] * spread[s]
    lift = np.log((together + 0.5) / (expected + 0.5))
    rarity = max(-np.log(together / posts), 1e-9)
    return min(max(lift / rarity, 1e-6), 1.0) if lift > 0 else 0.0


@njit(cache=True, nogil=True)
def _placed(column: Ints, weight: Reals, first: int, n: int, j: int, value: float) -> int:
    """Put a neighbour among the best so far, the largest first; return where they end."""
    full = n - first == NEIGHBOURS
    at = n - 1 if full else n
    if full and (value < weight[at] or (value == weight[at] and j > column[at])):
        return n
    while at > first and (
        value > weight[at - 1] or (value == weight[at - 1] and j < column[at - 1])
    ):
        column[at], weight[at] = column[at - 1], weight[at - 1]
        at -= 1
    column[at], weight[at] = j, value
    return n if full else n + 1
