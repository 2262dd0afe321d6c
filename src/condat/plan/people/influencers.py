"""People per topic: relevance, resonance, authority and reach, with simultaneous rank intervals."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from condat.core.progress import SILENCE, Step
from condat.plan.codes import Ints, Reals, nullable, totals, whole
from condat.plan.people.authority import DAMPING, Graph, authority, graph, resampled
from condat.plan.people.evidence import Rows, evidence, spread
from condat.plan.people.ranks import Places, ranks
from condat.plan.people.scene import Scene
from condat.plan.people.scores import Evidence, errors, point, scored, usual
from condat.plan.performance.response import ENGAGEMENT
from condat.plan.tables import PEOPLE
from condat.plan.weights import gamma, normal, poisson

SHOWN = 5


def people(
    scene: Scene, post_topics: pa.Table, weights: Reals, *, seed: int, told: Step = SILENCE
) -> pa.Table:
    """Rank the people of each topic, and of the whole watch (topic "").

    Parameters
    ----------
    scene : Scene
        Who wrote what, what it got, who recognises whom.
    post_topics : pyarrow.Table
        Of the schema ``POST_TOPICS``.
    weights : array of float
        The user's weights of relevance, resonance, authority and reach.
    seed : int
        Of the resamples.
    told : Step
        Hears of each topic.

    Returns
    -------
    pyarrow.Table
        Of the schema ``PEOPLE``, by topic, then rank, then person; ours are not in it.
    """
    names, rows = spread(scene, post_topics)
    arcs = graph(scene.acts.source, scene.acts.target, len(scene.members.people))
    total = totals(
        scene.members.person, scene.members.share * scene.piece[scene.members.post], arcs.people
    )
    bounds = np.searchsorted(rows.topic, np.arange(len(names) + 1))
    tables = [PEOPLE.empty_table()]
    for at, name in enumerate(names):
        one = slice(bounds[at], bounds[at + 1])
        part = Rows(rows.topic[one], rows.person[one], rows.post[one], rows.part[one])
        tables.append(_topic(name, part, scene, arcs, total, weights, seed))
        told.advance()
    return pa.concat_tables(tables)


def _topic(
    name: str,
    rows: Rows,
    scene: Scene,
    arcs: Graph,
    total: Reals,
    weights: Reals,
    seed: int,
) -> pa.Table:
    start = np.zeros(arcs.people)
    start[rows.person] = 1.0
    kept = scene.ranked[rows.person]
    rows = Rows(rows.topic[kept], rows.person[kept], rows.post[kept], rows.part[kept])
    if not len(rows.person):
        return PEOPLE.empty_table()
    person, starts = np.unique(rows.person, return_index=True)
    known = evidence(rows, person, np.append(starts, len(rows.person)), scene, total)
    flow = authority(arcs, start)
    parts = point(known, flow[person], scene.baseline.authors)
    scale = usual(parts, known.stated)
    score = scored(parts, scale, weights)
    error = errors(
        known,
        resampled(arcs, start, flow, seed=seed),
        person,
        scene.baseline.authors,
        DAMPING * arcs.people / max(len(arcs.source), arcs.people),
        scale,
        weights,
        (poisson(seed), gamma(seed, scene.baseline.authors), normal(seed)),
    )
    return _table(name, rows, person, known, parts, score, ranks(score, error), scene)


def _table(
    name: str,
    rows: Rows,
    person: Ints,
    known: Evidence,
    parts: Reals,
    score: Reals,
    places: Places,
    scene: Scene,
) -> pa.Table:
    engaged = np.zeros(len(scene.members.people), bool)
    on = scene.response.measure[scene.members.post] == ENGAGEMENT
    engaged[scene.members.person[on]] = True
    order = np.lexsort((person, places.rank))
    who = pa.array(person[order])
    columns = [
        pa.array([name] * len(person), pa.string()),
        scene.members.people.take(who),
        scene.name.take(who),
        scene.side.take(who),
        np.diff(known.starts)[order],
        *(nullable(part[order]) for part in parts),
        score[order],
        *(place[order] for place in (places.rank, places.low, places.high)),
        *(place[order] for place in (places.tier, places.tier_size)),
        np.full(len(person), len(person)),
        nullable(places.needed[order]),
        pa.array(["links", "engagement"]).take(pa.array(engaged[person][order] * 1)),
        _shown(rows, known.starts, scene).take(pa.array(order)),
    ]
    return pa.table(columns, schema=PEOPLE)


def _shown(rows: Rows, starts: Ints, scene: Scene) -> pa.Array:
    """List each person's posts to look at: most on the topic and best received first."""
    owner = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    newest = -whole(scene.published)[rows.post]
    order = np.lexsort((rows.post, newest, -rows.part * scene.ratio[rows.post], owner))
    first = np.arange(len(order)) - starts[owner] < SHOWN
    uris = scene.uris.take(pa.array(rows.post[order[first]])).combine_chunks()
    sizes = np.minimum(np.diff(starts), SHOWN)
    return pa.ListArray.from_arrays(np.append(0, np.cumsum(sizes)).astype(np.int32), uris)
