"""Our history with a person: what the team decided about them, from the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.db.models import Q

from condat.workspace.labels import ACTS
from condat.workspace.standing import standing
from condat.workspace.teams.access import Visit


@dataclass(frozen=True)
class Event:
    """Something between us and somebody: when, what, who of us, why, and where it stands."""

    at: datetime
    what: str
    by: str = ""
    why: str = ""
    address: str = ""


def history(visit: Visit, person_uri: str) -> list[Event]:
    """Return what happened between the team and a person, the newest first.

    What passed between us in a partnership, and what the record holds on the person and on the rows
    of the plan with them.
    """
    events = [*_touches(visit, person_uri), *_decisions(visit, person_uri)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _touches(visit: Visit, person_uri: str) -> Iterator[Event]:
    for one in visit.team.partnerships.filter(person_uri=person_uri):
        address = visit.address("partnership", number=one.pk)
        yield Event(one.begun_at, visit.words("Partnership begun"), address=address)
        for touch in one.touches.all():
            day = datetime.combine(touch.on, time(), UTC)
            yield Event(day, touch.text, touch.name, address=address)


def _decisions(visit: Visit, person_uri: str) -> Iterator[Event]:
    facts = standing(visit.desk, visit.words)
    rows = facts.rows("plan") if facts else []
    planned = [row["row"] for row in rows if row["person_uri"] == person_uri]
    about = Q(subject=person_uri) | Q(detail__person_uri=person_uri) | Q(subject__in=planned)
    for one in visit.team.decisions.filter(about):
        address = visit.address("plan-row", row=one.subject) if one.subject in planned else ""
        yield Event(one.at, visit.words(ACTS[one.what]), one.name, one.why, address)
