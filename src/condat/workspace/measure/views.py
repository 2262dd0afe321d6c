"""Results: the team's own, and what did better than usual."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse

from condat.charts.outcomes import weeks
from condat.core.words import Words
from condat.measure.scorecard import money
from condat.report.page import Figure
from condat.report.sections import performance
from condat.usecases.show.outcomes import Outcomes, outcomes
from condat.workspace.pages.figures import figure
from condat.workspace.pages.standing import standing
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def results(visit: Visit) -> HttpResponse:
    """Show the team's own results by page and campaign, and what did better than usual."""
    facts, found, words = standing(visit.desk, visit.words), outcomes(visit.desk), visit.words
    section = performance.section(facts) if facts else None
    pieces = {one.url: one for one in visit.team.pieces.exclude(url="")}
    return visit.show(
        "measure/results.html",
        title=_title(found, words),
        sections=[section] if section else [],
        facts=facts,
        results=found,
        figure=_weeks(found, words) if found else None,
        totals=[(one, pieces.get(one.page)) for one in found.totals] if found else [],
        parted=any(one.page or one.campaign for one in found.totals) if found else False,
        money=money,
    )


def _title(found: Outcomes | None, words: Words) -> str:
    """Say the first result, over the days of a cycle and over as many before."""
    if found is None or not found.totals:
        return words("No results of your own yet")
    first = found.totals[0]
    return words(
        "{name}: {now} in the last {days} days, {before} in the {days} before",
        name=first.name,
        days=found.days,
        now=first.now,
        before=first.before,
    )


def _weeks(found: Outcomes, words: Words) -> Figure:
    caption = words("Your own results, week by week")
    told = words.listed(f"{n}: {words.number(v)}" for n, v in found.sums().items())
    return replace(figure(caption, weeks, found.weeks, words), description=f"{caption}. {told}")
