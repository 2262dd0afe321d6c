"""Our history with a person: what the team decided about them, from the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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

    Now it is what the record holds on the person and on the rows of the plan with them.
    """
    facts = standing(visit.desk, visit.words)
    rows = facts.rows("plan") if facts else []
    planned = [row["row"] for row in rows if row["person_uri"] == person_uri]
    about = Q(subject=person_uri) | Q(detail__person_uri=person_uri) | Q(subject__in=planned)
    return [
        Event(
            one.at,
            visit.words(ACTS[one.what]),
            one.name,
            one.why,
            visit.address("plan-row", row=one.subject) if one.subject in planned else "",
        )
        for one in visit.team.decisions.filter(about)
    ]
