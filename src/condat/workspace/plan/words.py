"""Keywords and topics: what to write on, what is misunderstood, what is talked about."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from condat.report.sections import checks
from condat.report.sections import keywords as best
from condat.report.sections import topics as talked
from condat.workspace.jobs.actions import ask
from condat.workspace.standing import standing
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def keywords(visit: Visit) -> HttpResponse:
    """Show the words with the greatest opportunity, and which words to check."""
    facts = standing(visit.desk, visit.words)
    sections = [best.section(facts), checks.section(facts)] if facts else []
    jobs = visit.team.jobs.filter(kind="check")[:2]
    return visit.show("plan/keywords.html", sections=sections, facts=facts, jobs=jobs)


@page(Act.LISTEN, "POST")
def check(visit: Visit) -> HttpResponse:
    """Check terms for ambiguity and jargon."""
    given = visit.request.POST.get("terms", "").replace("\n", ",").split(",")
    terms = [term.strip() for term in given if term.strip()]
    if terms:
        ask(team=visit.team, kind="check", by=visit.user, arguments={"terms": terms})
    return redirect("keywords", visit.team.slug)


@page(Act.READ)
def topics(visit: Visit) -> HttpResponse:
    """Show what is talked about."""
    facts = standing(visit.desk, visit.words)
    sections = [talked.section(facts)] if facts else []
    return visit.show("section.html", sections=sections, facts=facts)
