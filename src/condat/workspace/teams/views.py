"""Settings: members, the record, a person's erasure; and the way in by invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from condat.core.errors import InputError
from condat.core.words import mark
from condat.workspace.accounts.language import words_of
from condat.workspace.accounts.models import User
from condat.workspace.teams import actions
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.models import Invitation, Membership
from condat.workspace.teams.roles import NAMES, Act, Role

LINES = 12


@page(Act.READ)
def settings(visit: Visit) -> HttpResponse:
    """Show who is in the team, and the record of its decisions."""
    return visit.show(
        "teams/settings.html",
        members=visit.team.memberships.select_related("user"),
        invitations=[one for one in visit.team.invitations.all() if one.open],
        roles=NAMES,
        lines=visit.team.decisions.all()[:LINES],
    )


@page(Act.MANAGE, "POST")
def invite(visit: Visit) -> HttpResponse:
    """Ask somebody to join, by mail."""
    email, role = visit.request.POST.get("email", ""), visit.request.POST.get("role", "")
    actions.invite(team=visit.team, email=email, role=_role(role), by=visit.user, words=visit.words)
    return redirect("settings", visit.team.slug)


@page(Act.MANAGE, "POST")
def member(visit: Visit, number: int) -> HttpResponse:
    """Give a member another role, or take them out."""
    membership = get_object_or_404(Membership, pk=number, team=visit.team)
    role = visit.request.POST.get("role", "")
    if role == "":
        actions.remove(membership=membership, by=visit.user)
    else:
        actions.change_role(membership=membership, role=_role(role), by=visit.user)
    return redirect("settings", visit.team.slug)


def _role(name: str) -> Role:
    if name not in NAMES:
        raise InputError(mark("{name} is not a role."), name=name)
    return Role(name)


@require_http_methods(["GET", "POST", "HEAD"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Take an invitation up: with the account one has, or one made now."""
    invitation = actions.find(token)
    words = words_of(request)
    known = User.objects.filter(email=invitation.email).first()
    told: dict[str, Any] = {"invitation": invitation, "known": known, "problems": [], "name": ""}
    if request.method != "POST":
        return render(request, "teams/join.html", told)
    if known:
        return _join_known(request, invitation, known)
    password, name = request.POST.get("password", ""), request.POST.get("name", "").strip()
    try:
        validate_password(password, User(email=invitation.email))
    except forms.ValidationError as error:
        told |= {"problems": error.messages, "name": name}
        return render(request, "teams/join.html", told, status=422)
    user = User.objects.create_user(invitation.email, password, name=name, language=words.language)
    actions.join(invitation=invitation, user=user)
    return perform_login(request, Login(user=user, email=user.email))


def _join_known(request: HttpRequest, invitation: Invitation, known: User) -> HttpResponse:
    """Let only the person of the address take it up: signed in, or sent to sign in."""
    if request.user != known:
        return redirect(f"/accounts/login/?next={request.path}")
    actions.join(invitation=invitation, user=known)
    return redirect("home", invitation.team.slug)
