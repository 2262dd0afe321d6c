"""Data protection: the duties and where each stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from condat.core.settings import Retention
from condat.core.words import LANGUAGES, Words
from condat.workspace.accounts.language import words_of
from condat.workspace.protection import queries
from condat.workspace.protection.models import Balance
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.models import Team
from condat.workspace.teams.roles import Act


@dataclass(frozen=True)
class Duty:
    """One thing that is owed to people: the page where it is done, and where it stands."""

    page: str
    label: str
    state: str
    done: bool


@page(Act.READ)
def protection(visit: Visit) -> HttpResponse:
    """Show what is owed to the people whom the team listens to, and what is open."""
    kept = visit.desk.settings.retention
    duties = [*_duties(visit.team, visit.words), _retained(kept, visit.words)]
    return visit.show("protection/protection.html", duties=duties)


def _duties(team: Team, words: Words) -> list[Duty]:
    told, weighed = queries.notices(team), queries.balance(team)
    approved = bool(weighed and weighed.approved_by)
    return [
        Duty("notice", words("Notice"), _told(list(told), words), bool(told)),
        Duty("objections", words("Objections"), _objecting(team, words), done=True),
        Duty("balance", words("Balancing record"), _weighed(weighed, words), approved),
    ]


def _retained(kept: Retention, words: Words) -> Duty:
    told = words.plural(
        "Prospects are deleted after {count} month",
        "Prospects are deleted after {count} months",
        kept.prospects_months,
    )
    return Duty("retention", words("Retention"), told, done=True)


def _told(languages: list[str], words: Words) -> str:
    if not languages:
        return words("Not written yet.")
    return words("Public in: {languages}", languages=[*map(words.language_name, languages)])


def _objecting(team: Team, words: Words) -> str:
    count = team.objections.count()
    if not count:
        return words("Nobody objects.")
    return words.plural("{count} person objects", "{count} people object", count)


def _weighed(found: Balance | None, words: Words) -> str:
    if found is None:
        return words("Not written yet.")
    if not found.approved_by or found.approved_at is None:
        return words("Written; it waits for an approval.")
    date = words.date(found.approved_at)
    return words("Approved by {by} on {date}.", by=found.approved_by, date=date)


@require_GET
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a team's notice to anybody, in their language where it is written."""
    team = get_object_or_404(Team, slug=slug)
    told = queries.notices(team)
    if not told:
        raise Http404
    asked = request.GET.get("language", words_of(request).language)
    shown = told.get(asked) or next(told[one] for one in LANGUAGES if one in told)
    return render(
        request, "protection/public.html", {"notice": shown, "team": team, "languages": list(told)}
    )
