"""The first pages: my teams, and the home of one."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from condat.workspace.accounts.models import User
from condat.workspace.home.queries import waiting
from condat.workspace.standing import standing
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@login_required
@require_GET
def teams(request: HttpRequest) -> HttpResponse:
    """Show the teams that the visitor is in; straight to it when there is one."""
    mine = cast(User, request.user).memberships.select_related("team")
    if len(mine) == 1:
        return redirect("home", mine[0].team.slug)
    return render(request, "teams.html", {"memberships": mine})


@page(Act.READ)
def home(visit: Visit) -> HttpResponse:
    """Show where the cycle stands, what changed since the last visit, and what waits."""
    facts = standing(visit.desk, visit.words)
    since = visit.membership.seen_at
    lines = visit.team.decisions.all()
    changed = lines.filter(at__gt=since) if since else lines
    shown = visit.show(
        "home.html",
        facts=facts,
        waiting=waiting(visit.desk, facts, visit.words),
        changed=changed[:12],
        jobs=visit.team.jobs.all()[:3],
    )
    visit.membership.seen_at = timezone.now()
    visit.membership.save(update_fields=["seen_at"])
    return shown
