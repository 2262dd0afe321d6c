"""The plan: its rows, each accepted, changed or dismissed with a reason, each with its address."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from condat.core.errors import InputError
from condat.core.places import place_name
from condat.distribute.decisions import Decision, Verdict
from condat.plan.strategy.gate import drafted
from condat.report.facts import Facts
from condat.report.sections import plan as section
from condat.usecases.plan import ruling
from condat.usecases.plan.comparing import compare
from condat.usecases.plan.plans import lost, versions
from condat.usecases.team import changing
from condat.usecases.team.decided import decisions_of
from condat.usecases.team.strategy import gate_of
from condat.workspace.create.pieces.queries import by_row
from condat.workspace.distribute import rows
from condat.workspace.jobs.actions import ask
from condat.workspace.pages.gone import Way, gone
from condat.workspace.pages.standing import standing
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

Record = dict[str, Any]
VERDICTS = ("accepted", "changed", "dismissed")


@page(Act.READ)
def plan(visit: Visit) -> HttpResponse:
    """Show the rows of the last plan, each with its reasons, evidence and decision."""
    facts = standing(visit.desk, visit.words)
    told = _unplanned(visit) if facts is None else _planned(visit, facts)
    jobs = visit.team.jobs.filter(kind="plan")[:1]
    return visit.show("distribute/plan.html", jobs=jobs, **told)


def _unplanned(visit: Visit) -> dict[str, Any]:
    """Return what the page shows before the first plan: whether one can be made."""
    decided = decisions_of(visit.desk).standing(visit.desk.as_of)
    return {"facts": None, "decided": decided}


def _planned(visit: Visit, facts: Facts) -> dict[str, Any]:
    """Return the rows that the address asks for, and what is told of all."""
    facts = rows.as_agreed(visit.desk, facts)
    every = rows.lines(visit.desk, facts)
    every.sort(key=lambda line: line.row["decision"] == "dismissed")  # the title names the others
    kept = [line.row for line in every if line.row["decision"] != "dismissed"]
    return {
        "facts": facts,
        "title": section.title(facts, kept) if kept else visit.words("Every row is dismissed"),
        "lead": section.lead(facts, kept),
        "draft": drafted(gate_of(visit.desk), facts.gate) if facts.gate else "",
        "clashes": section.clashes(facts, kept),
        "limited": section.limited(facts),
        "every": every,
        "lines": rows.wanted(every, visit.request.GET),
        "choices": rows.choices(every, visit.words),
        "asked": visit.request.GET,
        "pieces": by_row(visit.team),
    }


@page(Act.READ)
def row(visit: Visit, row: str) -> HttpResponse:
    """Show one row, and what was decided on it, by whom and why."""
    return _row(visit, row)


def _row(visit: Visit, name: str, wrong: str = "") -> HttpResponse:
    facts = standing(visit.desk, visit.words)
    every = rows.lines(visit.desk, rows.as_agreed(visit.desk, facts)) if facts else []
    line = next((one for one in every if one.row["row"] == name), None)
    if line is None:
        return _gone(visit, name)
    shown = visit.show(
        "distribute/row.html",
        facts=facts,
        line=line,
        pieces=by_row(visit.team),
        told=visit.team.decisions.filter(subject=name),
        wrong=wrong,
        typed=visit.request.POST,
    )
    shown.status_code = 422 if wrong else 200
    return shown


def _gone(visit: Visit, name: str) -> HttpResponse:
    """Say that a row is not in the last plan, with the piece that was made of it."""
    words, piece = visit.words, by_row(visit.team).get(name)
    made = [Way(piece.title, visit.address("piece", number=piece.pk))] if piece else []
    return gone(
        visit,
        title=words("This row is not in the plan any more"),
        told=words("The plan was made anew without it; what was decided on it stays on record."),
        near=made,
        on=[Way(words("The plan"), visit.address("plan"))],
        known=bool(made) or visit.team.decisions.filter(subject=name).exists(),
    )


@page(Act.DECIDE, "POST")
def make(visit: Visit) -> HttpResponse:
    """Ask for a new plan and its report."""
    ask(
        team=visit.team, kind="plan", by=visit.user, arguments={"languages": [visit.words.language]}
    )
    return redirect("plan", visit.team.slug)


@page(Act.DECIDE, "POST")
def decide(visit: Visit, row: str, verdict: str) -> HttpResponse:
    """Keep the team's word on a row, with the reason; what cannot be is said beside the form."""
    if verdict not in VERDICTS:
        raise Http404
    try:
        _decide(visit, row, cast(Verdict, verdict))
    except InputError as error:
        return _row(visit, row, f"{error.said(visit.words)} {error.advised(visit.words)}".strip())
    return redirect(f"{visit.address('plan')}#row-{row}")


@transaction.atomic
def _decide(visit: Visit, row: str, verdict: Verdict) -> None:
    given = visit.request.POST
    typed = {name: given.get(name, "").strip() for name in changing.CHANGEABLE}
    changes, why = {name: text for name, text in typed.items() if text}, given.get("why", "")
    visit.still(lambda: _said(visit, row))
    record(team=visit.team, by=visit.user, what=verdict, subject=row, why=why, detail=changes)
    ruling.decide(
        visit.desk, row=row, verdict=verdict, by=str(visit.user), why=why, changes=changes
    )


def _said(visit: Visit, row: str) -> Decision | None:
    """Return the team's last word on a row."""
    said = decisions_of(visit.desk).standing(visit.desk.as_of)
    return next((one for one in said if one.row == row), None)


@page(Act.DECIDE, "POST")
def undo(visit: Visit, row: str) -> HttpResponse:
    """Take the last word on a row back: what stood before it stands again."""
    with transaction.atomic():
        visit.still(lambda: _said(visit, row))
        record(team=visit.team, by=visit.user, what="undone", subject=row)
        ruling.take_back(visit.desk, row=row, by=str(visit.user))
    return redirect(f"{visit.address('plan')}#row-{row}")


@page(Act.READ)
def changes(visit: Visit) -> HttpResponse:
    """Show what changed between the last plan and the one before, and why."""
    found = compare(visit.desk)
    return visit.show(
        "distribute/changes.html",
        found=found,
        planned=bool(versions(visit.desk)),
        lost=lost(visit.desk),
        told=partial(_value, visit),
    )


def _value(visit: Visit, name: str, row: Record) -> str:
    """Say the value of a field of a row as people read it."""
    words, value = visit.words, row[name]
    if isinstance(value, datetime):
        return words.moment(value.astimezone(ZoneInfo(visit.desk.settings.plan.time_zone)))
    return place_name(value or "–") if name == "place" else str(value or "–")
