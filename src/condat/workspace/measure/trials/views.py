"""Tests: the list, settling one, reading it at any moment, ending it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from condat.core.errors import InputError
from condat.workspace.measure.trials import actions, queries
from condat.workspace.measure.trials.forms import ReadingForm, TrialForm
from condat.workspace.measure.trials.models import Reading, Trial
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def trials(visit: Visit) -> HttpResponse:
    """List the tests: those that run first, each with what it tells so far."""
    every = visit.team.trials.select_related("owner")
    lines = [(one, queries.finding(one, visit.words)) for one in every]
    order = ("running", "settled", "ended")
    lines.sort(key=lambda line: order.index(line[0].state))
    return visit.show("measure/trials.html", lines=lines)


@page(Act.DECIDE, "GET", "POST")
def new(visit: Visit) -> HttpResponse:
    """Settle a test: what we believe, what varies, on whom, from which difference on it counts."""
    return _settle(visit, None)


@page(Act.DECIDE, "GET", "POST")
def edit(visit: Visit, number: int) -> HttpResponse:
    """Settle a test anew, while it has not started."""
    return _settle(visit, number)


def _settle(visit: Visit, number: int | None) -> HttpResponse:
    typed = visit.request.POST if visit.request.method == "POST" else None
    form = _form(visit, typed, number)
    if typed is not None and form.is_valid():
        row = {} if number else {"row": visit.request.GET.get("row", "")}
        with transaction.atomic():
            visit.still(lambda: _form(visit, None, number).initial)
            found = queries.find(visit.team, number) if number else None
            values = form.cleaned_data | row
            settled = actions.settle(team=visit.team, by=visit.user, values=values, trial=found)
        return redirect(visit.address("trial", number=settled.pk))
    return _answer(visit, "measure/trial_form.html", form, known=number is not None)


def _form(visit: Visit, typed: QueryDict | None, number: int | None) -> TrialForm:
    if number is None:
        start = {"row": visit.request.GET.get("row", "")}
        return TrialForm(typed, words=visit.words, initial=start)
    found = queries.find(visit.team, number)
    shares = {"usual": round(found.usual * 100, 6), "least": round(found.least * 100, 6)}
    return TrialForm(typed, words=visit.words, instance=found, initial=shares)


@page(Act.READ)
def trial(visit: Visit, number: int) -> HttpResponse:
    """Show what a test tells so far, and how sure that is."""
    return _trial(visit, queries.find(visit.team, number))


def _trial(
    visit: Visit, found: Trial, form: ReadingForm | None = None, wrong: str = ""
) -> HttpResponse:
    stands = queries.standing(found)
    before = stands.last.reading if stands.last else None
    shown = form or ReadingForm(words=visit.words, before=before, instance=before)
    return _answer(
        visit,
        "measure/trial.html",
        shown,
        trial=found,
        standing=stands,
        title=queries.finding(found, visit.words),
        early=found.early(visit.desk.as_of.date()),
        rounded=queries.rounded,
        wrong=wrong,
        typed=visit.request.POST,
    )


@page(Act.DECIDE, "POST")
def start(visit: Visit, number: int) -> HttpResponse:
    """Start a test."""
    found = queries.find(visit.team, number)
    actions.start(trial=found, by=visit.user)
    return redirect(visit.address("trial", number=number))


@page(Act.LISTEN, "POST")
def note(visit: Visit, number: int) -> HttpResponse:
    """Type what was counted since the start; at any moment."""
    found = queries.find(visit.team, number)
    last = queries.standing(found).last
    before = last.reading if last else None
    form = ReadingForm(visit.request.POST, words=visit.words, before=before)
    if not form.is_valid():
        return _trial(visit, found, form)
    actions.note(trial=found, by=visit.user, reading=Reading(**form.cleaned_data))
    return redirect(visit.address("trial", number=number))


@page(Act.DECIDE, "POST")
def end(visit: Visit, number: int) -> HttpResponse:
    """End a test with what is decided and what was learnt."""
    found, given = queries.find(visit.team, number), visit.request.POST
    told = {name: given.get(name, "").strip() for name in ("decision", "learnt")}
    try:
        actions.end(trial=found, by=visit.user, **told)
    except InputError as error:
        return _trial(visit, found, wrong=error.said(visit.words))
    return redirect(visit.address("trial", number=number))


def _answer(visit: Visit, template: str, form: Any, **values: Any) -> HttpResponse:
    shown = visit.show(template, form=form, **values)
    shown.status_code = 422 if form.errors or values.get("wrong") else 200
    return shown
