"""Posts of ours that say the same: overlap of their terms, by one sparse product."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix, triu

from condat.plan.codes import Ints, Reals, encode

ALIKE = 0.6  # of their terms together that two posts share (Jaccard)
FEWEST = 8  # terms: less is too little to compare
COMMON = 0.05  # share of the posts above which a term tells nothing of sameness
RARE = 10


def duplicates(terms: pa.ChunkedArray, post: Ints, better: Reals, age: Reals) -> Ints:
    """Return, for each post, the better one that says the same; -1 where none does.

    Parameters
    ----------
    terms : pyarrow.ChunkedArray
        A term of a post, one a row.
    post : ndarray of int
        The post of each row.
    better : ndarray of float
        How each post did; of two that say the same the better one stays.
    age : ndarray of float
        Days; the younger one stays where both did the same.

    Examples
    --------
    >>> words = pa.chunked_array([[f"w{i}" for i in range(9)] * 2])
    >>> post = np.repeat([0, 1], 9)
    >>> duplicates(words, post, np.ones(2), np.array([400.0, 10.0])).tolist()
    [1, -1]
    """
    count = len(better)
    names, term = encode(terms)
    held = csr_matrix((np.ones(len(term)), (post, term)), shape=(count, len(names)))
    held.data[:] = 1.0
    frequency = np.bincount(held.indices, minlength=len(names))
    held = held[:, frequency <= max(RARE, COMMON * count)]
    size = np.asarray(held.sum(axis=1)).ravel()
    both = triu(held @ held.T, k=1).tocoo()
    union = size[both.row] + size[both.col] - both.data
    small = np.minimum(size[both.row], size[both.col])
    alike = (both.data >= ALIKE * union) & (small >= FEWEST)
    return _better(both.row[alike], both.col[alike], better, age)


def _better(left: Ints, right: Ints, better: Reals, age: Reals) -> Ints:
    """Point each post at the best of those that are alike; the best points nowhere."""
    rank = np.lexsort((np.arange(len(better)), np.nan_to_num(age, nan=np.inf), -better))
    place = np.empty(len(rank), np.int64)
    place[rank] = np.arange(len(rank))
    twin = np.full(len(better), -1)
    pairs = np.concatenate([np.stack([left, right]), np.stack([right, left])], axis=1)
    worse, best = pairs[:, place[pairs[0]] > place[pairs[1]]]
    order = np.argsort(-place[best], kind="stable")
    twin[worse[order]] = best[order]
    return twin
