"""Communities of terms that hold from seed to seed and from week to week."""

from __future__ import annotations

import random

import igraph
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

DIVISIONS = 200
COARSEST, FINEST = 0.5, 1.5  # resolutions of modularity that the divisions are spread over
TOGETHER = 0.05  # of the divisions: less is no tie
COMMON = 0.3  # mean share of the divisions that joins two groups of terms in the consensus
NEIGHBOURS = 12
FEWEST_TOGETHER = 2  # posts that hold both terms
FEWEST_TERMS = 10
SHUFFLES = 199

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]


def communities(
    graph: sp.csr_matrix, *, seed: int, divisions: int = DIVISIONS
) -> tuple[Ints, Reals]:
    """Divide a graph many times, then divide what the divisions agree on.

    Leiden divides the graph at many resolutions; the share of them in which two terms go
    together is the weight of their tie in a second graph, which Leiden divides by the constant
    Potts model (Lancichinetti and Fortunato, 2012, "Consensus clustering in complex networks").

    Parameters
    ----------
    graph : sparse array of shape (terms, terms)
        Symmetric weights.
    seed : int
    divisions : int
        How many; fewer are quicker and less steady.

    Returns
    -------
    array of int
        The community of each term, -1 where it has none.
    array of float
        The mean share of the divisions in which the term goes with its community.
    """
    size = graph.shape[0]
    if not graph.nnz:
        return np.full(size, -1, np.int64), np.zeros(size)
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - not a secret
    try:
        together = _agreement(graph, divisions)
        labels = _consensus(together)
    finally:
        igraph.set_random_number_generator(random)
    member = np.eye(int(labels.max()) + 1, dtype=np.float32)[labels]
    count = member.sum(0)
    support = ((together @ member) / count)[np.arange(size), labels].astype(np.float64)
    kept = np.flatnonzero(count >= FEWEST_TERMS)
    number = np.full(len(count), -1, np.int64)
    number[kept] = np.arange(len(kept))
    return number[labels], support


def _agreement(graph: sp.csr_matrix, divisions: int) -> NDArray[np.float32]:
    network, weights = _network(graph)
    parts = []
    for resolution in np.linspace(COARSEST, FINEST, divisions):
        found = network.community_leiden(
            "modularity", weights=weights, resolution=float(resolution), n_iterations=3
        )
        labels = np.asarray(found.membership, np.int64)
        parts.append(np.eye(int(labels.max()) + 1, dtype=np.float32)[labels])
    member = np.concatenate(parts, axis=1)
    return np.asarray(member @ member.T / divisions, np.float32)


def _consensus(together: NDArray[np.float32]) -> Ints:
    ties = np.where(together >= TOGETHER, together, 0)
    network, weights = _network(sp.csr_matrix(ties))
    found = network.community_leiden("CPM", weights=weights, resolution=COMMON, n_iterations=-1)
    return np.asarray(found.membership, np.int64)


def _network(graph: sp.csr_matrix) -> tuple[igraph.Graph, list[float]]:
    upper = sp.triu(graph, 1).tocoo()
    edges = np.column_stack([upper.row, upper.col])
    return igraph.Graph(n=graph.shape[0], edges=edges), upper.data.tolist()


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
    return _nearest(row[real], column[real], weight, holds.shape[1])


def _expected(holds: sp.csr_matrix, stratum: Ints, row: Ints, column: Ints) -> Reals:
    total = np.zeros(len(row))
    for often, spread in _margins(holds, stratum):
        total += often[row] * often[column] * spread
    return total


def _margins(holds: sp.csr_matrix, stratum: Ints) -> list[tuple[Reals, float]]:
    """Return, per language, the posts of each term and the chance that two fall together."""
    found = []
    for one in np.unique(stratum):
        part = holds[np.flatnonzero(stratum == one)]
        often = np.asarray(part.sum(0), np.float64).ravel()
        lengths = np.asarray(part.sum(1), np.float64).ravel()
        found.append((often, float((lengths**2).sum() / max(lengths.sum() ** 2, 1.0))))
    return found


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


def excess(holds: sp.csr_matrix, stratum: Ints, labels: Ints) -> float:
    """Return how many times more often than by chance terms of one community stand in one post.

    Examples
    --------
    >>> holds = sp.csr_matrix(np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1]]))
    >>> posts = np.zeros(4, np.int64)
    >>> excess(holds, posts, np.array([0, 0, 1, 1])), excess(holds, posts, np.array([0, 1, 0, 1]))
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
    for often, spread in _margins(holds, stratum):
        group = member.T @ often
        chance += spread * ((group**2).sum() - (often[on] ** 2).sum()) / 2
    return float(seen / chance) if chance else 0.0


def real(holds: sp.csr_matrix, stratum: Ints, half: Ints, labels: list[Ints], seed: int) -> bool:
    """Say whether the communities of each half of the posts hold in the other half.

    Each is compared with ``SHUFFLES`` divisions of the same sizes dealt out at random.

    Parameters
    ----------
    holds, stratum
        As for :func:`company`.
    half : array of 0 and 1
        The half of each post.
    labels : list of two arrays
        The communities found in each half.
    seed : int
    """
    rng = np.random.default_rng(seed)
    for one, found in enumerate(labels):
        posts = np.flatnonzero(half != one)
        other, spoken = holds[posts], stratum[posts]
        held = excess(other, spoken, found)
        dealt = [excess(other, spoken, rng.permutation(found)) for _ in range(SHUFFLES)]
        if held <= max(dealt):
            return False
    return True
