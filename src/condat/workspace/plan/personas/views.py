"""The pages of personas: all of them, one, and what changes who they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from condat.core.errors import InputError
from condat.usecases.read import personas as usecase
from condat.usecases.team.strategy import personas_of
from condat.workspace.plan.personas.forms import PersonaForm
from condat.workspace.plan.personas.shown import context, one_of, persona_of
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def personas(visit: Visit) -> HttpResponse:
    """Show the groups that the team writes for."""
    return visit.show("plan/personas.html", form=PersonaForm(visit.words), **context(visit))


@page(Act.READ)
def persona(visit: Visit, number: int) -> HttpResponse:
    """Show one persona, its statements, and the forms that change it."""
    return one_of(visit, number)


@page(Act.DECIDE, "POST")
def add(visit: Visit) -> HttpResponse:
    """Write a new persona."""
    form = PersonaForm(visit.words, visit.request.POST)
    if not _tried(visit, form, lambda given: _add(visit, given)):
        told = context(visit)
        response = visit.show("plan/personas.html", form=form, **told)
        response.status_code = 422
        return response
    return redirect("persona", visit.team.slug, len(personas_of(visit.desk).personas))


def _add(visit: Visit, given: dict[str, Any]) -> None:
    with transaction.atomic():
        record(team=visit.team, by=visit.user, what="persona written", subject=given["name"])
        usecase.add(visit.desk, values=given)


@page(Act.DECIDE, "POST")
def change(visit: Visit, number: int) -> HttpResponse:
    """Change who a persona is."""
    name = persona_of(visit, number).name
    form = PersonaForm(visit.words, visit.request.POST)

    def save(given: dict[str, Any]) -> None:
        with transaction.atomic():
            visit.still(lambda: persona_of(visit, number))
            record(team=visit.team, by=visit.user, what="persona written", subject=given["name"])
            usecase.change(visit.desk, persona=name, values=given)

    if not _tried(visit, form, save):
        return one_of(visit, number, form, 422)
    return redirect("persona", visit.team.slug, number)


def _tried(visit: Visit, form: PersonaForm, save: Callable[[dict[str, Any]], None]) -> bool:
    """Save what a form holds; say beside its fields why it cannot be."""
    if not form.is_valid():
        return False
    try:
        save(form.cleaned_data)
    except InputError as error:
        field = (error.field or "").split(".")[-1]
        form.add_error(field if field in form.fields else None, error.said(visit.words))
        return False
    return True


@page(Act.DECIDE, "POST")
def remove(visit: Visit, number: int) -> HttpResponse:
    """Take a persona out, with the reason."""
    name, why = persona_of(visit, number).name, visit.request.POST.get("why", "").strip()
    with transaction.atomic():
        visit.still(lambda: persona_of(visit, number))
        record(team=visit.team, by=visit.user, what="persona removed", subject=name, why=why)
        usecase.remove(visit.desk, persona=name)
    return redirect("personas", visit.team.slug)
