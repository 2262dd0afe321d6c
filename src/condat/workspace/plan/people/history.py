"""Our history with a person: what the team decided about them, and what passed between us."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.db.models import Q

from condat.workspace.create.partnerships.labels import KINDS
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.create.partnerships.queries import with_person
from condat.workspace.pages.labels import ACTS
from condat.workspace.pages.standing import standing
from condat.workspace.teams.access import Visit

PASSED = ("touch noted", "mail sent")  # told by the exchange itself


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

    What the record holds on the person, on the rows of the plan with them and on the partnership;
    and what passed between us, whoever began it.
    """
    partnership = with_person(visit.team, person_uri)
    events = [*_decided(visit, person_uri, partnership), *_passed(visit, partnership)]
    return sorted(events, key=lambda one: one.at, reverse=True)


def _decided(visit: Visit, person_uri: str, partnership: Partnership | None) -> Iterator[Event]:
    facts = standing(visit.desk, visit.words)
    rows = facts.rows("plan") if facts else []
    planned = [row["row"] for row in rows if row["person_uri"] == person_uri]
    about = Q(subject=person_uri) | Q(detail__person_uri=person_uri) | Q(subject__in=planned)
    if partnership is not None:
        about |= Q(detail__partnership=partnership.pk)
    for one in visit.team.decisions.filter(about).exclude(what__in=PASSED):
        address = visit.address("plan-row", row=one.subject) if one.subject in planned else ""
        if "deal" in one.detail and partnership is not None:
            address = visit.address("deal", number=partnership.pk, deal=one.detail["deal"])
        if "piece" in one.detail:
            address = visit.address("piece", number=one.detail["piece"])
        yield Event(one.at, visit.words(ACTS[one.what]), one.name, one.why, address)


def _passed(visit: Visit, partnership: Partnership | None) -> Iterator[Event]:
    """Tell each exchange, on its day."""
    if partnership is None:
        return
    address = visit.address("partnership", number=partnership.pk)
    for one in partnership.touches.all():
        who = partnership.name if one.theirs else one.name
        day = datetime.combine(one.on, time(), UTC)
        yield Event(day, visit.words(KINDS[one.kind]), who, one.text, address)
