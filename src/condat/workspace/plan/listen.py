"""Listening: the watch, the sources and how they fare, imports, and search over what was heard."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from condat.report.sections import conversation
from condat.usecases import health, listening, sources
from condat.workspace.jobs.actions import ask
from condat.workspace.plan.uploads import keep
from condat.workspace.record.actions import record
from condat.workspace.standing import standing
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

SIDES = ("audience", "ours")


@page(Act.READ)
def listen(visit: Visit) -> HttpResponse:
    """Show what is listened to and how much was heard."""
    desk = visit.desk
    facts = standing(desk, visit.words)
    return visit.show(
        "plan/listen.html",
        watch=desk.watch,
        sources=health.health(desk, datetime.now(UTC)) if sources.sources_of(desk) else [],
        conversation=conversation.section(facts) if facts else None,
        jobs=visit.team.jobs.filter(kind__in=("import", "listen"))[:3],
    )


@page(Act.LISTEN, "POST")
def add(visit: Visit) -> HttpResponse:
    """Find out what an address is, try it, and listen to it from now on."""
    given = visit.request.POST
    side = given.get("side", "")
    with transaction.atomic(), listening.opened(visit.desk) as client:
        source, _ = sources.add(
            visit.desk,
            given.get("address", "").strip(),
            fetch=client,
            side=side if side in SIDES else "",
        )
        record(team=visit.team, by=visit.user, what="source added", subject=source.name)
    ask(team=visit.team, kind="listen", by=visit.user, arguments={"names": [source.name]})
    return redirect("listen", visit.team.slug)


@page(Act.LISTEN, "POST")
def remove(visit: Visit, name: str) -> HttpResponse:
    """Stop listening to a source; what it gave stays."""
    with transaction.atomic():
        record(team=visit.team, by=visit.user, what="source removed", subject=name)
        sources.remove(visit.desk, name)
    return redirect("listen", visit.team.slug)


@page(Act.LISTEN, "POST")
def run(visit: Visit) -> HttpResponse:
    """Listen to every source now."""
    ask(team=visit.team, kind="listen", by=visit.user, arguments={})
    return redirect("listen", visit.team.slug)


@page(Act.LISTEN, "POST")
def upload(visit: Visit) -> HttpResponse:
    """Take a file in and import it in the background."""
    path = keep(visit.request.FILES.get("file"), visit.team)
    side = visit.request.POST.get("side", "")
    arguments = {"paths": [str(path)], "side": side if side in SIDES else ""}
    ask(team=visit.team, kind="import", by=visit.user, arguments=arguments)
    return redirect("listen", visit.team.slug)
