"""The calendar as other programs read it (RFC 5545), by a secret address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import conditional_page, require_safe

from condat.core.words import Words
from condat.usecases.desk import Desk
from condat.workspace.distribute.calendar import actions
from condat.workspace.distribute.calendar.entries import Entry, entries, zone_of
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.models import Team
from condat.workspace.teams.roles import Act

LASTS = timedelta(minutes=30)
AGAIN = timedelta(hours=1)


@require_safe
@conditional_page
def feed(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - Django's
    """Hand out the calendar to who has the address; unchanged, it is not sent again."""
    found = actions.find(token).membership
    desk = Desk.open(found.team.root)
    words = Words(found.user.language or desk.settings.language)
    text = written(found.team, desk, words)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


@page(Act.READ, "POST")
def renew(visit: Visit) -> HttpResponse:
    """Make the visitor's address, or another in its place."""
    actions.renew(membership=visit.membership)
    return redirect(visit.address("calendar") + "#feed")


@page(Act.READ, "POST")
def end(visit: Visit) -> HttpResponse:
    """End the visitor's address."""
    actions.end(membership=visit.membership)
    return redirect(visit.address("calendar") + "#feed")


def written(team: Team, desk: Desk, words: Words) -> bytes:
    """Write the calendar; the same entries give the same bytes."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Condat//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("name", team.name)
    calendar.add("x-wr-calname", team.name)
    calendar.add("refresh-interval", AGAIN, parameters={"value": "DURATION"})
    zone = zone_of(desk)
    for entry in entries(team, desk, words):
        calendar.add_component(_event(entry, team, zone, words))
    return bytes(calendar.to_ical())


def _event(entry: Entry, team: Team, zone: ZoneInfo, words: Words) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{entry.key}@{team.slug}.{urlsplit(settings.URL).hostname}")
    event.add("dtstamp", team.made_at.replace(microsecond=0))
    event.add("summary", entry.title)
    if entry.clock:
        start = datetime.combine(entry.day, entry.clock, zone).astimezone(UTC)
        event.add("dtstart", start)
        event.add("dtend", start + LASTS)
    else:
        event.add("dtstart", entry.day)
    if entry.place:
        event.add("location", entry.place)
    if address := _address(entry, team):
        event.add("url", address)
        event.add("description", words("{label}: {text}", label=words("Details"), text=address))
    event.add("status", "CONFIRMED" if entry.state in ("accepted", "changed") else "TENTATIVE")
    return event


def _address(entry: Entry, team: Team) -> str:
    if not entry.page or "://" in entry.page:
        return entry.page
    return f"{settings.URL}/t/{team.slug}/{entry.page}"
