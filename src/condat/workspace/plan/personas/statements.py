"""What changes the statements of a persona, each with where the team has it from."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from condat.core.errors import InputError
from condat.usecases.plan.plans import versions
from condat.usecases.read import personas as usecase
from condat.workspace.jobs.actions import ask
from condat.workspace.plan.personas.shown import one_of, persona_of
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.DECIDE, "POST")
def say(visit: Visit, number: int) -> HttpResponse:
    """Write a statement, with where the team has it from; the posts are asked in the background."""
    given = {name: visit.request.POST.get(name, "").strip() for name in ("kind", "text", "origin")}
    name = persona_of(visit, number).name
    if not given["text"]:
        wrong = visit.words("Write what they say.")
        return one_of(visit, number, None, 422, **given, wrong=wrong)
    try:
        with transaction.atomic():
            visit.still(lambda: persona_of(visit, number).name)
            record(
                team=visit.team, by=visit.user, what="statement written", subject=name, detail=given
            )
            usecase.say(visit.desk, persona=name, **given)
    except InputError as error:
        return one_of(visit, number, None, 422, **given, wrong=error.said(visit.words))
    _ask(visit)
    return redirect("persona", visit.team.slug, number)


@page(Act.DECIDE, "POST")
def unsay(visit: Visit, number: int) -> HttpResponse:
    """Take a statement back."""
    given = {name: visit.request.POST.get(name, "") for name in ("kind", "text")}
    name = persona_of(visit, number).name
    with transaction.atomic():
        visit.still(lambda: persona_of(visit, number).name)
        record(team=visit.team, by=visit.user, what="statement removed", subject=name, detail=given)
        usecase.unsay(visit.desk, persona=name, **given)
    _ask(visit)
    return redirect("persona", visit.team.slug, number)


@page(Act.LISTEN, "POST")
def look(visit: Visit) -> HttpResponse:
    """Look up again what the posts say of each statement."""
    _ask(visit)
    return redirect("personas", visit.team.slug)


def _ask(visit: Visit) -> None:
    if versions(visit.desk) and not visit.ended:
        ask(team=visit.team, kind="mark", by=visit.user, arguments={})
