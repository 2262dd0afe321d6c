"""Results and reports."""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, Http404, HttpResponse

from condat.report.sections import performance
from condat.usecases.reporting import FOLDER
from condat.workspace.standing import standing
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def results(visit: Visit) -> HttpResponse:
    """Show what did better than usual, and what goes with it."""
    facts = standing(visit.desk, visit.words)
    sections = [performance.section(facts)] if facts else []
    return visit.show("section.html", sections=sections, facts=facts)


@page(Act.READ)
def reports(visit: Visit) -> HttpResponse:
    """List the reports, newest first."""
    return visit.show("measure/reports.html", files=[path.name for path in _written(visit)])


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
