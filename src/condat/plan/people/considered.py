"""Whose texts to read before anybody is put on a shortlist."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.codes import Ints, joined, look_up
from condat.plan.people.expertise import Expertise
from condat.plan.people.scene import Scene

CONSIDERED = 30  # per topic, by expertise: their texts are read


def considered(scene: Scene, shown: Expertise, people: pa.Table) -> pa.Table:
    """Choose whose texts to read: those of each topic who have shown the most.

    Returns
    -------
    pyarrow.Table
        Columns ``topic``, ``person_uri``, ``place`` (its row in ``shown``), ``evidence``; of those
        who are ranked in ``people``, by topic and expertise.
    """
    order = np.lexsort((shown.person, -shown.value, shown.topic))
    order = order[scene.ranked[shown.person[order]]]
    topic = shown.topic[order]
    start = np.searchsorted(topic, topic)
    order = order[np.arange(len(order)) - start < CONSIDERED]
    table = pa.table(
        {
            "topic": pa.array(shown.names, pa.string()).take(pa.array(shown.topic[order])),
            "person_uri": scene.members.people.take(pa.array(shown.person[order])),
            "place": order,
        }
    )
    keys = [pc.binary_join_element_wise(t["topic"], t["person_uri"], "\n") for t in (table, people)]
    at = look_up(*keys)
    return table.append_column("evidence", people["evidence"].take(pa.array(at, mask=at < 0)))


def written(scene: Scene, chosen: pa.Table) -> tuple[pa.Array, Ints, Ints]:
    """Return the distinct people chosen and, per post of theirs, the person and the post."""
    who = pc.unique(chosen["person_uri"])
    wanted = look_up(who, scene.members.people)
    i, j = joined(wanted, scene.members.person, len(scene.members.people))
    return who, i, scene.members.post[j]
