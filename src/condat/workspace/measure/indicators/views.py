"""Indicators by hand, and the scorecard that they and the corpus fill."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from condat.core.errors import CondatError, InputError
from condat.core.words import mark
from condat.measure.indicators import MOST
from condat.measure.scorecard import TIERS, scorecard
from condat.usecases.show.outcomes import outcomes
from condat.workspace.measure.indicators import actions, queries
from condat.workspace.measure.indicators.forms import IndicatorForm, ValueForm
from condat.workspace.pages.labels import TIERS_SAID
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def indicators(visit: Visit) -> HttpResponse:
    """List the indicators: at most seven kept, those to drop first marked with what they lack."""
    return _indicators(visit)


def _indicators(visit: Visit, wrong: CondatError | None = None) -> HttpResponse:
    found = queries.lines(visit.team)
    words = visit.words
    answer = visit.show(
        "measure/indicators.html",
        lines=found,
        kept=sum(line.indicator.kept for line in found),
        most=MOST,
        wrong=f"{wrong.said(words)} {wrong.advised(words)}" if wrong else "",
        form=ValueForm(words=words),
    )
    answer.status_code = 422 if wrong else 200
    return answer


@page(Act.DECIDE, "GET", "POST")
def new(visit: Visit) -> HttpResponse:
    """Write an indicator down."""
    return _write(visit, None)


@page(Act.DECIDE, "GET", "POST")
def edit(visit: Visit, number: int) -> HttpResponse:
    """Write an indicator anew."""
    return _write(visit, number)


def _write(visit: Visit, number: int | None) -> HttpResponse:
    typed = visit.request.POST if visit.request.method == "POST" else None
    form = _form(visit, typed, number)
    if typed is not None and form.is_valid():
        with transaction.atomic():
            visit.still(lambda: _form(visit, None, number).initial)
            before = queries.find(visit.team, number) if number else None
            given = form.cleaned_data
            actions.write(team=visit.team, by=visit.user, values=given, indicator=before)
        return redirect("indicators", visit.team.slug)
    answer = visit.show("measure/indicator_form.html", form=form, known=number is not None)
    answer.status_code = 422 if form.errors else 200
    return answer


def _form(visit: Visit, typed: QueryDict | None, number: int | None) -> IndicatorForm:
    found = queries.find(visit.team, number) if number else None
    return IndicatorForm(typed, team=visit.team, words=visit.words, instance=found)


@page(Act.DECIDE, "POST")
def keep(visit: Visit, number: int) -> HttpResponse:
    """Keep an indicator, one of seven at most."""
    try:
        actions.keep(indicator=queries.find(visit.team, number), by=visit.user)
    except InputError as error:
        return _indicators(visit, error)
    return redirect("indicators", visit.team.slug)


@page(Act.DECIDE, "POST")
def drop(visit: Visit, number: int) -> HttpResponse:
    """Drop an indicator."""
    why = visit.request.POST.get("why", "").strip()
    actions.drop(indicator=queries.find(visit.team, number), by=visit.user, why=why)
    return redirect("indicators", visit.team.slug)


@page(Act.LISTEN, "POST")
def note(visit: Visit, number: int) -> HttpResponse:
    """Note what an indicator was on a day."""
    found = queries.find(visit.team, number)
    form = ValueForm(visit.request.POST, words=visit.words)
    if not form.is_valid():
        told = " ".join(str(one) for problems in form.errors.values() for one in problems)
        return _indicators(visit, InputError(mark("{detail}"), detail=told))
    actions.note(indicator=found, by=visit.user, **form.cleaned_data)
    return redirect("indicators", visit.team.slug)


@page(Act.READ)
def card(visit: Visit) -> HttpResponse:
    """Show the chain from what went in to what it changed, and what is missing in it."""
    results = outcomes(visit.desk)
    items = queries.figures(visit.team, visit.desk, results, visit.words)
    found = scorecard(items)
    words = visit.words
    missing = words.listed(words.quote(words(TIERS_SAID[tier])) for tier in found.missing)
    return visit.show("measure/scorecard.html", card=found, tiers=TIERS, missing=missing)
