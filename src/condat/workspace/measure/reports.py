"""Reports to read and to share, written anew in any language; every table as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect

from condat.core.errors import InputError
from condat.core.words import LANGUAGES, Words, mark
from condat.usecases.keep.exporting import NAMES, Tables
from condat.usecases.keep.formats import Format
from condat.usecases.plan import plans
from condat.usecases.show.reporting import FOLDER
from condat.workspace.jobs.actions import ask
from condat.workspace.pages.files import handed, tables
from condat.workspace.pages.labels import TABLES
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

FORMS: tuple[Format, ...] = ("csv", "parquet")


@page(Act.READ)
def reports(visit: Visit) -> HttpResponse:
    """List the reports, newest first, and every table with its files."""
    return visit.show(
        "measure/reports.html",
        files={path.name: _called(path, visit.words) for path in _written(visit)},
        languages=LANGUAGES,
        planned=bool(plans.versions(visit.desk)),
        tables=_counted(tables(visit.desk, visit.words)) if visit.may(Act.LISTEN) else {},
        labels=TABLES,
        forms=FORMS,
        jobs=visit.team.jobs.filter(kind="report")[:1],
    )


@page(Act.DECIDE, "POST")
def write(visit: Visit) -> HttpResponse:
    """Ask for the report of the last plan in a language."""
    language = visit.request.POST.get("language", "")
    if language not in LANGUAGES:
        raise InputError(
            mark("There is no report in this language: {language}."), language=language
        )
    ask(team=visit.team, kind="report", by=visit.user, arguments={"languages": [language]})
    return redirect("reports", visit.team.slug)


@page(Act.READ)
def report(visit: Visit, name: str) -> FileResponse:
    """Hand out one report as a file."""
    found = {path.name: path for path in _written(visit)}
    if name not in found:
        raise Http404
    return FileResponse(found[name].open("rb"), as_attachment=True)


@page(Act.LISTEN)
def table(visit: Visit, name: str, form: str) -> StreamingHttpResponse:
    """Hand out a table as a file."""
    for known in FORMS:
        if known == form and name in NAMES:
            return handed(tables(visit.desk, visit.words), name, known)
    raise Http404


def _counted(there: Tables) -> dict[str, int]:
    """Count the rows of the tables that have some."""
    counted = {name: there.rows(name) for name in TABLES}
    return {name: rows for name, rows in counted.items() if rows}


def _called(path: Path, words: Words) -> str:
    """Say of which day a report is, in which language and form; another file keeps its name."""
    day, _, language = path.stem.partition(".")
    try:
        made = words.date(date.fromisoformat(day))
    except ValueError:
        return path.name
    return f"{made} · {words.language_name(language)} · {path.suffix[1:].upper()}"


def _written(visit: Visit) -> list[Path]:
    kinds = (".html", ".pdf")
    folder = visit.team.root / FOLDER
    return sorted((p for p in folder.glob("*") if p.suffix in kinds), reverse=True)
