"""Divide a weighted graph into groups: nodes are moved one at a time, then groups as wholes.

Each node goes to the group that it is best in, or to one of its own; then groups are moved as
wholes (Blondel and others, 2008), then nodes again (Rotta and Noack, 2011), until nothing gets
better. What a group is worth is the weight of the edges inside it, less ``resolution`` for each
pair of nodes, times the masses of both: with masses of one that is the constant Potts model (Traag
and others, 2011); with the degrees as masses, and the resolution over their sum, modularity.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from numba import njit
from numpy.typing import NDArray

GAIN = 1e-9  # less is rounding
ROUNDS = 50

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]


def groups(
    graph: sp.csr_matrix, mass: Reals, resolution: float, *, seed: int, tries: int = 1
) -> Ints:
    """Return the group of each node; of several tries, the division that is worth most.

    Parameters
    ----------
    graph : sparse array of shape (nodes, nodes)
        Symmetric, nothing on the diagonal.
    mass : array
        Of each node.
    resolution : float
    seed : int
        Of the order in which nodes are looked at.
    tries : int

    Examples
    --------
    >>> apart = sp.csr_matrix(np.kron(np.eye(2), np.ones((3, 3)) - np.eye(3)))
    >>> groups(apart, np.ones(6), 0.2, seed=0).tolist()
    [0, 0, 0, 1, 1, 1]
    """
    rng = np.random.default_rng(seed)
    found = [_divided(graph, mass, resolution, rng) for _ in range(tries)]
    return max(found, key=lambda labels: worth(graph, mass, labels, resolution))


def worth(graph: sp.csr_matrix, mass: Reals, labels: Ints, resolution: float) -> float:
    """Return what a division is worth (twice over, and less a constant)."""
    rows = np.repeat(np.arange(len(labels)), np.diff(graph.indptr))
    inside = graph.data[labels[rows] == labels[graph.indices]].sum()
    return float(inside - resolution * (np.bincount(labels, mass) ** 2).sum())


def _divided(
    graph: sp.csr_matrix, mass: Reals, resolution: float, rng: np.random.Generator
) -> Ints:
    labels = np.arange(len(mass))
    for _ in range(ROUNDS):
        before = labels
        labels = _moved(graph, mass, labels, resolution, rng)
        labels = _wholes(graph, mass, labels, resolution, rng)
        if (labels == before).all():
            break
    return labels


def _wholes(
    graph: sp.csr_matrix, mass: Reals, labels: Ints, resolution: float, rng: np.random.Generator
) -> Ints:
    """Move groups as wholes, until none is better elsewhere."""
    while True:
        size = int(labels.max(initial=-1)) + 1
        held = np.bincount(labels, mass).astype(np.float64)
        joined = _moved(_between(graph, labels, size), held, np.arange(size), resolution, rng)
        if joined.max(initial=-1) + 1 == size:
            return labels
        labels = _numbered(joined[labels])


def _between(graph: sp.csr_matrix, labels: Ints, size: int) -> sp.csr_matrix:
    """Return the graph of groups: what the edges between the nodes of two weigh together."""
    ends = np.append(0, np.cumsum(np.bincount(labels, minlength=size)))
    order, data = np.argsort(labels, kind="stable"), graph.data.astype(np.float64)
    found = _joined(graph.indptr, graph.indices, data, labels, order, ends)
    return sp.csr_matrix(found, shape=(size, size))


def _moved(
    graph: sp.csr_matrix, mass: Reals, labels: Ints, resolution: float, rng: np.random.Generator
) -> Ints:
    labels, indptr, indices = labels.copy(), graph.indptr, graph.indices
    data = graph.data.astype(np.float64)
    for _ in range(ROUNDS):
        order = rng.permutation(len(labels))
        if not _pass(indptr, indices, data, mass, labels, order, resolution):
            break
    return _numbered(labels)


def _numbered(labels: Ints) -> Ints:
    """Give groups numbers in the order of their first nodes."""
    _, first, group = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[group]


@njit(cache=True, nogil=True)
def _joined(
    indptr: NDArray[np.int32],
    indices: NDArray[np.int32],
    data: Reals,
    labels: Ints,
    order: Ints,
    ends: Ints,
) -> tuple[Reals, Ints, Ints]:
    """Add up the edges of the nodes of each group: weights, columns, where each row starts."""
    size, n = len(ends) - 1, 0
    total, near = np.zeros(size), np.empty(size, np.int64)
    weight, column = np.empty(len(data)), np.empty(len(data), np.int64)
    start = np.zeros(size + 1, np.int64)
    for group in range(size):
        seen = 0
        for node in order[ends[group] : ends[group + 1]]:
            for k in range(indptr[node], indptr[node + 1]):
                other = labels[indices[k]]
                if total[other] == 0.0 and data[k] > 0.0:
                    near[seen] = other
                    seen += 1
                total[other] += data[k]
        for other in near[:seen]:
            weight[n], column[n], total[other] = total[other], other, 0.0
            n += 1
        start[group + 1] = n
    return weight[:n].copy(), column[:n].copy(), start


@njit(cache=True, nogil=True)
def _pass(  # noqa: C901 - one loop over nodes
    indptr: NDArray[np.int32],
    indices: NDArray[np.int32],
    data: Reals,
    mass: Reals,
    labels: Ints,
    order: Ints,
    resolution: float,
) -> bool:
    """Move each node to the group that it is best in; say whether any moved."""
    count, changed = len(labels), False
    weight, links = np.zeros(count), np.zeros(count)
    members, near = np.zeros(count, np.int64), np.empty(count + 1, np.int64)
    for i in range(count):
        weight[labels[i]] += mass[i]
        members[labels[i]] += 1
    empty = 0
    for i in order:
        own, seen = labels[i], 0
        for k in range(indptr[i], indptr[i + 1]):
            group = labels[indices[k]]
            if indices[k] == i:
                continue
            if links[group] == 0.0:
                near[seen] = group
                seen += 1
            links[group] += data[k]
        weight[own] -= mass[i]
        best, most = own, links[own] - resolution * mass[i] * weight[own]
        for at in range(seen):
            gain = links[near[at]] - resolution * mass[i] * weight[near[at]]
            if gain > most + GAIN:
                best, most = near[at], gain
            links[near[at]] = 0.0
        if most < -GAIN:
            while members[empty]:
                empty = (empty + 1) % count
            best = empty
        weight[best] += mass[i]
        members[own] -= 1
        members[best] += 1
        changed |= best != own
        labels[i] = best
    return changed
