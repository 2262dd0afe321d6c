"""Authority of a million people, 64 resamples, beside igraph's point ranks on the same graph."""

from __future__ import annotations

import time
from collections.abc import Callable

import igraph
import numpy as np

from condat.plan.people.authority import authority, graph, resampled
from condat.plan.people.ranks import ranks

PEOPLE, ARCS = 1_000_000, 10_000_000


def run(people: int = PEOPLE, arcs: int = ARCS) -> list[dict[str, object]]:
    rng = np.random.default_rng(0)
    fame = np.cumsum(rng.pareto(1.5, people) + 0.2)
    target = np.searchsorted(fame / fame[-1], rng.random(arcs)).clip(0, people - 1)
    source, start = rng.integers(0, people, arcs), np.ones(people)
    _ours(source[:1000] % 100, target[:1000] % 100, np.ones(100))  # compile before timing
    ours = _timed(lambda: _ours(source, target, start))
    peer = igraph.Graph(n=people, edges=np.stack([source, target], axis=1), directed=True)
    theirs = _timed(lambda: peer.pagerank(damping=0.85))
    size = {"people": people, "arcs": arcs}
    return [
        {"what": "ranking", "who": "condat, 64 resamples", "seconds": ours} | size,
        {"what": "ranking", "who": "igraph, point ranks only", "seconds": theirs} | size,
    ]


def _ours(source: np.ndarray, target: np.ndarray, start: np.ndarray) -> object:
    arcs = graph(source, target, len(start))
    point = authority(arcs, start)
    return ranks(point, resampled(arcs, start, point, seed=0).std(axis=1))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
