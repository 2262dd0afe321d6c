"""Say by hand that an entry of an imported calendar is a piece of the team, or that it is not."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from condat.workspace.accounts.models import User
from condat.workspace.create.pieces.models import Piece
from condat.workspace.create.pieces.queries import dated
from condat.workspace.distribute.calendar.entries import Entry, entries
from condat.workspace.distribute.calendar.models import Joined
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.DECIDE, "POST")
def join(visit: Visit) -> HttpResponse:
    """Let a piece stand for an imported entry, which is shown with it from then on."""
    given = visit.request.POST
    number, uri = given.get("piece", ""), given.get("entry", "")
    place = int(number) if number.isdecimal() and len(number) < 10 else 0
    piece = get_object_or_404(dated(visit.team), pk=place)
    event = _standing(visit, uri)
    if event:
        put_together(piece=piece, uri=uri, called=_called(event, uri), by=visit.user)
    return redirect(_back(visit, event))


@page(Act.DECIDE, "POST")
def part(visit: Visit) -> HttpResponse:
    """Let an entry stand by itself again."""
    uri = visit.request.POST.get("entry", "")
    event = _standing(visit, uri)
    joined = Joined.objects.filter(team=visit.team, entry=uri).select_related("piece").first()
    if joined:
        set_apart(joined=joined, called=_called(event, uri) if event else "", by=visit.user)
    return redirect(_back(visit, _standing(visit, uri)))


@transaction.atomic
def put_together(*, piece: Piece, uri: str, called: str, by: User) -> None:
    """Join an entry to a piece; an entry is one piece's at most."""
    Joined.objects.update_or_create(entry=uri, team=piece.team, defaults={"piece": piece})
    detail = {"entry": called}
    record(team=piece.team, by=by, what="entry joined", subject=piece.title, detail=detail)


@transaction.atomic
def set_apart(*, joined: Joined, called: str, by: User) -> None:
    """Undo that an entry is a piece's."""
    piece, detail = joined.piece, {"entry": called}
    joined.delete()
    record(team=piece.team, by=by, what="entry separated", subject=piece.title, detail=detail)


def _standing(visit: Visit, uri: str) -> Entry | None:
    """Return what an imported entry stands as: itself, or what it was joined to."""
    found = entries(visit.team, visit.desk, visit.words)
    return next((one for one in found if one.key == f"event-{uri}" or uri in one.joined), None)


def _called(entry: Entry, uri: str) -> str:
    return entry.joined.get(uri, entry.title)


def _back(visit: Visit, entry: Entry | None) -> str:
    """Return the calendar where an entry stands."""
    home = visit.address("calendar")
    return f"{home}?on={entry.day.isoformat()}#entry-{entry.key}" if entry else home
