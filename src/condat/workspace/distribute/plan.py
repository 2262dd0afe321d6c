"""The plan: its rows, each accepted, changed or dismissed with a reason; the calendar of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from condat.distribute.decisions import Decision, Verdict
from condat.report.facts import Facts
from condat.report.page import Card, Cards
from condat.report.sections import plan as rows
from condat.report.titles import piece
from condat.usecases import changing, ruling
from condat.usecases.decided import decisions_of
from condat.workspace.create.pieces.queries import by_row
from condat.workspace.jobs.actions import ask
from condat.workspace.record.actions import record
from condat.workspace.standing import standing
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

VERDICTS = ("accepted", "changed", "dismissed")


@dataclass(frozen=True)
class Line:
    """A row of the plan as a card, and the team's word on it."""

    row: dict[str, Any]
    card: Card
    decision: Decision | None


@page(Act.READ)
def plan(visit: Visit) -> HttpResponse:
    """Show the rows of the last plan, each with its reasons, evidence and decision."""
    facts = standing(visit.desk, visit.words)
    section = rows.section(facts) if facts else None
    return visit.show(
        "distribute/plan.html",
        facts=facts,
        section=section,
        glance=[part for part in section.blocks if not isinstance(part, Cards)] if section else [],
        lines=list(_lines(visit, facts)) if facts else [],
        jobs=visit.team.jobs.filter(kind="plan")[:1],
        pieces=by_row(visit.team),
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
    """Keep the team's word on a row, with the reason."""
    if verdict not in VERDICTS:
        raise Http404
    given = visit.request.POST
    changes = {
        name: given[name].strip() for name in changing.CHANGEABLE if given.get(name, "").strip()
    }
    with transaction.atomic():
        why = given.get("why", "")
        record(team=visit.team, by=visit.user, what=verdict, subject=row, why=why, detail=changes)
        ruling.decide(
            visit.desk,
            row=row,
            verdict=cast(Verdict, verdict),
            by=str(visit.user),
            why=why,
            changes=changes,
        )
    return redirect(f"{visit.address('plan')}#row-{row}")


@page(Act.READ)
def calendar(visit: Visit) -> HttpResponse:
    """Show the rows of the plan week by week."""
    facts = standing(visit.desk, visit.words)
    return visit.show(
        "distribute/calendar.html", facts=facts, weeks=list(_weeks(facts)) if facts else []
    )


def _lines(visit: Visit, facts: Facts) -> Iterator[Line]:
    decided = {one.row: one for one in decisions_of(visit.desk).standing(visit.desk.as_of)}
    blocks = [block for block in rows.section(facts).blocks if isinstance(block, Cards)]
    cards = {card.anchor: card for block in blocks for card in block.cards}
    for row in facts.rows("plan"):
        yield Line(row, cards[f"row-{row['row']}"], decided.get(row["row"]))


def _weeks(facts: Facts) -> Iterator[tuple[date, list[tuple[str, str, str]]]]:
    """Give each week's Monday and its pieces: when, what, where."""
    zone = ZoneInfo(facts.settings.plan.time_zone)
    weeks: dict[date, list[tuple[str, str, str]]] = {}
    for row in sorted(facts.rows("plan"), key=lambda row: row["moment"]):
        moment = row["moment"].astimezone(zone)
        monday = moment.date() - timedelta(days=moment.weekday())
        told = (facts.words.moment(moment), piece(row, facts.words), row["place"] or "")
        weeks.setdefault(monday, []).append(told)
    yield from weeks.items()
