"""The calendar in the browser: week, month, and moving a row to another day."""

from __future__ import annotations

from datetime import date, datetime, time
from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from condat.core.errors import InputError
from condat.usecases.plan import ruling
from condat.workspace.create.pieces.actions import plan_for
from condat.workspace.create.pieces.queries import by_row, dated, find
from condat.workspace.distribute.calendar.actions import link
from condat.workspace.distribute.calendar.days import VIEWS, span
from condat.workspace.distribute.calendar.entries import Entry, entries, zone_of
from condat.workspace.distribute.calendar.models import Feed
from condat.workspace.pages.forms import reachable
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

NOON = time(12)


@page(Act.READ)
def calendar(visit: Visit) -> HttpResponse:
    """Show what goes out when, and which row was moved a moment ago."""
    return _calendar(visit)


def _calendar(visit: Visit, wrong: str = "", key: str = "") -> HttpResponse:
    every = entries(visit.team, visit.desk, visit.words)
    asked, today = visit.request.GET, _today(visit)
    view = asked["view"] if asked.get("view") in VIEWS else "month"
    shown = span(view, _day(asked.get("on", "")) or _start(today, every))
    answer = visit.show(
        "distribute/calendar.html",
        entries=every,
        span=shown,
        days=shown.days(every),
        today=today,
        ahead=[one for one in every if one.day >= today],
        moved=next((one for one in every if one.key == asked.get("moved")), None),
        wrong=wrong,
        wrong_key=key,
        feed=_feed(visit),
        pieces=list(dated(visit.team)) if visit.may("decide") else [],
    )
    answer.status_code = 422 if wrong else 200
    return answer


@page(Act.DECIDE, "POST")
def move(visit: Visit, row: str) -> HttpResponse:
    """Move a row of the plan, and its piece with it, to another day: a decision, with undo."""
    entry = _entry(visit, f"row-{row}")
    why = visit.request.POST.get("why", "").strip() or visit.words("Moved in the calendar")
    try:
        with transaction.atomic():
            visit.still(lambda: _entry(visit, entry.key).when)
            told = {"moment": _moment(visit, entry)}
            record(team=visit.team, by=visit.user, what="moved", subject=row, why=why, detail=told)
            _move(visit, row, why, told)
    except InputError as error:
        return _calendar(
            visit, f"{error.said(visit.words)} {error.advised(visit.words)}", entry.key
        )
    return redirect(_back(visit, entry.key))


def _move(visit: Visit, row: str, why: str, told: dict[str, str]) -> None:
    decision = ruling.decide(
        visit.desk, row=row, verdict="changed", by=str(visit.user), why=why, changes=told
    )
    _with_piece(visit, row, decision.proposal.moment)


def _with_piece(visit: Visit, row: str, moment: datetime) -> None:
    piece = by_row(visit.team).get(row)
    if piece:
        plan_for(piece=piece, due=moment, by=visit.user)


@page(Act.DECIDE, "POST")
def move_due(visit: Visit, number: int) -> HttpResponse:
    """Move a piece to another day."""
    piece = find(visit.team, number)
    entry = _entry(visit, f"piece-{number}")
    try:
        moment = datetime.fromisoformat(_moment(visit, entry)).replace(tzinfo=zone_of(visit.desk))
    except ValueError:
        moment = None
    if moment is None or not reachable(moment):
        return _calendar(visit, visit.words("Give a day."), entry.key)
    with transaction.atomic():
        visit.still(lambda: _entry(visit, entry.key).when)
        plan_for(piece=piece, due=moment, by=visit.user)
    return redirect(_back(visit, entry.key))


@page(Act.DECIDE, "POST")
def move_back(visit: Visit, row: str) -> HttpResponse:
    """Put a row back to where it stood before its last move."""
    with transaction.atomic():
        visit.still(lambda: _entry(visit, f"row-{row}").when)
        record(team=visit.team, by=visit.user, what="undone", subject=row)
        ruling.take_back(visit.desk, row=row, by=str(visit.user))
        found = {e.row: e for e in entries(visit.team, visit.desk, visit.words)}.get(row)
        if found and found.clock:
            moment = datetime.combine(found.day, found.clock, zone_of(visit.desk))
            _with_piece(visit, row, moment)
    return redirect(_back(visit, found.key if found else "", moved=False))


def _entry(visit: Visit, key: str) -> Entry:
    found = entries(visit.team, visit.desk, visit.words)
    entry = next((one for one in found if one.key == key), None)
    if entry is None:
        raise Http404
    return entry


def _moment(visit: Visit, entry: Entry) -> str:
    """Return the moment asked for; a piece keeps its hour where none is given."""
    given = visit.request.POST
    return f"{given.get('day', '')}T{given.get('time') or (entry.clock or NOON).isoformat()}"


def _back(visit: Visit, key: str, *, moved: bool = True) -> str:
    """Return the calendar where an entry now stands."""
    view = visit.request.POST.get("view", "")
    on = _entry(visit, key).day.isoformat() if key else ""
    query = {"view": view if view in VIEWS else "month", "on": on, "moved": key if moved else ""}
    return f"{visit.address('calendar')}?{urlencode({k: v for k, v in query.items() if v})}"


def _start(today: date, every: list[Entry]) -> date:
    """Start where something is to come; today where nothing is."""
    return next((one.day for one in every if one.day >= today), today)


def _today(visit: Visit) -> date:
    return visit.desk.as_of.astimezone(zone_of(visit.desk)).date()


def _day(text: str) -> date | None:
    try:
        day = datetime.fromisoformat(text).date()
    except ValueError:
        return None
    return day if reachable(day) else None


def _feed(visit: Visit) -> str:
    feed = Feed.objects.filter(membership=visit.membership).first()
    return link(feed) if feed else ""
