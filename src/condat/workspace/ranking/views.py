"""The page where a team turns public rankings on and off, and the public page itself."""

from __future__ import annotations

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from condat.workspace.accounts.language import words_of
from condat.workspace.pages.found import found
from condat.workspace.pages.sheet import HASH, STYLE
from condat.workspace.protection.queries import notices
from condat.workspace.ranking import actions
from condat.workspace.ranking.forms import PublishForm
from condat.workspace.ranking.models import PublicRanking
from condat.workspace.ranking.queries import ranking as laid_out
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def rankings(visit: Visit) -> HttpResponse:
    """Show how a ranking would look, which are public, and the form that makes one so."""
    return _show(visit, PublishForm(visit.words, initial={"contact": visit.user.email}))


@page(Act.MANAGE, "POST")
def publish(visit: Visit) -> HttpResponse:
    """Make a ranking public, under the visitor's name."""
    form = PublishForm(visit.words, visit.request.POST)
    topic = visit.request.POST.get("topic", "")
    if not form.is_valid() or laid_out(visit.team, topic, visit.words) is None:
        return _show(visit, form, 422)
    given = form.cleaned_data
    actions.publish(
        team=visit.team, topic=topic, contact=given["contact"], by=visit.user, why=given["why"]
    )
    return redirect("ranking", visit.team.slug)


@page(Act.MANAGE, "POST")
def withdraw(visit: Visit, number: int) -> HttpResponse:
    """Take a public ranking back."""
    public = get_object_or_404(PublicRanking, pk=number, team=visit.team, ended_at=None)
    why = visit.request.POST.get("why", "").strip()
    actions.withdraw(ranking=public, by=visit.user, why=why)
    return redirect("ranking", visit.team.slug)


def _show(visit: Visit, form: PublishForm, status: int = 200) -> HttpResponse:
    here = found(visit.desk, visit.words)
    topic = visit.request.GET.get("topic", "") or visit.request.POST.get("topic", "")
    topics = here.table("topics").select(["topic", "label"]).to_pylist() if here else []
    shown = visit.show(
        "ranking/rankings.html",
        form=form,
        topic=topic,
        topics=topics,
        labels={one["topic"]: one["label"] for one in topics},
        ranking=laid_out(visit.team, topic, visit.words),
        public=visit.team.rankings.filter(ended_at=None),
        site=settings.URL,
    )
    shown.status_code = status
    return shown


@require_safe
@csp_update({"style-src": [f"'sha256-{HASH}'"]})
def public(request: HttpRequest, token: str) -> HttpResponse:
    """Show a ranking to anybody, as long as the team lets it be seen."""
    known = get_object_or_404(PublicRanking, token=token, ended_at=None)
    words = words_of(request)
    shown = laid_out(known.team, known.topic, words)
    if shown is None:
        raise Http404
    return render(
        request,
        "ranking/public.html",
        {
            "ranking": shown,
            "public": known,
            "style": STYLE,
            "notice": bool(notices(known.team)),
        },
    )
