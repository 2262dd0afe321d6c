"""Results and reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.http import FileResponse, Http404, HttpResponse

from condat.charts.outcomes import weeks
from condat.charts.theme import draw
from condat.core.words import Words
from condat.measure.scorecard import money
from condat.report.page import Figure
from condat.report.sections import performance
from condat.usecases.show.outcomes import Outcomes, outcomes
from condat.usecases.show.reporting import FOLDER
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
        title=section.title if section else words("Your own results"),
        sections=[section] if section else [],
        facts=facts,
        results=found,
        figure=_weeks(found, words) if found else None,
        totals=[(one, pieces.get(one.page)) for one in found.totals] if found else [],
        money=money,
    )


def _weeks(found: Outcomes, words: Words) -> Figure:
    caption = words("Your own results, week by week")
    told = words.listed(f"{n}: {words.number(v)}" for n, v in found.sums().items())
    return Figure(caption, draw(weeks(found.weeks, words), words.language), f"{caption}. {told}")


@page(Act.READ)
def reports(visit: Visit) -> HttpResponse:
    """List the reports, newest first."""
    files = {path.name: _called(path, visit.words) for path in _written(visit)}
    return visit.show("measure/reports.html", files=files)


def _called(path: Path, words: Words) -> str:
    """Say of which day a report is, in which language and form; another file keeps its name."""
    day, _, language = path.stem.partition(".")
    try:
        made = words.date(date.fromisoformat(day))
    except ValueError:
        return path.name
    return f"{made} · {words.language_name(language)} · {path.suffix[1:].upper()}"


@page(Act.READ)
def report(visit: Visit, name: str) -> FileResponse:
    """Hand out one report as a file."""
    found = {path.name: path for path in _written(visit)}
    if name not in found:
        raise Http404
    return FileResponse(found[name].open("rb"), as_attachment=True)


def _written(visit: Visit) -> list[Path]:
    kinds = (".html", ".pdf")
    folder = visit.team.root / FOLDER
    return sorted((p for p in folder.glob("*") if p.suffix in kinds), reverse=True)
