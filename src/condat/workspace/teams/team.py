"""Settings of a team as a whole, and of oneself in it."""

from __future__ import annotations

from zoneinfo import available_timezones

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from condat.core.errors import InputError
from condat.core.words import LANGUAGES, Words, mark
from condat.usecases.desk import Desk
from condat.usecases.team.naming import set_team
from condat.workspace.pages.forms import Spoken, offer
from condat.workspace.record.actions import record
from condat.workspace.teams import actions
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.models import Membership
from condat.workspace.teams.roles import Act

ZONES = sorted(zone for zone in available_timezones() if "/" in zone and "Etc" not in zone)


class TeamForm(Spoken):
    """What a team is called and how it is written to."""

    name = forms.CharField(label=mark("Name"), max_length=120)
    language = forms.ChoiceField(
        label=mark("Language of plans and reports"), choices=[(one, one) for one in LANGUAGES]
    )
    time_zone = forms.ChoiceField(
        label=mark("Time zone"), choices=[(zone, zone) for zone in ["UTC", *ZONES]]
    )

    def __init__(self, words: Words, data: object = None, **more: object) -> None:
        super().__init__(words, data, **more)
        offer(self, "language", [(one, words.language_name(one)) for one in LANGUAGES])


class MineForm(Spoken):
    """What one is called and reads."""

    name = forms.CharField(label=mark("Your name"), max_length=120, required=False)
    language = forms.ChoiceField(label=mark("Your language"), choices=(), required=False)

    def __init__(self, words: Words, data: object = None, **more: object) -> None:
        super().__init__(words, data, **more)
        named = [(one, words.language_name(one)) for one in LANGUAGES]
        offer(self, "language", [("", words("The browser’s")), *named])


@page(Act.READ)
def team(visit: Visit) -> HttpResponse:
    """Show what the team is called and how it is written to."""
    return _team(visit, TeamForm(visit.words, initial=_called(visit)))


def _team(visit: Visit, form: TeamForm, status: int = 200) -> HttpResponse:
    logins = visit.team.logins.order_by("source")
    return _show(visit, form, "team", status, seen=visit.opened(_called(visit)), logins=logins)


def _called(visit: Visit) -> dict[str, str]:
    settings = Desk.open(visit.team.root).settings
    zone = settings.plan.time_zone
    return {"name": settings.name, "language": settings.language, "time_zone": zone}


@page(Act.MANAGE, "POST")
def change(visit: Visit) -> HttpResponse:
    """Change it, in the browser and in the folder."""
    form = TeamForm(visit.words, visit.request.POST)
    if not form.is_valid():
        return _team(visit, form, 422)
    with transaction.atomic():
        visit.still(lambda: _called(visit))
        changed = set_team(visit.desk, **form.cleaned_data)
        visit.team.name = form.cleaned_data["name"]
        visit.team.save(update_fields=["name"])
        record(team=visit.team, by=visit.user, what="team changed", detail=changed)
    return redirect("team", visit.team.slug)


@page(Act.READ)
def mine(visit: Visit) -> HttpResponse:
    """Show one's name and language, password, second factor, and the way out of the team."""
    now = {"name": visit.user.name, "language": visit.user.language}
    return _show(visit, MineForm(visit.words, initial=now), "mine")


@page(Act.READ, "POST")
def change_mine(visit: Visit) -> HttpResponse:
    """Change one's name and language, here and in every team."""
    form = MineForm(visit.words, visit.request.POST)
    if not form.is_valid():
        return _show(visit, form, "mine", 422)
    visit.user.name, visit.user.language = (
        form.cleaned_data["name"],
        form.cleaned_data["language"],
    )
    visit.user.save(update_fields=["name", "language"])
    return redirect("mine", visit.team.slug)


@page(Act.READ, "POST")
def leave(visit: Visit) -> HttpResponse:
    """Leave the team, confirmed with its name; its last owner cannot."""
    _confirmed(visit, visit.team.name)
    actions.leave(membership=visit.membership)
    return redirect("teams")


@page(Act.MANAGE, "POST")
def transfer(visit: Visit, number: int) -> HttpResponse:
    """Make another member owner in one's own place, confirmed with their address."""
    to = get_object_or_404(Membership, pk=number, team=visit.team)
    _confirmed(visit, to.user.email)
    actions.transfer(membership=visit.membership, to=to)
    return redirect("settings", visit.team.slug)


def _confirmed(visit: Visit, text: str) -> None:
    if visit.request.POST.get("confirm", "").strip().casefold() != text.casefold():
        raise InputError(mark("Type “{text}” to confirm."), text=text)


def _show(visit: Visit, form: Spoken, name: str, status: int = 200, **more: object) -> HttpResponse:
    shown = visit.show(f"teams/{name}.html", form=form, **more)
    shown.status_code = status
    return shown
