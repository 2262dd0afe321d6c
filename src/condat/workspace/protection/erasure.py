"""The erasure of a person: who is meant, what goes, what stays; then confirmed by name."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from condat.core.errors import CondatError
from condat.usecases.keep import forgetting
from condat.usecases.keep.forgetting import Person
from condat.workspace.jobs.actions import ask
from condat.workspace.protection import foreseen
from condat.workspace.protection.person import asked_of
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.MANAGE, "POST")
def erasure(visit: Visit) -> HttpResponse:
    """Show what an erasure will take, before it is confirmed."""
    who = visit.request.POST.get("who", "").strip()
    try:
        found = forgetting.find(visit.desk, who)
    except CondatError as error:
        return asked_of(visit, erases=who, lost=_said(visit, error))
    return _foreseen(visit, found)


@page(Act.MANAGE, "POST")
def forget(visit: Visit) -> HttpResponse:
    """Erase a person in the background, once the name was typed; the record does not name them."""
    given = visit.request.POST
    try:
        found = forgetting.find(visit.desk, given.get("who", "").strip())
    except CondatError as error:
        return asked_of(visit, lost=_said(visit, error))
    typed = given.get("confirm", "").strip().casefold()
    if typed not in {one.casefold() for one in (found.uri, *found.names)}:
        return _foreseen(visit, found, wrong=True)
    record(team=visit.team, by=visit.user, what="erasure asked")
    ask(team=visit.team, kind="forget", by=visit.user, arguments={"who": found.uri})
    return redirect("person-data", visit.team.slug)


def _said(visit: Visit, error: CondatError) -> str:
    return f"{error.said(visit.words)} {error.advised(visit.words)}".strip()


def _foreseen(visit: Visit, found: Person, *, wrong: bool = False) -> HttpResponse:
    shown = visit.show(
        "protection/erasure.html",
        person=found,
        name=next(iter(found.names), found.uri),
        goes=foreseen.foreseen(visit.desk, visit.team, found),
        posts=foreseen.posts(visit.desk, found),
        stays=foreseen.stays(visit.team, found),
        wrong=wrong,
    )
    shown.status_code = 422 if wrong else 200
    return shown
