"""Who is worth reading before deciding: expertise and fit lead, reach only breaks ties.

The order: bands of a tenth of merit (expertise and fit together), then stance towards us, then past
work with us, then work for competitors, then availability, then reach. Nobody is filtered out for
being critical, small or expensive; nothing is inferred about a person beyond what they published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.core.watch import Watch
from condat.plan.codes import Ints, joined, look_up
from condat.plan.people.expertise import Expertise
from condat.plan.people.portrait import Fit, Opinion, Text, disclosed, fit, opinion, voices
from condat.plan.people.scene import Scene
from condat.plan.tables import SHORTLIST

CONSIDERED = 30  # per topic, by expertise: their texts are read
SHOWN = 12
EXPERTISE = 0.6  # of merit; the rest is fit
_BANDS = 10
_STANCES = {"favourable": 0, "mixed": 1, "unknown": 1, "critical": 2}
Row = dict[str, object]


@dataclass(frozen=True)
class Wish:
    """What the team looks for: the strategy as plain strings, the watch, the moment."""

    messages: Sequence[str]
    labels: Mapping[str, str]
    watch: Watch
    as_of: datetime


def considered(scene: Scene, shown: Expertise, people: pa.Table) -> pa.Table:
    """Choose whose texts to read: those of each topic who have shown the most.

    Returns
    -------
    pyarrow.Table
        Columns ``topic``, ``person_uri``, ``place`` (its row in ``shown``), ``evidence``; of those
        who are ranked in ``people``, by topic and expertise.
    """
    ours = np.asarray(pc.equal(scene.side, "ours").to_numpy(zero_copy_only=False))
    order = np.lexsort((shown.person, -shown.value, shown.topic))
    order = order[~ours[shown.person[order]]]
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


def shortlist(
    scene: Scene,
    shown: Expertise,
    chosen: pa.Table,
    texts: Mapping[str, Sequence[Text]],
    contacts: pa.Table,
    wish: Wish,
) -> pa.Table:
    """Describe and order the people chosen.

    Parameters
    ----------
    scene, shown, chosen
        The corpus as coded, expertise, and whom to describe (:func:`considered`).
    texts : mapping of str to sequence of Text
        The posts of each person to read, by person.
    contacts : pyarrow.Table
        The table of facts.
    wish : Wish
        What the team looks for.

    Returns
    -------
    pyarrow.Table
        Of the schema ``SHORTLIST``: at most ``SHOWN`` a topic, in order.
    """
    us, rivals = voices(wish.watch)
    said = {who: opinion(posts, us) for who, posts in texts.items()}
    paid = {who: (disclosed(ps, [us]), disclosed(ps, rivals)) for who, ps in texts.items()}
    known = {row["person_uri"]: row for row in contacts.to_pylist()}
    rows = []
    for pick in chosen.to_pylist():
        who = pick["person_uri"]
        posts = _best(texts.get(who, ()), pick["evidence"] or [], whole=not pick["topic"])
        near = fit(posts, wish.messages, wish.labels.get(pick["topic"], ""))
        facts = _facts(known.get(who), paid.get(who, ([], [])), wish.as_of)
        rows.append(_row(pick, scene, shown, near, said.get(who, opinion((), us)), facts))
    return pa.Table.from_pylist(ordered(rows), schema=SHORTLIST)


def ordered(rows: Sequence[Row]) -> list[Row]:
    """Order the rows of each topic and number them; keep the first ``SHOWN``."""
    numbered: list[Row] = []
    places: dict[object, int] = {}
    for row in sorted(rows, key=lambda row: (str(row["topic"]), *_order(row))):
        place = places[row["topic"]] = places.get(row["topic"], 0) + 1
        if place <= SHOWN:
            numbered.append(row | {"position": place})
    return numbered


def merit(row: Row) -> float:
    """Return three parts of expertise and two of fit; expertise alone where fit is not known."""
    value, near = row["expertise"], row["fit"]
    assert isinstance(value, float)  # noqa: S101 - never null in this schema
    return EXPERTISE * value + (1 - EXPERTISE) * near if isinstance(near, float) else value


def _order(row: Row) -> tuple[float, ...]:
    reach = row["reach"]
    return (
        -np.floor(merit(row) * _BANDS),
        _STANCES[str(row["stance"])],
        not row["past_collaborations"],
        bool(row["competitor_collaborations"]),
        row["available"] is False,
        -(reach if isinstance(reach, float) else -1.0),
        -merit(row),
        *map(ord, str(row["person_uri"])),
    )


def _best(posts: Sequence[Text], evidence: Sequence[str], *, whole: bool) -> list[Text]:
    """Return the posts that show most, best first; over the whole watch, then the others."""
    known = {post.uri: post for post in posts}
    best = [known[uri] for uri in evidence if uri in known]
    return [*best, *(p for p in posts if whole and p.uri not in evidence)]


def _facts(
    contact: Mapping[str, object] | None, paid: tuple[list[str], list[str]], as_of: datetime
) -> Row:
    told = contact or {}
    past, rivals = told.get("past_collaborations"), told.get("competitor_collaborations")
    return {
        "past_collaborations": [*(past if isinstance(past, list) else ()), *paid[0]],
        "competitor_collaborations": [*(rivals if isinstance(rivals, list) else ()), *paid[1]],
        "rate": told.get("rate"),
        "currency": told.get("currency"),
        "available": _available(told.get("available_from"), told.get("available_until"), as_of),
    }


def _available(start: object, end: object, as_of: datetime) -> bool | None:
    if start is None and end is None:
        return None
    begun = not isinstance(start, datetime) or start <= as_of
    return begun and (not isinstance(end, datetime) or as_of <= end)


def _row(pick: Row, scene: Scene, shown: Expertise, near: Fit, said: Opinion, facts: Row) -> Row:
    at = pick["place"]
    assert isinstance(at, int)  # noqa: S101 - made by `considered`
    person = int(shown.person[at])
    reach = float(scene.reach[person])
    passages = [*near.passages, *([said.passage] if said.passage else [])]
    values = [shown.posts[at], shown.months[at], shown.recognised[at]]
    return facts | {
        "topic": pick["topic"],
        "person_uri": pick["person_uri"],
        "name": scene.name[person].as_py(),
        "place": scene.place[person].as_py(),
        "expertise": float(shown.value[at]),
        "expertise_low": float(shown.low[at]),
        "expertise_high": float(shown.high[at]),
        "fit": near.value,
        "stance": said.stance,
        "mentions_us": said.mentions,
        "reach": None if np.isnan(reach) else reach,
        "passages": [{"post_uri": uri, "text": text} for uri, text in dict.fromkeys(passages)],
        "reasons": _reasons(scene.side[person].as_py(), values, near, said),
    }


def _reasons(
    side: str, shown: Sequence[float], near: Fit, said: Opinion
) -> list[dict[str, object]]:
    posts, months, recognised = (f"{max(value, 1):.0f}" for value in shown)
    told = [("people.expertise", [posts, months])]
    told += [("people.recognised", [recognised])] if shown[2] else []
    told += [("people.fit", [near.message])] if near.value is not None and near.value >= 0.5 else []
    told += [("people.stance." + said.stance, [str(said.praise), str(said.blame)])]
    told += [("people.competitor", [])] if side == "competitor" else []
    return [{"code": code, "values": values} for code, values in told]
