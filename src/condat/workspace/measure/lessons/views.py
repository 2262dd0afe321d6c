"""Lessons: the list, a new one, accepted or not by name."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from condat.core.errors import InputError
from condat.measure.trials.interval import ratio
from condat.report.titles import piece
from condat.usecases.plan.plans import last_plan
from condat.usecases.team.decided import decisions_of
from condat.workspace.measure.lessons import actions
from condat.workspace.measure.lessons.forms import LessonForm
from condat.workspace.measure.lessons.models import ACCEPTED, PROPOSED, REFUSED, Lesson
from condat.workspace.measure.trials.models import Trial
from condat.workspace.measure.trials.queries import standing
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

STATES = (PROPOSED, ACCEPTED, REFUSED)


@page(Act.READ)
def lessons(visit: Visit) -> HttpResponse:
    """List what was learnt: what waits for a judgement first."""
    return _lessons(visit)


def _lessons(visit: Visit, wrong: str = "", number: int = 0) -> HttpResponse:
    every = list(visit.team.lessons.select_related("trial", "made_by"))
    groups = [(state, [one for one in every if one.state == state]) for state in STATES]
    told = {"groups": groups, "every": every, "rows": dict(_rows(visit))}
    answer = visit.show("measure/lessons.html", wrong=wrong, wrong_number=number, **told)
    answer.status_code = 422 if wrong else 200
    return answer


@page(Act.COMMENT, "GET", "POST")
def new(visit: Visit) -> HttpResponse:
    """Write a lesson down, by hand or from a test that has ended."""
    typed = visit.request.POST if visit.request.method == "POST" else None
    rows, start = _rows(visit), _start(visit)
    form = LessonForm(typed, initial=start, team=visit.team, rows=rows, words=visit.words)
    if typed is not None and form.is_valid():
        actions.write(team=visit.team, by=visit.user, values=form.cleaned_data)
        return redirect("lessons", visit.team.slug)
    answer = visit.show("measure/lesson_form.html", form=form)
    answer.status_code = 422 if form.errors else 200
    return answer


def _rows(visit: Visit) -> list[tuple[str, str]]:
    """Name the rows of the last plan, and those that were decided on before."""
    kept = last_plan(visit.desk)
    decided = decisions_of(visit.desk).decision
    earlier = {one.row: piece(one.proposal.model_dump(), visit.words) for one in decided}
    now = {row["row"]: piece(row, visit.words) for row in (kept.rows if kept else ())}
    return sorted((earlier | now).items(), key=itemgetter(1))


def _start(visit: Visit) -> dict[str, Any]:
    """Begin with what a test taught, where one is named."""
    asked = visit.request.GET.get("trial", "")
    trial = visit.team.trials.filter(pk=asked).first() if asked.isdecimal() else None
    row = visit.request.GET.get("row", "")
    return {"row": row} if trial is None else _of_trial(trial)


def _of_trial(trial: Trial) -> dict[str, Any]:
    known = standing(trial).known
    effect, low, high = ratio(known.reading.counts) if known else (None, None, None)
    told = {"trial": trial.pk, "row": trial.row, "text": trial.learnt}
    figures = {"effect": effect, "low": low, "high": high}
    return told | {name: round(value, 2) for name, value in figures.items() if value}


@page(Act.DECIDE, "POST")
def accept(visit: Visit, number: int) -> HttpResponse:
    """Accept a lesson under the visitor's name."""
    lesson = get_object_or_404(Lesson, pk=number, team=visit.team)
    actions.accept(lesson=lesson, desk=visit.desk, by=visit.user)
    return redirect("lessons", visit.team.slug)


@page(Act.DECIDE, "POST")
def refuse(visit: Visit, number: int) -> HttpResponse:
    """Refuse a lesson, with the reason."""
    lesson = get_object_or_404(Lesson, pk=number, team=visit.team)
    try:
        why = visit.request.POST.get("why", "")
        actions.refuse(lesson=lesson, desk=visit.desk, by=visit.user, why=why)
    except InputError as error:
        return _lessons(visit, error.said(visit.words), number)
    return redirect("lessons", visit.team.slug)
