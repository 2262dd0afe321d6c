"""The outbox: an event is written with what it tells, and leaves when that is committed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from condat.workspace.teams.models import Team
from condat.workspace.webhooks.models import Delivery, Endpoint, Event, State
from condat.workspace.webhooks.tasks import deliver

KEPT = timedelta(days=30)
# Lines of the record that are events too.
TOLD = {
    "row.decided": ("accepted", "changed", "dismissed", "moved", "undone"),
    "piece.changed": ("piece added", "piece changed", "text saved", "commented"),
    "partnership.changed": (
        "partnership begun",
        "stage changed",
        "details changed",
        "next step set",
        "touch noted",
    ),
}


def events_of(what: str, detail: dict[str, Any]) -> list[str]:
    """Return the events that a line of the record is.

    Examples
    --------
    >>> events_of("accepted", {}), events_of("piece changed", {"status": ["review", "approved"]})
    (['row.decided'], ['piece.changed', 'piece.approved'])
    """
    found = [kind for kind, lines in TOLD.items() if what in lines]
    approved = what == "piece changed" and detail.get("status", [""])[-1] == "approved"
    return [*found, "piece.approved"] if approved else found


def tell(*, team: Team, kind: str, data: dict[str, Any]) -> Event | None:
    """Write an event for every endpoint that wants its kind; None when there is none.

    Called inside the transaction of what it tells: both are kept, or neither.
    """
    wanting = [one for one in team.endpoints.all() if kind in one.kinds]
    return _write(team, kind, data, wanting) if wanting else None


def tell_one(*, endpoint: Endpoint, kind: str, data: dict[str, Any]) -> Event:
    """Write an event for one endpoint, whatever it wants: a test."""
    return _write(endpoint.team, kind, data, [endpoint])


def resume() -> int:
    """Hand on what is due: what failed and is tried again, what a killed worker left."""
    Event.objects.filter(at__lt=timezone.now() - KEPT).delete()
    due = Delivery.objects.filter(state=State.WAITING, due_at__lte=timezone.now())
    numbers = list(due.values_list("pk", flat=True))
    for number in numbers:
        deliver.enqueue(number)
    return len(numbers)


@transaction.atomic
def _write(team: Team, kind: str, data: dict[str, Any], endpoints: list[Endpoint]) -> Event:
    event = Event.objects.create(team=team, kind=kind, data=data)
    for endpoint in endpoints:
        waiting = Delivery.objects.create(endpoint=endpoint, event=event)
        transaction.on_commit(partial(deliver.enqueue, waiting.pk))
    return event
