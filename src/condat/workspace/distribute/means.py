"""What the team can do in a cycle: budget, capacity, cadence; used, left, and changed here."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from pydantic import ValidationError

from condat.core.invalid import wrongs
from condat.distribute.spread import Part, spread
from condat.report.facts import Facts
from condat.report.limits import MEANS, left, more, used
from condat.report.sections.plan import certificate
from condat.usecases.desk import Desk
from condat.usecases.team.means import TYPED, set_means
from condat.usecases.team.strategy import personas_of, strategy_of
from condat.workspace.create.partnerships.budget import said
from condat.workspace.create.partnerships.queries import spent_in_cycle, today_of
from condat.workspace.create.pieces.kinds import KINDS
from condat.workspace.distribute.rows import as_agreed
from condat.workspace.pages.labels import MEANS_TYPED
from condat.workspace.pages.standing import standing
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def means(visit: Visit) -> HttpResponse:
    """Show the means, how far the last plan uses them, and what one more would bring."""
    plan = visit.desk.settings.plan
    return _show(visit, {name: f"{getattr(plan, name):g}" for name in TYPED}, {})


@page(Act.DECIDE, "POST")
def change(visit: Visit) -> HttpResponse:
    """Change the means; the next plan is made under them."""
    typed = {name: visit.request.POST.get(name, "").strip() for name in TYPED}
    try:
        with transaction.atomic():
            visit.still(lambda: Desk.open(visit.team.root).settings.plan)
            changed = set_means(visit.desk, typed)
            detail = {name: list(pair) for name, pair in changed.items()}
            record(team=visit.team, by=visit.user, what="means changed", detail=detail)
    except ValidationError as error:
        wrong = {name: what.said(visit.words) for name, what in wrongs(error)}
        return _show(visit, typed, wrong)
    return redirect("means", visit.team.slug)


def _show(visit: Visit, typed: dict[str, str], wrong: dict[str, str]) -> HttpResponse:
    facts, words = standing(visit.desk, visit.words), visit.words
    facts = as_agreed(visit.desk, facts) if facts else None
    measures = facts.measures if facts else None
    plan = facts.settings.plan if facts else visit.desk.settings.plan
    told = [
        (
            words.of(MEANS, one.name),
            used(one, words, plan),
            left(one, words, plan),
            more(one, words, plan),
        )
        for one in (measures.ceilings if measures else ())
    ]
    shown = visit.show(
        "distribute/means.html",
        facts=facts,
        told=told,
        agreed=_agreed(visit),
        sure=certificate(measures.gap, words) if measures else "",
        parts_of=_spread(visit, facts) if facts else {},
        typed=typed,
        means=visit.desk.settings.plan,
        wrong=wrong,
        fields=MEANS_TYPED,
        forms=KINDS,
        currency=plan.currency,
    )
    shown.status_code = 422 if wrong else 200
    return shown


def _agreed(visit: Visit) -> list[str]:
    """Say what the cycle gave and promised to partners: the plan counts its own rows alone."""
    plan, today = visit.desk.settings.plan, today_of(visit.desk)
    spent = spent_in_cycle(visit.team, plan, today)[1]
    return [said(one, visit.words) for one in spent if one.given or one.promised]


def _spread(visit: Visit, facts: Facts) -> dict[str, tuple[Part, ...]]:
    """Return how the rows that stand are spread, over what the strategy wants too."""
    kept = [row for row in facts.rows("plan") if row["decision"] != "dismissed"]
    personas = [persona.name for persona in personas_of(visit.desk).personas]
    return spread(kept, {"message": strategy_of(visit.desk).messages, "persona": personas})
