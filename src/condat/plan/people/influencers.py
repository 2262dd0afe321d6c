"""People per topic: relevance, resonance, authority and reach, with simultaneous rank intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.cast import Cast
from condat.plan.codes import Flags, Ints, Reals, joined, look_up, nullable, totals, whole
from condat.plan.people.acts import Acts
from condat.plan.people.authority import DAMPING, Graph, authority, graph, resampled
from condat.plan.people.ranks import ranks
from condat.plan.people.scores import Evidence, errors, point, scored, usual
from condat.plan.performance.baseline import Baseline
from condat.plan.performance.response import ENGAGEMENT, Response
from condat.plan.tables import PEOPLE
from condat.plan.weights import gamma, normal, poisson

SHOWN = 5


@dataclass(frozen=True)
class Scene:
    """Everything the ranking reads, coded: posts and persons are places in arrays.

    Per person: ``name``, ``side``, ``place`` (the source where they write most), ``reach`` (NaN:
    not known) and whether it is ``stated`` by a platform. Per post: whether it is a ``piece``, and
    ``ratio``, its result over its author's usual one (1 where not known).
    """

    uris: pa.ChunkedArray
    published: pa.ChunkedArray
    piece: Flags
    members: Cast
    response: Response
    baseline: Baseline
    acts: Acts
    name: pa.Array
    side: pa.Array
    place: pa.Array
    reach: Reals
    stated: Flags
    ratio: Reals


@dataclass(frozen=True)
class Rows:
    """One row per topic, person and post; sorted by topic, person, post."""

    topic: Ints
    person: Ints
    post: Ints
    part: Reals


def people(scene: Scene, post_topics: pa.Table, weights: Reals, *, seed: int) -> pa.Table:
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
    return pa.concat_tables(tables)


def spread(scene: Scene, post_topics: pa.Table) -> tuple[list[str], Rows]:
    """Spread credits over topics; the whole watch is topic 0, named ""."""
    members = scene.members
    wanted = scene.piece[members.post]
    names = sorted(set(pc.unique(post_topics["topic"]).to_pylist()) - {""})
    topic = look_up(post_topics["topic"], pa.array(names, pa.string()))
    post = look_up(post_topics["post_uri"], scene.uris)
    kept = (topic >= 0) & (post >= 0)
    weight = np.asarray(post_topics["weight"].to_numpy())[kept]
    i, j = joined(post[kept], members.post, len(scene.uris))
    written = wanted[j]
    i, j = i[written], j[written]
    topics = np.concatenate([np.zeros(wanted.sum(), np.int64), 1 + topic[kept][i]])
    person = np.concatenate([members.person[wanted], members.person[j]])
    posts = np.concatenate([members.post[wanted], members.post[j]])
    part = np.concatenate([members.share[wanted], members.share[j] * weight[i]])
    order = np.lexsort((posts, person, topics))
    return ["", *names], Rows(topics[order], person[order], posts[order], part[order])


def _topic(
    name: str,
    rows: Rows,
    scene: Scene,
    arcs: Graph,
    total: Reals,
    weights: Reals,
    seed: int,
) -> pa.Table:
    ours = np.asarray(pc.equal(scene.side, "ours").to_numpy(zero_copy_only=False))
    start = np.zeros(arcs.people)
    start[rows.person] = 1.0
    ranked = ~ours[rows.person]
    rows = Rows(*(column[ranked] for column in (rows.topic, rows.person, rows.post, rows.part)))
    if not len(rows.person):
        return PEOPLE.empty_table()
    person, starts = np.unique(rows.person, return_index=True)
    known = _evidence(rows, person, np.append(starts, len(rows.person)), scene, total)
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


def _evidence(rows: Rows, person: Ints, starts: Ints, scene: Scene, total: Reals) -> Evidence:
    base = scene.baseline
    told = rows.part * base.weight[rows.post]
    owner = np.repeat(np.arange(len(person)), np.diff(starts))
    wrote = totals(owner, rows.part, len(person))
    others = np.maximum(total[person] - wrote, 0.0)
    return Evidence(
        starts=starts,
        post=rows.post,
        part=rows.part,
        got=told * np.nan_to_num(scene.response.observed)[rows.post],
        due=told * base.peers[rows.post],
        others=others,
        months=months_of(rows.post, owner, len(person), scene),
        usual=_multiplier(scene)[person],
        reach=scene.reach[person],
        stated=scene.stated[person],
        share=float(wrote.sum() / max((wrote + others).sum(), 1e-9)),
    )


def months_of(post: Ints, owner: Ints, owners: int, scene: Scene) -> Reals:
    """Count each owner's months with a post; posts without a date are one month together."""
    month = whole(pc.add(pc.multiply(pc.year(scene.published), 12), pc.month(scene.published)))
    pairs = np.unique(owner * 100_000 + month[post] + 1)
    return np.bincount(pairs // 100_000, minlength=owners).astype(np.float64)


def _multiplier(scene: Scene) -> Reals:
    """Return each person's result over their peers', on all their accounts, shrunk."""
    base, size = scene.baseline, len(scene.members.people)
    account, first = np.unique(base.account, return_index=True)
    owner = scene.members.person[first]
    got = totals(owner, base.got[account], size)
    due = totals(owner, base.due[account], size)
    return (base.authors + got) / (base.authors + due)


def _table(
    name: str,
    rows: Rows,
    person: Ints,
    known: Evidence,
    parts: Reals,
    score: Reals,
    places: tuple[Ints, Ints, Ints],
    scene: Scene,
) -> pa.Table:
    engaged = np.zeros(len(scene.members.people), bool)
    on = scene.response.measure[scene.members.post] == ENGAGEMENT
    engaged[scene.members.person[on]] = True
    order = np.lexsort((person, places[0]))
    who = pa.array(person[order])
    columns = [
        pa.array([name] * len(person), pa.string()),
        scene.members.people.take(who),
        scene.name.take(who),
        scene.side.take(who),
        np.diff(known.starts)[order],
        *(nullable(part[order]) for part in parts),
        score[order],
        *(place[order] for place in places),
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
