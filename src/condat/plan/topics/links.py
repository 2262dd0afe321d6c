"""Pages that posts share: they tie the terms of posts in two languages."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numpy.typing import NDArray

from condat.plan.addresses import page
from condat.plan.codes import crossed, encode, flatten

EVERYWHERE = 0.05  # of the posts: a page that more of them link to says no subject
FEWEST = 3  # pairs of posts that share a page and hold the two terms
SURE = 3.0  # standard deviations over chance
NEAREST = 4  # terms that a term is tied to

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]


def pages(posts: pa.Table) -> sp.csr_matrix:
    """Return which pages each post links to, or is.

    Parameters
    ----------
    posts : pyarrow.Table
        Columns ``links`` and ``url``.

    Returns
    -------
    sparse array of shape (posts, pages)
        1 for a page of at least two posts and not of too many.

    Examples
    --------
    >>> posts = pa.table({"url": ["https://x.org/a", "https://y.org", "https://v.org"],
    ...                   "links": [["https://z.org#top"], ["http://z.org", "x.org/a"], []]})
    >>> pages(posts).toarray().tolist()
    [[1.0, 1.0], [1.0, 1.0], [0.0, 0.0]]
    """
    linked, post = flatten(posts["links"])
    own = pa.concat_arrays([page(linked), page(posts["url"].combine_chunks())])
    names, at = encode(own)
    post = np.concatenate([post, np.arange(posts.num_rows)])
    held = crossed(post[at >= 0], at[at >= 0], (posts.num_rows, len(names)))
    held.data[:] = 1.0
    often = np.bincount(held.indices, minlength=len(names))
    some = (often >= 2) & (often <= max(EVERYWHERE * posts.num_rows, 5))
    return held[:, np.flatnonzero(some)]


def shared(held: sp.csr_matrix, holds: sp.csr_matrix, stratum: Ints) -> sp.csr_matrix:
    """Return the graph of terms of two languages whose posts share more pages than by chance.

    Parameters
    ----------
    held : sparse array of shape (posts, pages)
        From :func:`pages`.
    holds : sparse array of shape (posts, terms)
        1 where the post holds the term.
    stratum : array
        The language of each post.
    """
    size = holds.shape[1]
    found = sp.csr_matrix((size, size))
    for one, other in combinations(np.unique(stratum), 2):
        sides = [np.flatnonzero(stratum == language) for language in (one, other)]
        pairs = (held[sides[0]] @ held[sides[1]].T).tocsr()
        pairs.data[:] = 1.0
        found += _tied(pairs, holds[sides[0]], holds[sides[1]])
    return found


def _tied(pairs: sp.csr_matrix, one: sp.csr_matrix, other: sp.csr_matrix) -> sp.csr_matrix:
    """Tie the terms of two sets of posts by the pairs of posts that share a page."""
    size, total = one.shape[1], pairs.sum()
    seen = (one.T @ pairs @ other).tocoo()
    often = one.T @ np.asarray(pairs.sum(1)).ravel(), other.T @ np.asarray(pairs.sum(0)).ravel()
    chance = often[0][seen.row] * often[1][seen.col] / max(total, 1.0)
    sure = seen.data >= np.maximum(chance + SURE * np.sqrt(chance), FEWEST)
    kept = np.flatnonzero(sure & (seen.row != seen.col))
    row, column, count = seen.row[kept], seen.col[kept], seen.data[kept]
    lift = np.log((count + 0.5) / (chance[kept] + 0.5))
    weight = np.clip(lift / np.maximum(-np.log(count / total), 1e-9), 1e-6, 1.0)
    return _nearest(row, column, weight.astype(np.float64), size, NEAREST)


def _nearest(row: Ints, column: Ints, weight: Reals, size: int, most: int) -> sp.csr_matrix:
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
