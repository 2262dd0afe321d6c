"""Endpoints: added, given another secret, removed, tried; each is on record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from condat.core.errors import InputError
from condat.core.words import mark
from condat.listen.web.http import check_address
from condat.workspace.accounts.models import User
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team
from condat.workspace.webhooks.models import TEST, Endpoint, Event
from condat.workspace.webhooks.outbox import tell_one
from condat.workspace.webhooks.signing import new_secret

BOTH = timedelta(days=1)
MOST = 10


@transaction.atomic
def add(*, team: Team, url: str, kinds: Iterable[str], by: User) -> Endpoint:
    """Tell an address of events from now on.

    Raises
    ------
    InputError, RefusedAddressError
        When it is told already, there are too many, or it is none that we may reach.
    """
    check_address(url)
    if team.endpoints.filter(url=url).exists():
        raise InputError(mark("{url} is told already."), url=url, field="url")
    if team.endpoints.count() >= MOST:
        raise InputError(mark("A team tells {count} addresses at most."), count=MOST, field="url")
    record(team=team, by=by, what="webhook added", subject=url)
    return Endpoint.objects.create(team=team, url=url, kinds=sorted(kinds), secret=new_secret())


@transaction.atomic
def rotate(*, endpoint: Endpoint, by: User) -> str:
    """Give another secret; for a day, both sign."""
    record(team=endpoint.team, by=by, what="webhook secret changed", subject=endpoint.url)
    endpoint.former, endpoint.former_until = endpoint.secret, timezone.now() + BOTH
    endpoint.secret = new_secret()
    endpoint.save(update_fields=["secret", "former", "former_until"])
    return endpoint.secret


@transaction.atomic
def remove(*, endpoint: Endpoint, by: User) -> None:
    """Tell an address nothing any more."""
    record(team=endpoint.team, by=by, what="webhook removed", subject=endpoint.url)
    endpoint.delete()


def test(*, endpoint: Endpoint, by: User) -> Event:
    """Send an event that says who asked for it."""
    return tell_one(endpoint=endpoint, kind=TEST, data={"by": str(by)})
