"""A person's data: taken out for them, or erased; and how long data is kept."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect

from condat.core.errors import CondatError
from condat.core.words import mark
from condat.usecases.keep import disclosing, forgetting
from condat.usecases.keep.retention import set_retention
from condat.workspace.jobs.actions import ask
from condat.workspace.pages.forms import Spoken
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


class RetentionForm(Spoken):
    """How many months; nothing keeps for good."""

    posts = forms.IntegerField(
        label=mark("Months that posts are kept after they were published"),
        help_text=mark("Leave empty to keep them."),
        min_value=1,
        max_value=600,
        required=False,
    )
    prospects = forms.IntegerField(
        label=mark("Months that contacts are kept after the last contact with them"),
        help_text=mark("The French data protection authority recommends 36 for prospects."),
        min_value=1,
        max_value=600,
    )


@page(Act.MANAGE)
def person(visit: Visit) -> HttpResponse:
    """Ask of whom: what is held, or that it is erased."""
    return asked_of(visit)


@page(Act.MANAGE, "POST")
def disclose(visit: Visit) -> FileResponse | HttpResponse:
    """Hand out everything that is held of a person as a zip."""
    who = visit.request.POST.get("who", "").strip()
    try:
        found = forgetting.find(visit.desk, who)
    except CondatError as error:
        said = f"{error.said(visit.words)} {error.advised(visit.words)}".strip()
        return asked_of(visit, who=who, problem=said)
    held = disclosing.disclose(visit.desk, found) | _decided(visit, found)
    about = visit.words("Everything held about {name}.", name=who)
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "data.zip"
        disclosing.write(held, archive, about)
        opened = archive.open("rb")  # it stays readable after its folder has gone
    record(team=visit.team, by=visit.user, what="data disclosed")
    return FileResponse(opened, as_attachment=True, filename="data.zip")


def _decided(visit: Visit, found: forgetting.Person) -> dict[str, disclosing.Rows]:
    """Add what the team itself wrote of them: objections, and the record."""
    objections = visit.team.objections.filter(person_uri__in=[found.uri, *found.uris])
    lines = visit.team.decisions.filter(subject__in=[*found.names, *found.uris])
    rows: dict[str, Any] = {
        "objections": objections.values("name", "at", "how", "note"),
        "record": lines.values("at", "name", "what", "subject", "why"),
    }
    return {name: list(some) for name, some in rows.items() if some}


@page(Act.READ)
def retention(visit: Visit) -> HttpResponse:
    """Show how long data is kept, and what left last."""
    kept = visit.desk.settings.retention
    now = {"posts": kept.posts_months, "prospects": kept.prospects_months}
    return _retention(visit, RetentionForm(visit.words, initial=now))


@page(Act.MANAGE, "POST")
def set_months(visit: Visit) -> HttpResponse:
    """Keep data for another time."""
    form = RetentionForm(visit.words, visit.request.POST)
    if not form.is_valid():
        return _retention(visit, form, 422)
    with transaction.atomic():
        record(team=visit.team, by=visit.user, what="retention changed", detail=form.cleaned_data)
        set_retention(visit.desk, **form.cleaned_data)
    return redirect("retention", visit.team.slug)


@page(Act.MANAGE, "POST")
def retain(visit: Visit) -> HttpResponse:
    """Let what was kept long enough leave now."""
    ask(team=visit.team, kind="retain", by=visit.user, arguments={"team": visit.team.slug})
    return redirect("retention", visit.team.slug)


def _retention(visit: Visit, form: RetentionForm, status: int = 200) -> HttpResponse:
    jobs = visit.team.jobs.filter(kind="retain")[:1]
    kept = visit.desk.settings.retention
    shown = visit.show("protection/retention.html", form=form, jobs=jobs, kept=kept)
    shown.status_code = status
    return shown


def asked_of(
    visit: Visit, *, who: str = "", problem: str = "", erases: str = "", lost: str = ""
) -> HttpResponse:
    """Show both forms; with what was typed and why it led nowhere."""
    jobs = visit.team.jobs.filter(kind="forget")[:1]
    told = {"who": who, "problem": problem, "erases": erases, "lost": lost}
    shown = visit.show("protection/person.html", jobs=jobs, **told)
    shown.status_code = 422 if problem or lost else 200
    return shown
