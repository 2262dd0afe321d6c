"""The pieces: board and list, one piece, what it is and where it stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from condat.usecases.plan.planning import zone
from condat.usecases.team.strategy import personas_of, strategy_of
from condat.workspace.create.pieces import actions, queries
from condat.workspace.create.pieces.forms import Details, PublishForm, written
from condat.workspace.create.pieces.kinds import KINDS, ROLES, STATUSES
from condat.workspace.create.pieces.models import Piece
from condat.workspace.create.pieces.rows import agreed
from condat.workspace.create.pieces.wording import unapproved
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

FILTERS = ("kind", "person", "owner", "due")
SOON = {"overdue": 0, "week": 7, "month": 31}


@page(Act.READ)
def pieces(visit: Visit) -> HttpResponse:
    """Show the pieces on a board or as a list, as filtered in the address."""
    given = visit.request.GET
    wanted = queries.Wanted(
        kind=given.get("kind", ""),
        person=given.get("person", ""),
        owner=given.get("owner", ""),
        before=_before(visit, given.get("due", "")),
    )
    found = queries.listed(visit.team, wanted)
    return visit.show(
        "create/pieces.html",
        pieces=found,
        columns=queries.board(found),
        under_way=queries.under_way(found),
        any=visit.team.pieces.exists(),
        wanted={name: given.get(name, "") for name in FILTERS},
        as_list=given.get("view") == "list",
        queried=urlencode({name: given[name] for name in FILTERS if given.get(name)}),
        people=queries.people_of(visit.team),
        members=visit.team.memberships.select_related("user"),
        **_names(visit),
    )


def _before(visit: Visit, due: str) -> datetime | None:
    days = SOON.get(due)
    return None if days is None else visit.desk.as_of + timedelta(days=days)


def _names(visit: Visit) -> dict[str, Any]:
    return {
        "kind_names": KINDS,
        "status_names": STATUSES,
        "role_names": ROLES,
        "zone": zone(visit.desk),
        "now": visit.desk.as_of,
    }


@page(Act.DECIDE, "GET", "POST")
def new(visit: Visit) -> HttpResponse:
    """Add a piece by hand."""
    form = _form(visit, visit.request.POST or None)
    if form.is_valid():
        piece = actions.add(team=visit.team, by=visit.user, **form.cleaned_data)
        return redirect("piece", visit.team.slug, piece.pk)
    return _edited(visit, form, None)


@page(Act.DECIDE, "POST")
def from_row(visit: Visit, row: str) -> HttpResponse:
    """Make a row of the plan that was accepted a piece; a row that is one already leads to it."""
    title, values = agreed(visit.desk, row, visit.words)
    piece = actions.add_row(team=visit.team, by=visit.user, row=values, title=title)
    return redirect("piece", visit.team.slug, piece.pk)


@page(Act.READ)
def piece(visit: Visit, number: int) -> HttpResponse:
    """Show one piece: what it is, where it stands, who takes part, what was done."""
    found = queries.find(visit.team, number)
    return _piece(visit, found, PublishForm(visit.words, initial={"url": found.url}))


def _piece(visit: Visit, found: Piece, form: PublishForm) -> HttpResponse:
    shown = visit.show(
        "create/piece.html",
        piece=found,
        newest=found.versions.first(),
        form=form,
        unapproved=unapproved(found),
        cues=found.cues.all(),
        **_names(visit),
    )
    shown.status_code = 422 if form.errors else 200
    return shown


@page(Act.DECIDE, "POST")
def publish(visit: Visit, number: int) -> HttpResponse:
    """Say that a piece is out, and where."""
    found = queries.find(visit.team, number)
    form = PublishForm(visit.words, visit.request.POST)
    if not form.is_valid():
        return _piece(visit, found, form)
    actions.publish(piece=found, url=form.cleaned_data["url"], by=visit.user)
    return redirect("piece", visit.team.slug, number)


@page(Act.DECIDE, "GET", "POST")
def edit(visit: Visit, number: int) -> HttpResponse:
    """Change what a piece is, for whom, who is in charge, where and when."""
    found = queries.find(visit.team, number)
    form = _form(visit, visit.request.POST or None, found)
    if form.is_valid():
        with transaction.atomic():
            visit.still(lambda: _form(visit, None, queries.find(visit.team, number)).initial)
            found = queries.find(visit.team, number)
            actions.change(piece=found, by=visit.user, values=form.cleaned_data)
        return redirect("piece", visit.team.slug, number)
    return _edited(visit, form, found)


@page(Act.DECIDE, "POST")
def move(visit: Visit, number: int) -> HttpResponse:
    """Say where a piece stands now."""
    found = queries.find(visit.team, number)
    given = visit.request.POST
    actions.move(piece=found, to=given.get("status", ""), by=visit.user)
    if given.get("back") == "board":
        return redirect(f"{visit.address('pieces')}#piece-{number}")
    return redirect("piece", visit.team.slug, number)


@page(Act.DECIDE, "POST")
def add_part(visit: Visit, number: int) -> HttpResponse:
    """Add somebody who takes part."""
    found, given = queries.find(visit.team, number), visit.request.POST
    name, role = given.get("name", ""), given.get("role", "")
    actions.add_part(piece=found, name=name, role=role, by=visit.user)
    return redirect("piece", visit.team.slug, number)


@page(Act.DECIDE, "POST")
def remove_part(visit: Visit, number: int, part: int) -> HttpResponse:
    """Take somebody out."""
    found = queries.find(visit.team, number)
    actions.remove_part(piece=found, number=part, by=visit.user)
    return redirect("piece", visit.team.slug, number)


def _form(visit: Visit, given: Any, found: Piece | None = None) -> Details:
    where: ZoneInfo = zone(visit.desk)
    initial = written(found, where) if found else {"owner": str(visit.user.pk)}
    places, words = visit.desk.watch.brand.sources, visit.words
    return Details(given, initial=initial, team=visit.team, words=words, zone=where, places=places)


def _edited(visit: Visit, form: Details, found: Piece | None) -> HttpResponse:
    shown = visit.show(
        "create/edit.html",
        form=form,
        piece=found,
        messages_known=strategy_of(visit.desk).messages,
        personas_known=[persona.name for persona in personas_of(visit.desk).personas],
    )
    shown.status_code = 422 if form.is_bound else 200
    return shown
