"""The first pages: my teams, and the home of one."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from condat.core import settings as settings_file
from condat.core.errors import CondatError, InputError
from condat.core.settings import Settings
from condat.workspace.accounts.models import User
from condat.workspace.home import actions
from condat.workspace.home.jobs import JOBS, STATES, Scene, jobs
from condat.workspace.home.letter import member_of
from condat.workspace.home.models import Silence
from condat.workspace.home.queries import money, news, parted, signal_days, waiting
from condat.workspace.jobs.queries import latest
from condat.workspace.pages.standing import standing
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.models import Membership, Team
from condat.workspace.teams.roles import Act


@login_required
@require_GET
def teams(request: HttpRequest) -> HttpResponse:
    """Show the teams that the visitor is in; straight to it when there is one."""
    mine = cast(User, request.user).memberships.select_related("team")
    if len(mine) == 1:
        return redirect("home", mine[0].team.slug)
    return render(request, "teams.html", {"known": [(one.team, _of(one.team)) for one in mine]})


def _of(team: Team) -> Settings | None:
    """Return the settings of a team; None when its folder cannot be read: the others show."""
    try:
        return settings_file.load(team.root)
    except CondatError:
        return None


@page(Act.READ)
def home(visit: Visit) -> HttpResponse:
    """Show what waits, where the cycle stands, and what changed since the last visit."""
    shown = _home(visit)
    visit.membership.seen_at = timezone.now()
    visit.membership.save(update_fields=["seen_at"])
    return shown


def _home(visit: Visit, wrong: str = "") -> HttpResponse:
    facts = standing(visit.desk, visit.words)
    since = visit.membership.seen_at
    lines = visit.team.decisions.all()
    cycle = actions.cycle_of(visit.team)
    every = waiting(visit.team, visit.desk, facts, visit.words)
    mine, others = parted(every, visit.may)
    answer = visit.show(
        "home.html",
        facts=facts,
        waiting=mine,
        others=others,
        since=since,
        news=news(visit.team, since, visit.words) if since else [],
        changed=(lines.filter(at__gt=since) if since else lines)[:12],
        ring=jobs(Scene(visit.team, visit.desk, facts, cycle, visit.words)),
        standings=STATES,
        cycle=cycle,
        past=visit.team.cycles.exclude(ended_at=None)[:3],
        days=signal_days(facts),
        money=money(visit.team, visit.desk, facts, visit.words),
        members=visit.team.memberships.select_related("user"),
        silent=Silence.objects.filter(membership=visit.membership).exists(),
        jobs=latest(visit.team, 3),
        wrong=wrong,
    )
    answer.status_code = 422 if wrong else 200
    return answer


@page(Act.DECIDE, "POST")
def believe(visit: Visit) -> HttpResponse:
    """Write the hypothesis of the cycle."""
    try:
        text = visit.request.POST.get("hypothesis", "")
        actions.believe(team=visit.team, by=visit.user, hypothesis=text)
    except InputError as error:
        return _home(visit, error.said(visit.words))
    return redirect(visit.address("home") + "#cycle")


@page(Act.DECIDE, "POST")
def review(visit: Visit) -> HttpResponse:
    """End the cycle with what became of its hypothesis."""
    try:
        actions.review(team=visit.team, by=visit.user, text=visit.request.POST.get("review", ""))
    except InputError as error:
        return _home(visit, error.said(visit.words))
    return redirect(visit.address("home") + "#cycle")


@page(Act.DECIDE, "POST")
def assign(visit: Visit) -> HttpResponse:
    """Let members see to the jobs that were given to somebody else on the form."""
    mine = Membership.objects.filter(team=visit.team)
    owners = {
        job: get_object_or_404(mine, pk=chosen) if chosen.isdecimal() else None
        for job, chosen in _given(visit.request.POST)
    }
    for job, owner in owners.items():
        actions.assign(team=visit.team, by=visit.user, job=job, owner=owner)
    return redirect(visit.address("home") + "#cycle")


def _given(posted: QueryDict) -> list[tuple[str, str]]:
    """Return the jobs whose field says other than it was shown with: the rest may have moved on."""
    fields = [(job, posted.get(job)) for job in JOBS]
    return [
        (job, str(chosen))
        for job, chosen in fields
        if chosen is not None and chosen != posted.get(f"{job}-was")
    ]


@page(Act.READ, "POST")
def hear(visit: Visit) -> HttpResponse:
    """Let the visitor get the letter on Mondays, or not."""
    actions.hear(membership=visit.membership, wanted=visit.request.POST.get("wanted") == "yes")
    return redirect(visit.address("home") + "#letter")


@csrf_exempt  # mail programs ask with one click, without a page of ours (RFC 8058)
@require_http_methods(["GET", "POST", "HEAD"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End the letters to who has the signed address."""
    membership = member_of(token)
    if request.method == "POST":
        actions.hear(membership=membership, wanted=False)
    told = {"team": membership.team, "done": request.method == "POST"}
    return render(request, "home/stop.html", told)
