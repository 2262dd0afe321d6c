"""Who is worth reading before deciding: what each person has shown, says of us, and asks.

Nobody is filtered out for being critical, small, expensive or busy; nothing is inferred about a
person beyond what they published. The order is that of :mod:`condat.plan.people.order`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.core.progress import SILENCE, Step
from condat.core.watch import Watch
from condat.plan.people.expertise import Expertise
from condat.plan.people.fit import NEAR, Fit, fit
from condat.plan.people.order import QUIET, RIVAL, Row, Weights, ordered
from condat.plan.people.portrait import Opinion, Text, disclosed, opinion, voices
from condat.plan.people.profiles import namesakes
from condat.plan.people.scene import Scene
from condat.plan.people.terms import terms
from condat.plan.tables import SHORTLIST

SILENT = timedelta(days=730)  # before the newest post: who published nothing since is quiet


@dataclass(frozen=True)
class Wish:
    """What the team looks for: the strategy as plain strings, the watch, the coming cycle."""

    messages: Sequence[str]
    labels: Mapping[str, str]
    watch: Watch
    as_of: datetime
    until: datetime
    weights: Weights


def shortlist(
    scene: Scene,
    shown: Expertise,
    chosen: pa.Table,
    texts: Mapping[str, Sequence[Text]],
    contacts: pa.Table,
    wish: Wish,
    told: Step = SILENCE,
) -> pa.Table:
    """Describe and order the people chosen.

    Parameters
    ----------
    scene, shown, chosen
        The corpus as coded, expertise, and whom to describe
        (:func:`condat.plan.people.considered.considered`).
    texts : mapping of str to sequence of Text
        The posts of each person to read, by person.
    contacts : pyarrow.Table
        The table of facts.
    wish : Wish
        What the team looks for.
    told : Step
        Hears of each person of ``chosen``.

    Returns
    -------
    pyarrow.Table
        Of the schema ``SHORTLIST``: the first of each topic, in order.
    """
    us, rivals = voices(wish.watch)
    asked = pc.unique(chosen["person_uri"])
    same = namesakes(scene.members, scene.name, scene.place, asked)
    said = {who: opinion(posts, us) for who, posts in texts.items()}
    paid = {who: (disclosed(ps, [us]), disclosed(ps, rivals)) for who, ps in texts.items()}
    known = {row["person_uri"]: row for row in contacts.to_pylist()}
    rows = []
    for pick in chosen.to_pylist():
        who = pick["person_uri"]
        posts = _best(texts.get(who, ()), pick["evidence"] or [], whole=not pick["topic"])
        subject = wish.labels.get(pick["topic"], "")
        near, heard = fit(posts, wish.messages, subject), said.get(who, opinion((), us))
        agreed = terms(known.get(who), paid.get(who, ([], [])), (wish.as_of, wish.until))
        row = _row(pick, scene, shown, near, heard)
        row["passages"] = _passages(near, heard, subject if pick["topic"] else "")
        row["reasons"] += [_reason("people.namesake", place) for place in same.get(who, ())]
        rows.append(agreed | row)
        told.advance()
    return pa.Table.from_pylist(ordered(rows, wish.weights), schema=SHORTLIST)


def _best(posts: Sequence[Text], evidence: Sequence[str], *, whole: bool) -> list[Text]:
    """Return the posts that show most, best first; over the whole watch, then the others."""
    known = {post.uri: post for post in posts}
    best = [known[uri] for uri in evidence if uri in known]
    return [*best, *(p for p in posts if whole and p.uri not in evidence)]


def _row(pick: Row, scene: Scene, shown: Expertise, near: Fit, said: Opinion) -> dict[str, Any]:
    at = pick["place"]
    assert isinstance(at, int)  # noqa: S101 - made by `considered`
    person = int(shown.person[at])
    reach = float(scene.reach[person])
    values = [shown.posts[at], shown.months[at], shown.recognised[at]]
    return {
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
        "reasons": [
            *_reasons(scene.side[person].as_py(), values, near, said),
            *_quiet(scene, person),
        ],
    }


def _passages(near: Fit, said: Opinion, subject: str) -> list[Row]:
    """List each passage once, with why it is worth reading."""
    shown = _reason("passage.subject", subject) if subject else _reason("passage.shown")
    found: dict[tuple[str, str], list[Row]] = {}
    for told in near.passages:
        why = _reason("passage.message", told.message) if told.message else shown
        found[told.uri, told.text] = [why]
    if said.passage:
        found.setdefault(said.passage, []).append(_reason("passage.us"))
    return [{"post_uri": u, "text": text, "reasons": why} for (u, text), why in found.items()]


def _reasons(side: str, shown: Sequence[float], near: Fit, said: Opinion) -> list[Row]:
    posts, months, recognised = (f"{max(value, 1):.0f}" for value in shown)
    told = [_reason("people.expertise", posts, months)]
    told += [_reason("people.recognised", recognised)] if shown[2] else []
    told += [_reason("people.fit", near.message)] if near.nearest >= NEAR else []
    told += [_stance(said)]
    told += [_reason(RIVAL)] if side == "competitor" else []
    return told


def _quiet(scene: Scene, person: int) -> list[Row]:
    """Say since when a person is quiet: as far as the corpus goes, which may have ended too."""
    last, newest = (int(moment) / 1e6 for moment in (scene.last[person], scene.last.max()))
    if last < 0 or newest - last < SILENT.total_seconds():
        return []
    return [_reason(QUIET, str(datetime.fromtimestamp(last, UTC).year))]


def _stance(said: Opinion) -> Row:
    if said.stance == "unknown":
        return (
            _reason("people.named", str(said.mentions))
            if said.mentions
            else _reason("people.silent")
        )
    return _reason("people.stance." + said.stance, str(said.praise), str(said.blame))


def _reason(code: str, *values: str) -> Row:
    return {"code": code, "values": list(values)}
