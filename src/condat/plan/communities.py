"""Communities of terms that hold from seed to seed and from week to week."""

from __future__ import annotations

import igraph
import leidenalg
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.special import gammainc, gammaincc

REPLICATES = 20
FEWEST_TOGETHER = 3  # posts that hold both terms
CHANCE = 1e-3  # of an edge where there is no company; chance edges differ in every replicate
NEIGHBOURS = 20
FEWEST_TERMS = 4
TOGETHER = 0.4  # of the replicates

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]


def communities(
    holds: sp.csr_matrix, stratum: Ints, mark: NDArray[np.uint64], *, seed: int
) -> Ints:
    """Divide terms into communities; a term without certain company has -1.

    Each replicate weighs the posts anew (Poisson bootstrap) and divides the graph of what is left;
    terms that went together in most replicates are then divided once more. A post's weights come
    from its own mark, so next week's corpus has the same replicates and a few posts more.

    Parameters
    ----------
    holds : sparse array of shape (posts, terms)
        1 where the post holds the term.
    stratum : array
        The language of each post: company is counted against chance inside it.
    mark : array of uint64
        A hash of each post's URI.
    seed : int

    Returns
    -------
    array of int
        The community of each term.
    """
    together = sp.csr_matrix((holds.shape[1], holds.shape[1]))
    for replicate in range(REPLICATES):
        weights = _poisson(mark, seed * REPLICATES + replicate)
        labels = _leiden(company(holds, stratum, weights), seed * REPLICATES + replicate)
        together = together + _same(labels)
    share = sp.triu(together / REPLICATES, 1).tocsr()
    share.data[share.data < TOGETHER] = 0
    share.eliminate_zeros()
    core = _large(_leiden(share + share.T, seed))
    return _joined(core, company(holds, stratum, np.ones(holds.shape[0])))


def _large(labels: Ints) -> Ints:
    """Keep the communities of at least ``FEWEST_TERMS``; others are none."""
    names, counts = np.unique(labels[labels >= 0], return_counts=True)
    kept = names[counts >= FEWEST_TERMS]
    number = np.full(int(labels.max(initial=-1)) + 2, -1, np.int64)
    number[kept] = np.arange(len(kept))
    return number[labels]


def _joined(core: Ints, graph: sp.csr_matrix) -> Ints:
    """Give a term outside every core to the one that it keeps most company with."""
    known = np.flatnonzero(core >= 0)
    if not len(known):
        return core
    member = sp.csr_matrix((np.ones(len(known)), (known, core[known])), (len(core), core.max() + 1))
    pull = (graph @ member).toarray()
    return np.where((core < 0) & (pull.max(1) > 0), pull.argmax(1), core)


def company(holds: sp.csr_matrix, stratum: Ints, weights: Reals) -> sp.csr_matrix:
    """Return the graph of terms that stand in one post more than chance puts them.

    Chance keeps how many terms each post has and how many posts of a language each term has. An
    edge's weight is its normalised pointwise mutual information; an edge is kept when its Poisson
    tail is at most ``CHANCE``, and it is among the ``NEIGHBOURS`` best of one of its ends.
    """
    weighted = sp.diags(weights) @ holds
    seen = sp.triu(holds.T @ weighted, 1).tocoo()
    keep = seen.data >= FEWEST_TOGETHER
    row, column, count = seen.row[keep], seen.col[keep], seen.data[keep]
    expected = _expected(weighted, stratum, row, column)
    chance = np.where(count > expected, gammainc(count, expected), 1.0)
    real = chance <= CHANCE
    row, column, count, expected = row[real], column[real], count[real], expected[real]
    lift = np.log(count / expected)
    weight = lift / np.maximum(-np.log(count / max(weights.sum(), 1.0)), 1e-9)
    return _nearest(row, column, np.clip(weight, 1e-6, 1.0), holds.shape[1])


def _expected(weighted: sp.csr_matrix, stratum: Ints, row: Ints, column: Ints) -> Reals:
    total = np.zeros(len(row))
    for one in np.unique(stratum):
        part = weighted[np.flatnonzero(stratum == one)]
        often = np.asarray(part.sum(0)).ravel()
        lengths = np.asarray(part.sum(1)).ravel()
        spread = (lengths**2).sum() / max(lengths.sum() ** 2, 1.0)
        total += often[row] * often[column] * spread
    return np.maximum(total, 1e-12)


def _nearest(row: Ints, column: Ints, weight: Reals, size: int) -> sp.csr_matrix:
    """Keep an edge that is among the best of one of its ends."""
    ends = np.concatenate([row, column])
    both = np.concatenate([weight, weight])
    edge = np.concatenate([np.arange(len(row))] * 2)
    order = np.lexsort((edge, -both, ends))
    sorted_ends = ends[order]
    rank = np.arange(len(order)) - np.searchsorted(sorted_ends, sorted_ends)
    chosen = np.unique(edge[order[rank < NEIGHBOURS]])
    upper = sp.csr_matrix((weight[chosen], (row[chosen], column[chosen])), shape=(size, size))
    return (upper + upper.T).tocsr()


def _leiden(graph: sp.csr_matrix, seed: int) -> Ints:
    upper = sp.triu(graph, 1).tocoo()
    network = igraph.Graph(n=graph.shape[0], edges=np.column_stack([upper.row, upper.col]))
    labels = np.full(graph.shape[0], -1, np.int64)
    if not upper.nnz:
        return labels
    division = leidenalg.find_partition(
        network,
        leidenalg.ModularityVertexPartition,
        weights=upper.data.tolist(),
        seed=seed,
        n_iterations=-1,
    )
    membership = np.asarray(division.membership, np.int64)
    connected = np.asarray(network.degree()) > 0
    labels[connected] = membership[connected]
    return labels


def _same(labels: Ints) -> sp.csr_matrix:
    known = np.flatnonzero(labels >= 0)
    size = int(labels.max()) + 1 if len(known) else 0
    member = sp.csr_matrix(
        (np.ones(len(known)), (known, labels[known])), shape=(len(labels), max(size, 1))
    )
    return (member @ member.T).tocsr()


def _poisson(mark: NDArray[np.uint64], replicate: int) -> Reals:
    """Draw a Poisson(1) weight of each post from its mark (splitmix64)."""
    with np.errstate(over="ignore"):
        z = mark + np.uint64((replicate + 1) * 0x9E3779B97F4A7C15 % 2**64)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    uniform = (z >> np.uint64(11)).astype(np.float64) / 2**53
    steps = gammaincc(np.arange(1, 12), 1.0)  # P(X <= k - 1)
    return np.searchsorted(steps, uniform).astype(np.float64)
