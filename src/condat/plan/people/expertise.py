"""Shown expertise: how much, how steadily and how recognised somebody's work on a topic is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from condat.plan.codes import Ints, Reals, joined, look_up, totals, whole
from condat.plan.people.evidence import months_of, spread
from condat.plan.people.scene import Scene
from condat.plan.shrink import bounds

THOROUGH = 600.0  # words of a post that goes into the matter
RECOGNISED = 2.0  # posts' worth of one other person's link, mention or reply


@dataclass(frozen=True)
class Expertise:
    """One row per topic and person; ``topic`` and ``person`` are places in names and people."""

    names: list[str]
    topic: Ints
    person: Ints
    posts: Ints
    depth: Reals
    months: Reals
    recognised: Reals
    value: Reals
    low: Reals
    high: Reals


def expertise(scene: Scene, post_topics: pa.Table, readings: pa.Table) -> Expertise:
    """Weigh what each person has shown on each topic.

    The evidence is counted in posts: posts that go into the matter, months with one, and twice the
    number of other people who recognise them; it is Poisson, so that little evidence has a wide
    interval. The value is ``evidence / (evidence + usual)``, 0.5 for the topic's median person.

    Parameters
    ----------
    scene : Scene
        Who wrote what, who recognises whom.
    post_topics, readings : pyarrow.Table
        Derived tables of the plan stage.
    """
    names, rows = spread(scene, post_topics)
    size = len(scene.members.people)
    keys, inverse = np.unique(rows.topic * size + rows.person, return_inverse=True)
    topic, person = np.divmod(keys, max(size, 1))
    length = whole(readings["words"])[look_up(scene.uris, readings["post_uri"])]
    depth = totals(inverse, rows.part * np.clip(length / THOROUGH, 0.1, 1.0)[rows.post], len(keys))
    months = months_of(rows.post, inverse, len(keys), scene)
    known = _recognised(scene, post_topics, names, keys, size)
    evidence = depth + months + RECOGNISED * known
    usual = _medians(topic, evidence, len(names))[topic]
    low, high = bounds(evidence + 0.5, evidence + 0.5)
    value = (evidence / (evidence + usual), low / (low + usual), high / (high + usual))
    posts = np.bincount(inverse, minlength=len(keys))
    return Expertise(names, topic, person, posts, depth, months, known, *value)


def _recognised(
    scene: Scene, post_topics: pa.Table, names: list[str], keys: Ints, size: int
) -> Reals:
    """Count the others who recognise a person, in or about a post of the topic."""
    acts, posts = scene.acts, len(scene.uris)
    topic = look_up(post_topics["topic"], pa.array(names, pa.string()))
    post = look_up(post_topics["post_uri"], scene.uris)
    kept = (topic > 0) & (post >= 0)
    found = [(np.zeros(len(acts.target), np.int64), np.arange(len(acts.target)))]
    for side in (acts.cause, acts.about):
        real = np.flatnonzero(side >= 0)
        i, j = joined(side[real], post[kept], max(posts, 1))
        found.append((topic[kept][j], real[i]))
    topics, act = (np.concatenate(column) for column in zip(*found, strict=True))
    once = np.unique((topics * size + acts.target[act]) * size + acts.source[act])
    place = np.searchsorted(keys, once // max(size, 1))
    place = np.minimum(place, max(len(keys) - 1, 0))
    held = keys[place] == once // max(size, 1) if len(keys) else np.zeros(0, bool)
    return np.bincount(place[held], minlength=len(keys)).astype(np.float64)


def _medians(group: Ints, values: Reals, size: int) -> Reals:
    order = np.lexsort((values, group))
    counts = np.bincount(group, minlength=size)
    starts = np.cumsum(counts) - counts
    middle = np.minimum(starts + counts // 2, max(len(values) - 1, 0))
    return np.maximum(values[order[middle]], 1.0) if len(values) else np.ones(size)
