"""Personas and people."""

from __future__ import annotations

from django.http import HttpResponse

from condat.report.sections import people as who
from condat.usecases.strategy import personas_of
from condat.workspace.standing import standing
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def people(visit: Visit) -> HttpResponse:
    """Show whom to read first, and the ranks with how sure they are."""
    facts = standing(visit.desk, visit.words)
    sections = [who.section(facts)] if facts else []
    return visit.show("section.html", sections=sections, facts=facts)


@page(Act.READ)
def personas(visit: Visit) -> HttpResponse:
    """Show the groups that the team writes for, and what the posts say of each statement."""
    facts = standing(visit.desk, visit.words)
    return visit.show(
        "plan/personas.html",
        personas=personas_of(visit.desk).personas,
        statements=facts.rows("statements") if facts else [],
    )
