"""Strategy: written field by field, approved by name, and the gate."""

from __future__ import annotations

import re
from operator import attrgetter

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from condat.plan.strategy.strategy import FIELDS
from condat.report.sections.audit import summed
from condat.usecases.show.outcomes import outcomes
from condat.usecases.team import deciding
from condat.usecases.team import strategy as usecase
from condat.workspace.pages.labels import FIELDS as LABELS
from condat.workspace.pages.standing import standing
from condat.workspace.plan.strategy.proposals import LABELS as PROPOSED
from condat.workspace.plan.strategy.proposals import proposals
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

MARKS = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
PARTS = {"good_content": ("criteria", "example", "counter_example")}


@page(Act.READ)
def strategy(visit: Visit) -> HttpResponse:
    """Show each field with who approved it, what the gate waits for, and the audit."""
    desk = visit.desk
    facts = standing(desk, visit.words)
    audits = facts.rows("audit") if facts else []
    gate = usecase.gate_of(desk)
    return visit.show(
        "plan/strategy.html",
        strategy=usecase.strategy_of(desk),
        fields=FIELDS,
        labels=LABELS,
        parts_of=PARTS,
        lists=usecase.LISTS,
        gate=gate,
        gaps={gap.field: gap for gap in gate.missing},
        left=len({gap.field.split(".")[0] for gap in gate.missing}) + len(gate.waiting),
        proposals=proposals(facts, outcomes(desk), visit.words),
        proposed=PROPOSED,
        audited=summed(audits, visit.words) if audits else "",
    )


@page(Act.DECIDE, "POST")
def write(visit: Visit, field: str) -> HttpResponse:
    """Write a field; what was approved has to be approved again."""
    text = visit.request.POST.get("text", "").strip()
    values = _lines(text) if field in usecase.LISTS else [text]
    with transaction.atomic():
        visit.still(lambda: attrgetter(field)(usecase.strategy_of(visit.desk)))
        if not usecase.holds(visit.desk, field=field, values=values):
            record(team=visit.team, by=visit.user, what="written", subject=field)
            usecase.set_field(visit.desk, field=field, values=values)
    return redirect("strategy", visit.team.slug)


def _lines(text: str) -> list[str]:
    """Return the lines of a list without the marks that it was pasted with."""
    lines = (MARKS.sub("", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


@page(Act.DECIDE, "POST")
def add(visit: Visit, field: str) -> HttpResponse:
    """Add a line to a list; what was approved has to be approved again."""
    text = visit.request.POST.get("text", "").strip()
    if field not in PROPOSED or field not in usecase.LISTS or not text:
        raise Http404
    had = attrgetter(field)(usecase.strategy_of(visit.desk))
    with transaction.atomic():
        record(team=visit.team, by=visit.user, what="written", subject=field, why=text)
        values = list(dict.fromkeys((*had, text)))
        usecase.set_field(visit.desk, field=field, values=values)
    return redirect(f"{visit.address('strategy')}#field-{field.partition('.')[0]}")


@page(Act.DECIDE, "POST")
def approve(visit: Visit, field: str) -> HttpResponse:
    """Approve a field as it stands, under the visitor's name."""
    with transaction.atomic():
        record(team=visit.team, by=visit.user, what="approved", subject=field)
        usecase.approve(visit.desk, field=field, by=str(visit.user))
    return redirect("strategy", visit.team.slug)


@page(Act.MANAGE, "POST")
def override(visit: Visit) -> HttpResponse:
    """Let plans count for one cycle without an approved strategy, with the reason."""
    why = visit.request.POST.get("why", "")
    with transaction.atomic():
        record(team=visit.team, by=visit.user, what="gate overridden", why=why)
        deciding.override(visit.desk, by=str(visit.user), why=why)
    return redirect("strategy", visit.team.slug)
