"""Imports: a file is looked into, its mapping corrected, then imported; or one post is given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from condat.core.errors import CondatError, InputError
from condat.core.words import Words
from condat.listen.mapping.layout import Layout
from condat.report.labels import TABLES
from condat.usecases.listen import previewing
from condat.usecases.listen.importing_post import FIGURES, Read, leave, read_post
from condat.usecases.listen.importing_told import Imported
from condat.usecases.listen.previewing import Look
from condat.workspace.jobs.actions import ask
from condat.workspace.plan.listening import uploads
from condat.workspace.plan.listening.columns import COLUMNS, ORDERS, TITLES, cell, shown
from condat.workspace.plan.listening.fields import typed
from condat.workspace.plan.listening.rejects import Reject, reject
from condat.workspace.plan.listening.sources import voices
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

TOLD = ("text", "title", "author", "published", *FIGURES)


@page(Act.LISTEN)
def start(visit: Visit) -> HttpResponse:
    """Show the two ways in: a file, one post."""
    return _start(visit, {})


@page(Act.LISTEN, "POST")
def upload(visit: Visit) -> HttpResponse:
    """Take a file in, to be looked at; nothing is imported yet."""
    try:
        number = uploads.keep(visit.request.FILES.get("file"), visit.team)
    except InputError as error:
        return _start(visit, {"file": _said(error, visit)}, status=422)
    return redirect("preview", visit.team.slug, number)


@page(Act.LISTEN, "GET", "POST")
def preview(visit: Visit, number: UUID) -> HttpResponse:
    """Show what a file is taken for and its first rows; import it when that is right."""
    path = uploads.find(visit.team, number)
    given = (visit.request.POST or visit.request.GET).dict()
    try:
        found = _look(visit, path, given)
        if given.get("act") == "import" and found.file and not found.problem:
            _import(visit, path, given, found)
            return redirect("listen", visit.team.slug)
    except InputError as error:
        if error.field == "keep":
            return _preview(visit, path, given, found, {"keep": _said(error, visit)}, 422)
        uploads.drop(path)
        return _start(visit, {"file": _said(error, visit)}, status=422)
    missing = {key: visit.words("needs a column") for key in found.missing}
    wrong = bool(missing or found.problem) and visit.request.method == "POST"
    return _preview(visit, path, given, found, missing, 422 if wrong else 200)


@page(Act.LISTEN, "POST")
def drop(visit: Visit, number: UUID) -> HttpResponse:
    """Remove a file that was sent, without importing it."""
    uploads.drop(uploads.find(visit.team, number))
    return redirect("import", visit.team.slug)


@page(Act.LISTEN, "POST")
def post(visit: Visit) -> HttpResponse:
    """Show one post as it would come in, or import it."""
    given = {name: value.strip() for name, value in visit.request.POST.dict().items()}
    try:
        told = {name: given[name] for name in TOLD if given.get(name)}
        found = read_post(visit.desk, address=given.get("address", ""), options=told)
        if given.get("act") == "import":
            _keep(visit, given, found)
            return redirect("listen", visit.team.slug)
    except CondatError as error:
        field = getattr(error, "field", "") or "address"
        return _start(visit, {field: _said(error, visit)}, given, status=422)
    rows = found.told.preview
    return _start(visit, {}, given, found=rows["posts"][0] | {"names": _names(rows)})


def _keep(visit: Visit, given: Mapping[str, str], found: Read) -> None:
    what = given.get("address") or given.get("title", "")
    folder = uploads.room(visit.team)
    leave(found, folder)
    told = {"folder": str(folder), "source": found.told.source, "side": _side(visit, given)}
    with transaction.atomic():
        record(team=visit.team, by=visit.user, what="post imported", subject=what[:300])
        ask(team=visit.team, kind="post", by=visit.user, arguments=told)


def _look(visit: Visit, path: Path, given: Mapping[str, str]) -> Look:
    layout, told = (
        given.get("layout", ""),
        {name: given.get(name, "") for name in ("dates", "source")},
    )
    picks = {name[5:]: value for name, value in given.items() if name.startswith("pick-")}
    if picks and given.get("layout") == given.get("before"):
        return previewing.remap(visit.desk, path, layout=layout, picks=picks, **told)
    path.with_name(previewing.MAPPING).unlink(missing_ok=True)
    return previewing.look(visit.desk, path, layout=layout, **told)


def _import(visit: Visit, path: Path, given: Mapping[str, str], found: Look) -> None:
    mapping = path.with_name(previewing.MAPPING)
    if given.get("keep", "").strip() and mapping.exists():
        previewing.keep_mapping(visit.desk, path, given["keep"].strip())
    arguments = {
        "paths": [str(path)],
        "layout": str(mapping) if mapping.exists() else found.layout.name,
        "side": _side(visit, given),
        "dates": given.get("dates", ""),
        "source": given.get("source", "").strip(),
    }
    with transaction.atomic():
        record(team=visit.team, by=visit.user, what="file imported", subject=path.name)
        ask(team=visit.team, kind="import", by=visit.user, arguments=arguments)


def _preview(
    visit: Visit,
    path: Path,
    given: Mapping[str, str],
    found: Look,
    problems: Mapping[str, str],
    status: int,
) -> HttpResponse:
    layouts = previewing.layouts(visit.desk)
    titles = {one.name: _title(one, visit.words) for one in (*layouts, found.layout)}
    told: dict[str, Any] = {"file": path.name, "number": path.parent.name, "given": typed(given)}
    told |= {"found": found, "problems": typed(problems), "columns": COLUMNS, "orders": ORDERS}
    told |= {
        "picks": typed(found.picks),
        "layouts": layouts,
        "tables": TABLES,
    }
    told |= {"voices": voices(visit.desk.watch, visit.words)}
    told |= {"titles": titles, "problem": _problem(found, titles, visit.words), "cell": cell}
    told |= {"rows": shown(found.file, found.layout.main) if found.file else []}
    told |= {"rejects": _rejects(found.file, visit.words), "most": previewing.MOST}
    answer = visit.show("plan/preview.html", **told)
    answer.status_code = status
    return answer


def _title(layout: Layout, words: Words) -> str:
    return words(TITLES[layout.name]) if layout.name in TITLES else layout.title


def _problem(found: Look, titles: Mapping[str, str], words: Words) -> str:
    """Say why a file cannot be read; what it should be is called by its title, as on the page."""
    if found.problem is None:
        return ""
    found.problem.values["layout"] = words.quote(titles[found.layout.name])
    return found.problem.said(words)


def _start(
    visit: Visit,
    problems: Mapping[str, str],
    given: Mapping[str, str] | None = None,
    *,
    found: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    told: dict[str, Any] = {"problems": typed(problems), "given": typed(given), "found": found}
    told |= {
        "voices": voices(visit.desk.watch, visit.words),
        "figures": FIGURES,
        "columns": COLUMNS,
    }
    jobs = visit.team.jobs.filter(kind="import")[:2]
    answer = visit.show("plan/import.html", jobs=jobs, **told)
    answer.status_code = status
    return answer


def _side(visit: Visit, given: Mapping[str, str]) -> str:
    side = given.get("side", "")
    return side if side in voices(visit.desk.watch, visit.words) else ""


def _said(error: CondatError, visit: Visit) -> str:
    told = (error.said(visit.words), error.advised(visit.words))
    return " ".join(filter(None, told))


def _names(rows: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    return [author["name"] for author in rows.get("authors", []) if author["name"]]


def _rejects(file: Imported | None, words: Words) -> list[Reject]:
    return [reject(row, words) for row in file.rejects] if file else []
