"""How often every true rank of a simulated world is inside its interval, part by part.

The truth of a person is what they would show on average over many lives: the same people, who
write and link anew. A world counts as covered only when all of its people are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.corpus.schema import empty
from condat.plan.people.acts import citations
from condat.plan.people.authority import authority, graph
from condat.plan.people.influencers import people
from condat.plan.people.scene import FACTS, Scene, scene
from condat.plan.people.scores import PARTS, STEADY, scored, usual
from condat.simulate.world import Rules, World, readings, world

Reals = NDArray[np.float64]

AS_OF = datetime(2026, 6, 1, tzinfo=UTC)
WEIGHTS = np.array([0.4, 0.3, 0.2, 0.1])
RULES = Rules(authors=60, posts=1500, links=600, sources=1)
EQUAL = replace(RULES, authors_shape=1e6)  # everybody is received as well: the hardest case
WORLDS, LIVES = 100, 25


def run(worlds: int = WORLDS) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for name, rules, parts in (("differ", RULES, range(5)), ("are all equal", EQUAL, (1,))):
        found = coverage(rules, range(worlds), parts)
        rows += [{"what": "coverage", "people": name} | row for row in found]
    return rows


def coverage(
    rules: Rules, seeds: range, parts: Iterable[int] = range(5)
) -> list[dict[str, object]]:
    """Return, per part and for the total, how many worlds are covered and how wide intervals are.

    Parameters
    ----------
    rules : Rules
        Of each world.
    seeds : range
        One world each.
    parts : iterable of int
        Places in ``PARTS``; one more is the total under ``WEIGHTS``.
    """
    chosen = list(parts)
    held, width = {k: [] for k in chosen}, {k: [] for k in chosen}
    for seed in seeds:
        made = world(rules, seed=seed)
        true, stage = truth(rules, made, seed), staged(made)
        for k in chosen:
            weights = np.eye(5)[k][:4] if k < 4 else WEIGHTS
            ranked = people(stage, made.post_topics.slice(0, 0), weights, seed=0)
            inside, wide = _inside(true[k] if k < 4 else _total(true, ranked), ranked)
            held[k].append(inside)
            width[k].append(wide)
    names = (*PARTS, "total")
    return [
        {
            "part": names[k],
            "worlds": len(held[k]),
            "all inside": float(np.mean(held[k])),
            "width over people": float(np.mean(width[k])),
        }
        for k in chosen
    ]


def staged(made: World) -> Scene:
    """Read a world as a corpus."""
    facts = {name: empty(name) for name in FACTS}
    facts |= {"authors": made.authors, "counts": made.counts}
    return scene(made.posts, readings(made), facts, AS_OF)[0]


def truth(rules: Rules, made: World, seed: int, lives: int = LIVES) -> Reals:
    """Return the true parts over the whole watch: rows as ``PARTS``, a column per author."""
    size = rules.authors
    recognised, reached, months = np.zeros((3, size))
    for life in range(1, lives + 1):
        again = world(replace(rules, sentences=1), seed=seed, life=life)
        cause, about = citations(again.posts)
        source, target = again.author[cause], again.author[about]
        apart = source != target
        source, target = source[apart], target[apart]
        wrote = (np.bincount(again.author, minlength=size) > 0).astype(float)
        recognised += authority(graph(source, target, size), wrote) / lives
        pairs = np.unique(target * size + source)
        reached += np.bincount(pairs // size, minlength=size) / lives
        months += _months(again, size) / lives
    return np.stack([months / (months + STEADY), made.resonance, recognised, reached])


def _months(made: World, size: int) -> Reals:
    moment = made.posts["published"]
    month = pc.year(moment).to_numpy() * 12 + pc.month(moment).to_numpy()
    pairs = np.unique(made.author * 100_000 + month)
    return np.bincount(pairs // 100_000, minlength=size).astype(float)


def _total(true: Reals, ranked: pa.Table) -> Reals:
    found = np.full(true.shape[1], np.nan)
    who = _wrote(ranked)
    parts = true[:, who]
    found[who] = scored(parts, usual(parts, np.zeros(len(who), bool)), WEIGHTS)
    return found


def _wrote(ranked: pa.Table) -> NDArray[np.int64]:
    return np.array([int(uri.rsplit("/", 1)[1]) for uri in ranked["person_uri"].to_pylist()])


def _inside(true: Reals, ranked: pa.Table) -> tuple[bool, float]:
    """Say whether every true rank is inside; equals share their places."""
    values = true[_wrote(ranked)]
    best = 1 + (values[None, :] > values[:, None] * (1 + 1e-3)).sum(axis=1)
    worst = len(values) - (values[None, :] < values[:, None] * (1 - 1e-3)).sum(axis=1)
    low, high = (ranked[name].to_numpy() for name in ("rank_low", "rank_high"))
    return bool(((low <= worst) & (best <= high)).all()), float(np.mean(high - low) / len(low))
