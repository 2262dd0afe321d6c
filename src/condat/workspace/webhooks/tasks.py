"""Deliver one event to one endpoint: through the guarded way out, again later when it fails."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django_tasks import task

from condat.core.errors import CondatError, SourceError
from condat.core.settings import Fetch
from condat.listen.web.sending import send
from condat.usecases.desk import Desk
from condat.workspace.webhooks.models import Delivery, Event, State
from condat.workspace.webhooks.signing import headers

# Waits between tries, as Standard Webhooks proposes them: some two days in all.
WAITS = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000)
LEASE = timedelta(minutes=2)
LONGEST = 300  # characters of an answer that are kept


@task()
def deliver(number: int) -> None:
    """Try a delivery that is due, as the one worker that has it."""
    found = _claimed(number)
    if found is None:
        return
    try:
        fetch = Desk.open(found.endpoint.team.root).settings.fetch
        said = _sent(found, fetch)
    except CondatError as error:
        _failed(found, error)
    else:
        found.state, found.answer, found.ended_at = State.DONE, f"HTTP {said}", timezone.now()
        found.save(update_fields=["state", "answer", "ended_at"])


def _claimed(number: int) -> Delivery | None:
    """Take it for two minutes: a worker that is killed leaves it due again after that."""
    now = timezone.now()
    due = Delivery.objects.filter(pk=number, state=State.WAITING, due_at__lte=now)
    if not due.update(due_at=now + LEASE, attempts=F("attempts") + 1):
        return None
    return Delivery.objects.select_related("endpoint__team", "event").get(pk=number)


def _sent(found: Delivery, fetch: Fetch) -> int:
    body = message(found.event)
    now = int(timezone.now().timestamp())
    signed = headers(found.endpoint.secrets, f"evt_{found.event.pk.hex}", now, body)
    return send(found.endpoint.url, body, signed, fetch)


def message(event: Event) -> bytes:
    """Write an event as it is sent."""
    told = {"type": event.kind, "timestamp": event.at.isoformat(), "data": event.data}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _failed(found: Delivery, error: CondatError) -> None:
    """Try again later; an address that is refused, or gone for good, is not tried again."""
    gone = isinstance(error, SourceError) and error.permanent
    found.answer = str(error)[:LONGEST]
    if gone or found.attempts > len(WAITS):
        found.state, found.ended_at = State.FAILED, timezone.now()
    else:
        found.due_at = timezone.now() + timedelta(seconds=WAITS[found.attempts - 1])
    found.save(update_fields=["state", "answer", "ended_at", "due_at"])
