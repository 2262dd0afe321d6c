"""Authority: topic-personalised PageRank over who recognises whom (Haveliwala 2002).

An arc goes from the person who links, mentions, replies or announces to the one who is recognised.
Rank flows along arcs and starts again with the people of the topic, in proportion to their part in
it. Resamples draw each arc anew (Poisson bootstrap); they start from the point estimate, so that a
few rounds suffice (see ``tests/verification``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from condat.plan.codes import Ints, Reals, grouped, totals
from condat.plan.weights import RESAMPLES, poisson, row_of

DAMPING = 0.85
ROUNDS = 4  # of each resample, from the point estimate
MANY = 2_000_000  # arcs from which threads are worth waiting for
_TOLERANCE = 1e-10


@dataclass(frozen=True)
class Graph:
    """Arcs by target: ``source[starts[v] : starts[v + 1]]`` recognise ``v``, with ``weight``."""

    starts: Ints
    source: NDArray[np.int32]
    weight: NDArray[np.float32]

    @property
    def people(self) -> int:
        """How many persons there are, with or without arcs."""
        return len(self.starts) - 1


def graph(source: Ints, target: Ints, people: int) -> Graph:
    """Join acts into arcs; the second act of a pair adds less than the first (1 + log).

    Examples
    --------
    >>> made = graph(np.array([0, 0, 2]), np.array([1, 1, 1]), 3)
    >>> made.starts.tolist(), made.source.tolist(), made.weight.round(2).tolist()
    ([0, 0, 2, 2], [0, 2], [1.690000057220459, 1.0])
    """
    pairs, times = np.unique(target * people + source, return_counts=True)
    to, by = np.divmod(pairs, max(people, 1))
    _, starts = grouped(to, people)
    weight = (1 + np.log(times)).astype(np.float32)
    return Graph(starts, by.astype(np.int32), weight)


def authority(arcs: Graph, start: Reals) -> Reals:
    """Return each person's PageRank as a multiple of the average one.

    Parameters
    ----------
    arcs : Graph
        Who recognises whom.
    start : array of float
        Where rank starts again: any positive numbers, one per person.

    Returns
    -------
    array of float
        1 is the average of all persons.

    Examples
    --------
    >>> arcs = graph(np.array([0, 1]), np.array([2, 2]), 3)
    >>> authority(arcs, np.ones(3)).round(2).tolist()
    [0.64, 0.64, 1.72]
    """
    start = start / start.sum()
    given = totals(arcs.source.astype(np.int64), arcs.weight.astype(np.float64), arcs.people)
    rank, pull = start.copy(), _pull_apart if len(arcs.source) >= MANY else _pull
    for _ in range(200):
        flow = np.where(given > 0, rank / np.maximum(given, 1e-30), 0.0)
        pulled = pull(arcs.starts, arcs.source, arcs.weight, flow)
        lost = rank[given == 0].sum()
        new = DAMPING * (pulled + lost * start) + (1 - DAMPING) * start
        change, rank = np.abs(new - rank).sum(), new
        if change < _TOLERANCE:
            break
    return rank * arcs.people


def resampled(
    arcs: Graph, start: Reals, point: Reals, *, seed: int, rounds: int = ROUNDS
) -> NDArray[np.float32]:
    """Return authority in each resample: people x resamples.

    Parameters
    ----------
    arcs, start
        As for :func:`authority`.
    point : array of float
        The result of :func:`authority`, from which each resample starts.
    seed : int
        Of the bootstrap weights.
    rounds : int
        Rounds of each resample.
    """
    table = poisson(seed)
    given = _given(arcs.starts, arcs.source, arcs.weight, table)
    begin = (start / start.sum() * arcs.people).astype(np.float32)
    rank = np.repeat(point.astype(np.float32)[:, None], RESAMPLES, axis=1)
    flow = np.empty_like(rank)
    for _ in range(rounds):
        lost = _flow(rank, given, flow)
        share = (DAMPING * lost / arcs.people + (1 - DAMPING)).astype(np.float32)
        _push(arcs.starts, arcs.source, arcs.weight, table, flow, begin, share, rank)
    return rank


def _pulled(
    starts: Ints, source: NDArray[np.int32], weight: NDArray[np.float32], flow: Reals
) -> Reals:
    out = np.zeros(len(starts) - 1)
    for v in numba.prange(len(out)):
        total = 0.0
        for e in range(starts[v], starts[v + 1]):
            total += weight[e] * flow[source[e]]
        out[v] = total
    return out


_pull = numba.njit(cache=True)(_pulled)
_pull_apart = numba.njit(parallel=True, cache=True)(_pulled)


@numba.njit(cache=True)
def _given(
    starts: Ints,
    source: NDArray[np.int32],
    weight: NDArray[np.float32],
    table: NDArray[np.uint8],
) -> NDArray[np.float32]:
    given = np.zeros((len(starts) - 1, RESAMPLES), np.float32)
    for e in range(len(source)):
        draws, u = table[row_of(e)], source[e]
        for b in range(RESAMPLES):
            given[u, b] += weight[e] * draws[b]
    return given


@numba.njit(cache=True)
def _flow(
    rank: NDArray[np.float32], given: NDArray[np.float32], flow: NDArray[np.float32]
) -> Reals:
    """Divide each person's rank over what they give; return what those who give nothing hold."""
    lost = np.zeros(RESAMPLES)
    for u in range(len(rank)):
        for b in range(RESAMPLES):
            if given[u, b] > 0:
                flow[u, b] = rank[u, b] / given[u, b]
            else:
                flow[u, b] = 0
                lost[b] += rank[u, b]
    return lost


@numba.njit(parallel=True, fastmath=True, cache=True)
def _push(
    starts: Ints,
    source: NDArray[np.int32],
    weight: NDArray[np.float32],
    table: NDArray[np.uint8],
    flow: NDArray[np.float32],
    begin: NDArray[np.float32],
    share: NDArray[np.float32],
    rank: NDArray[np.float32],
) -> None:
    for v in numba.prange(len(starts) - 1):
        total = np.zeros(RESAMPLES, np.float32)
        for e in range(starts[v], starts[v + 1]):
            draws, u, w = table[row_of(e)], source[e], weight[e]
            for b in range(RESAMPLES):
                total[b] += w * draws[b] * flow[u, b]
        for b in range(RESAMPLES):
            rank[v, b] = np.float32(DAMPING) * total[b] + share[b] * begin[v]
