"""The login of a source: tried, then kept; replaced; removed."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from condat.core.errors import SourceError
from condat.core.words import mark
from condat.listen.discover import look
from condat.listen.web.credential import Credential
from condat.usecases.listen import listening
from condat.usecases.listen.logins import entered
from condat.usecases.listen.sources import Source, chosen
from condat.workspace.jobs.actions import ask
from condat.workspace.plan.listening.sources import shown
from condat.workspace.plan.logins import actions
from condat.workspace.plan.logins.forms import LoginForm
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

OTHER = mark("The site answers, but does not let us read it so.")


@page(Act.LISTEN, "POST")
def keep(visit: Visit) -> HttpResponse:
    """Try a login; one that works is kept, in the place of the one before."""
    (source,) = chosen(visit.desk, (visit.request.POST.get("name", ""),))
    form = LoginForm(visit.words, visit.request.POST)
    known = form.bound(source.address, visit.words)
    problem = _problem(visit, source, known) if known else ""
    if problem:
        form.add_error("secret", problem)
    if known is None or problem:
        answer = shown(visit, source.name, login=form)
        answer.status_code = 422
        return answer
    with transaction.atomic():
        actions.keep(team=visit.team, source=source.name, credential=known, by=visit.user)
        ask(team=visit.team, kind="listen", by=visit.user, arguments={"names": [source.name]})
    messages.success(visit.request, visit.words("The login works, and is kept."))
    return _back(visit, source)


@page(Act.LISTEN, "POST")
def drop(visit: Visit) -> HttpResponse:
    """Ask a source without a login from now on."""
    (source,) = chosen(visit.desk, (visit.request.POST.get("name", ""),))
    actions.drop(team=visit.team, source=source.name, by=visit.user)
    return _back(visit, source)


def _problem(visit: Visit, source: Source, known: Credential) -> str:
    """Say why a source cannot be read with a login; nothing when it can."""
    try:
        with listening.opened(visit.desk) as client:
            found = look(source.address, entered(source, client, lambda _: known))
    except SourceError as error:
        return error.said(visit.words)
    return "" if found.connector == source.connector else visit.words(OTHER)


def _back(visit: Visit, source: Source) -> HttpResponse:
    return redirect(reverse("source", args=[visit.team.slug], query={"name": source.name}))
