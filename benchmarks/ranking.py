"""Authority of a million people with simultaneous intervals, beside igraph's ranks without any.

Both start from the same arcs. Time is that of the processor (both cores together), since a machine
is rarely alone; the wall clock is given too.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import igraph
import numpy as np
from scipy.stats import spearmanr

from condat.plan.people.authority import authority, graph, resampled
from condat.plan.people.ranks import Places, ranks
from condat.plan.weights import RESAMPLES

T = TypeVar("T")
PEOPLE, ARCS = 1_000_000, 10_000_000


def run(people: int = PEOPLE, arcs: int = ARCS) -> list[dict[str, object]]:
    rng = np.random.default_rng(0)
    fame = np.cumsum(rng.pareto(1.5, people) + 0.2)
    target = np.searchsorted(fame / fame[-1], rng.random(arcs)).clip(0, people - 1)
    source = rng.integers(0, people, arcs)
    _ours(source[:1000] % 100, target[:1000] % 100, 100)  # compile before timing
    ours, mine = _timed(lambda: _ours(source, target, people))
    peer, theirs = _timed(lambda: _theirs(source, target, people))
    agreed = float(spearmanr(peer, -ours.rank).statistic)
    size = {"people": people, "arcs": arcs}
    return [
        {"who": f"condat, {RESAMPLES} resamples, rank intervals"} | size | mine,
        {"who": "igraph, point ranks only"} | size | theirs,
        {
            "who": "condat over igraph",
            "processor": mine["processor"] / theirs["processor"],
            "each resample over igraph": mine["processor"] / theirs["processor"] / RESAMPLES,
            "rank correlation": agreed,
            "tiers": int(ours.tier.max()),
        },
    ]


def _ours(source: np.ndarray, target: np.ndarray, people: int) -> Places:
    arcs, start = graph(source, target, people), np.ones(people)
    point = authority(arcs, start)
    return ranks(point, resampled(arcs, start, point, seed=0).std(axis=1))


def _theirs(source: np.ndarray, target: np.ndarray, people: int) -> list[float]:
    made = igraph.Graph(n=people, edges=np.stack([source, target], axis=1), directed=True)
    return made.pagerank(damping=0.85)


def _timed(work: Callable[[], T]) -> tuple[T, dict[str, float]]:
    wall, processor = time.perf_counter(), time.process_time()
    result = work()
    spent = time.process_time() - processor
    return result, {"processor": spent, "seconds": time.perf_counter() - wall}
