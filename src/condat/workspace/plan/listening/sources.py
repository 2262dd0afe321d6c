"""Sources: tried before they are kept, read on time, rested or taken out; how each fares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from condat.core.errors import CondatError, InputError, SourceError
from condat.core.watch import Watch
from condat.core.words import Words, mark
from condat.listen.discover import Found, look, with_scheme
from condat.plan.scope import side_of
from condat.report.labels import SIDES
from condat.usecases.listen import listening, sources
from condat.usecases.listen.health import Health, health
from condat.usecases.listen.logins import entered
from condat.usecases.search.searching import Wish, search
from condat.workspace.jobs.actions import ask
from condat.workspace.plan.listening.fields import typed
from condat.workspace.plan.logins.actions import drop, keep
from condat.workspace.plan.logins.forms import WAYS, LoginForm
from condat.workspace.plan.logins.queries import kept_in
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

EVERY = {
    "1h": mark("every hour"),
    "6h": mark("every six hours"),
    "1d": mark("every day"),
    "7d": mark("every week"),
}
FOUND = {
    "feeds": mark("A feed: entries as the site publishes them."),
    "wordpress": mark("A WordPress site: every post from the first, with its comments."),
}


CLOSED = ("401", "403")


@page(Act.LISTEN, "POST")
def attempt(visit: Visit) -> HttpResponse:
    """Find out what an address is and what it gives now; nothing is kept."""
    return _tried(visit, _look)


@page(Act.LISTEN, "POST")
def add(visit: Visit) -> HttpResponse:
    """Listen to an address from now on; it is tried once more."""
    return _tried(visit, _add)


@page(Act.READ)
def source(visit: Visit) -> HttpResponse:
    """Show how a source fares, and what can be done with it."""
    return shown(visit, visit.request.GET.get("name", ""))


@page(Act.LISTEN, "POST")
def probe(visit: Visit) -> HttpResponse:
    """Try a source now, without keeping anything."""
    (known,) = sources.chosen(visit.desk, (_name(visit),))
    try:
        with listening.opened(visit.desk) as client:
            fetch = entered(known, client, kept_in(visit.desk.root))
            return shown(visit, known.name, found=look(known.address, fetch))
    except SourceError as error:
        return shown(visit, known.name, problem=error)


@page(Act.LISTEN, "POST")
def change(visit: Visit) -> HttpResponse:
    """Change how often a source is read, rest it or wake it."""
    name, given = _name(visit), visit.request.POST
    paused = {"yes": True, "no": False}.get(given.get("paused", ""))
    every = given.get("every", "")
    told = {"every": every, "paused": paused}
    with transaction.atomic():
        record(team=visit.team, by=visit.user, what="source changed", subject=name, detail=told)
        sources.change(visit.desk, name, every=every, paused=paused)
    return _back(visit, name)


@page(Act.LISTEN, "POST")
def remove(visit: Visit) -> HttpResponse:
    """Stop listening to a source; what it gave stays."""
    name = _name(visit)
    with transaction.atomic():
        record(team=visit.team, by=visit.user, what="source removed", subject=name)
        drop(team=visit.team, source=name, by=visit.user)
        sources.remove(visit.desk, name)
    told = visit.words("We no longer listen to {name}; its posts stay.", name=name)
    messages.success(visit.request, told)
    return redirect("listen", visit.team.slug)


@page(Act.LISTEN, "POST")
def run(visit: Visit) -> HttpResponse:
    """Listen now: to one source, or to all that do not rest."""
    name = _name(visit)
    sources.chosen(visit.desk, (name,) if name else ())
    ask(team=visit.team, kind="listen", by=visit.user, arguments={"names": [name]} if name else {})
    return _back(visit, name) if name else redirect("listen", visit.team.slug)


def masked(address: str) -> str:
    """Show an address without what may be a secret in it: a private feed has its key there.

    Examples
    --------
    >>> masked("https://a.example/feed?key=s3cret"), masked("https://a.example/feed")
    ('https://a.example/feed?…', 'https://a.example/feed')
    """
    parts = urlsplit(address)
    shown = parts._replace(query="", fragment="").geturl()
    return f"{shown}?…" if parts.query else shown


def voices(watch: Watch, words: Words) -> dict[str, str]:
    """Name whose voice a source can be, as a form offers it."""
    rivals = {f"competitor:{rival.name}": rival.name for rival in watch.competitors}
    return {"audience": words("The audience"), "ours": words("Us"), **rivals}


def _tried(visit: Visit, act: Callable[[Visit, Mapping[str, str]], HttpResponse]) -> HttpResponse:
    """Do something with an address; what is wrong is said beside it, and what was typed kept."""
    given = visit.request.POST.dict()
    given["address"] = given.get("address", "").strip()
    try:
        if not given["address"]:
            raise InputError(mark("Give the address of a site or a feed."))
        if given.get("side", "audience") not in voices(visit.desk.watch, visit.words):
            raise InputError(mark("Say who is speaking there."))
        return act(visit, given)
    except CondatError as error:
        told = " ".join(filter(None, (error.said(visit.words), error.advised(visit.words))))
        closed = error.values.get("status") in CLOSED
        return _try_page(visit, given, problem=told, login=_login(visit), closed=closed)


def _look(visit: Visit, given: Mapping[str, str]) -> HttpResponse:
    with listening.opened(visit.desk) as fetch:
        return _try_page(visit, given, found=look(given["address"], fetch))


def _login(visit: Visit) -> LoginForm | None:
    """Return the login that was typed with an address, if one was."""
    given = visit.request.POST
    return LoginForm(visit.words, given) if "way" in given else None


def _add(visit: Visit, given: Mapping[str, str]) -> HttpResponse:
    login = _login(visit)
    known = login.bound(with_scheme(given["address"]), visit.words) if login else None
    if login and known is None:
        return _try_page(visit, given, login=login)
    name, side = given.get("name", "").strip(), given.get("side", "audience")
    with listening.opened(visit.desk) as client:  # others write meanwhile: a site may be slow
        found = sources.tried(given["address"], client.fetcher(credential=known), known)
    with transaction.atomic():
        kept = sources.keep(visit.desk, found, name=name, side=side, credential=known)
        record(team=visit.team, by=visit.user, what="source added", subject=kept.name)
        if known:
            keep(team=visit.team, source=kept.name, credential=known, by=visit.user)
        if given.get("every") in sources.PAUSES:
            sources.change(visit.desk, kept.name, every=given["every"])
        asked = {"names": [kept.name]}
        ask(team=visit.team, kind="listen", by=visit.user, arguments=asked)
    return _back(visit, kept.name)


def _try_page(
    visit: Visit,
    given: Mapping[str, str],
    *,
    found: Found | None = None,
    problem: str = "",
    login: LoginForm | None = None,
    closed: bool = False,
) -> HttpResponse:
    told: dict[str, Any] = {"given": typed(given), "found": found, "problem": problem}
    told |= {"voices": voices(visit.desk.watch, visit.words), "every": EVERY, "kinds_found": FOUND}
    told |= {"login": login or LoginForm(visit.words), "closed": closed or login is not None}
    answer = visit.show("plan/source_try.html", **told)
    answer.status_code = 200 if found else 422
    return answer


def shown(
    visit: Visit,
    name: str,
    *,
    found: Found | None = None,
    problem: SourceError | None = None,
    login: LoginForm | None = None,
) -> HttpResponse:
    """Show a source, with what came of trying it, or what is wrong with its login."""
    (known,) = sources.chosen(visit.desk, (name,))
    told: dict[str, Any] = {
        "source": known,
        "fares": _fares(visit, name),
        "heard": _heard(visit, name),
        "kept": visit.team.logins.filter(source=name).first(),
        "ways": WAYS,
        "login": login or LoginForm(visit.words),
    }
    told |= {"side": side_of(visit.desk.watch, name, ()), "found": found, "problem": problem}
    told |= {"every": EVERY, "kinds_found": FOUND, "address": masked(known.address)}
    told |= {"sides": SIDES, "zone": ZoneInfo(visit.desk.settings.plan.time_zone)}
    jobs = visit.team.jobs.filter(kind="listen")[:1]
    return visit.show("plan/source.html", jobs=jobs, **told)


def _fares(visit: Visit, name: str) -> Health:
    return next(one for one in health(visit.desk, datetime.now(UTC)) if one.name == name)


def _heard(visit: Visit, name: str) -> int | None:
    """Count what a source gave; None before it can be counted."""
    try:
        return search(visit.desk, Wish(source=name)).count
    except CondatError:
        return None


def _name(visit: Visit) -> str:
    return visit.request.POST.get("name", "")


def _back(visit: Visit, name: str) -> HttpResponse:
    return redirect(reverse("source", args=[visit.team.slug], query={"name": name}))
