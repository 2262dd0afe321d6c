"""Who objects, since when and how; added by hand, withdrawn with a reason."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from condat.core.errors import InputError
from condat.workspace.protection import actions
from condat.workspace.protection.forms import ObjectionForm
from condat.workspace.protection.models import HOW, Objection
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def objections(visit: Visit) -> HttpResponse:
    """List who objects."""
    form = ObjectionForm(visit.words, initial={"at": datetime.now(UTC).date()})
    return _show(visit, form)


@page(Act.PARTNER, "POST")
def add(visit: Visit) -> HttpResponse:
    """Keep an objection that reached the team."""
    form = ObjectionForm(visit.words, visit.request.POST)
    if not form.is_valid():
        return _show(visit, form, 422)
    given = form.cleaned_data
    moment = datetime.combine(given["at"], time(), UTC)
    try:
        actions.object_to(
            team=visit.team,
            by=visit.user,
            name=given["name"],
            how=given["how"],
            at=moment,
            note=given["note"],
        )
    except InputError as error:
        form.add_error("name", f"{error.said(visit.words)} {error.advised(visit.words)}")
        return _show(visit, form, 422)
    return redirect("objections", visit.team.slug)


@page(Act.MANAGE, "POST")
def withdraw(visit: Visit, number: int) -> HttpResponse:
    """Take an objection back, with the reason."""
    found = get_object_or_404(Objection, pk=number, team=visit.team)
    actions.withdraw(objection=found, by=visit.user, why=visit.request.POST.get("why", ""))
    return redirect("objections", visit.team.slug)


def _show(visit: Visit, form: ObjectionForm, status: int = 200) -> HttpResponse:
    known = visit.team.objections.all()
    shown = visit.show("protection/objections.html", form=form, objections=known, how=HOW)
    shown.status_code = status
    return shown
