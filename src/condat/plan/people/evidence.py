"""What is known of the people of a topic: who wrote what part of which post, and what it got."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.codes import Ints, Reals, joined, look_up, totals, whole
from condat.plan.people.scene import Scene
from condat.plan.people.scores import Evidence


@dataclass(frozen=True)
class Rows:
    """One row per topic, person and post; sorted by topic, person, post."""

    topic: Ints
    person: Ints
    post: Ints
    part: Reals


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


def evidence(rows: Rows, person: Ints, starts: Ints, scene: Scene, total: Reals) -> Evidence:
    """Gather what is known of the people of one topic.

    Parameters
    ----------
    rows : Rows
        Of one topic.
    person, starts : arrays of int
        The distinct persons, and where the rows of each start (one more than persons).
    scene : Scene
        Who wrote what, what it got.
    total : array of float
        What each person wrote on all topics.
    """
    base = scene.baseline
    told = rows.part * base.weight[rows.post]
    got = told * np.nan_to_num(scene.response.observed)[rows.post]
    due = told * base.peers[rows.post]
    owner = np.repeat(np.arange(len(person)), np.diff(starts))
    wrote = totals(owner, rows.part, len(person))
    others = np.maximum(total[person] - wrote, 0.0)
    elsewhere = _all(scene)[:, person] - [totals(owner, v, len(person)) for v in (got, due)]
    return Evidence(
        starts=starts,
        post=rows.post,
        part=rows.part,
        got=got,
        due=due,
        others=others,
        months=months_of(rows.post, owner, len(person), scene),
        span=span_of(rows.post, scene),
        usual=np.divide(*(base.authors + np.maximum(elsewhere, 0.0))),
        reach=scene.reach[person],
        stated=scene.stated[person],
        share=float(wrote.sum() / max((wrote + others).sum(), 1e-9)),
    )


def months_of(post: Ints, owner: Ints, owners: int, scene: Scene) -> Reals:
    """Count each owner's months with a post; posts without a date are one month together."""
    pairs = np.unique(owner * 100_000 + _month(scene)[post] + 1)
    return np.bincount(pairs // 100_000, minlength=owners).astype(np.float64)


def span_of(post: Ints, scene: Scene) -> float:
    """Count the months from the first of some posts to the last; 1 where no date is known."""
    month = _month(scene)[post]
    dated = month[month >= 0]
    return float(np.ptp(dated) + 1) if len(dated) else 1.0


def _month(scene: Scene) -> Ints:
    """Return the month of each post as one number; -1 where its date is not known."""
    return whole(pc.add(pc.multiply(pc.year(scene.published), 12), pc.month(scene.published)))


def _all(scene: Scene) -> Reals:
    """Return what each person's posts got and what peers' would have got, on all accounts."""
    base, size = scene.baseline, len(scene.members.people)
    account, first = np.unique(base.account, return_index=True)
    owner = scene.members.person[first]
    return np.stack([totals(owner, side[account], size) for side in (base.got, base.due)])
