"""Links for people without an account, as the team sends and withdraws them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from condat.workspace.create.pieces import approvals, letters, queries, wording
from condat.workspace.create.pieces.models import Version
from condat.workspace.create.pieces.models.letter import Asks
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.DECIDE, "POST")
def send(visit: Visit, number: int) -> HttpResponse:
    """Send somebody a link to the brief, to a version, or to their quotes in it."""
    piece = queries.find(visit.team, number)
    given = visit.request.POST
    which = given.get("version", "")
    version: Version | None = None
    if which.isdecimal():
        version = get_object_or_404(piece.versions, number=int(which))
    letters.send(
        piece=piece,
        version=version,
        asks=given.get("asks", ""),
        name=given.get("name", ""),
        email=given.get("email", ""),
        language=given.get("language", ""),
        by=visit.user,
    )
    return redirect("approvals", visit.team.slug, number)


@page(Act.READ)
def sent(visit: Visit, number: int) -> HttpResponse:
    """Show what was asked of whom, what they answered, and ask somebody."""
    piece = queries.find(visit.team, number)
    newest = piece.versions.first()
    briefed = piece.letters.filter(asks=Asks.WRITE).select_related("by")
    told = approvals.standings(piece, newest) if newest else []
    told += [approvals.Standing(one, None, covers=True) for one in briefed]
    return visit.show(
        "create/letters.html",
        piece=piece,
        newest=newest,
        standings=told,
        approved=sum(one.state in ("approved", "corrected") and one.covers for one in told),
        links={one.letter.pk: letters.link(one.letter) for one in told if one.letter.open},
        people=sorted({quote.person for quote in piece.quotes.all()}),
    )


@page(Act.DECIDE, "POST")
def withdraw(visit: Visit, number: int, which: int) -> HttpResponse:
    """Take a link back."""
    piece = queries.find(visit.team, number)
    letters.withdraw(letter=get_object_or_404(piece.letters, pk=which), by=visit.user)
    return redirect("approvals", visit.team.slug, number)


@page(Act.DECIDE, "POST")
def reword(visit: Visit, number: int, which: int) -> HttpResponse:
    """Take a guest's corrections into the text."""
    piece = queries.find(visit.team, number)
    made = wording.reword(letter=get_object_or_404(piece.letters, pk=which), by=visit.user)
    return redirect("version", visit.team.slug, number, made.number)
