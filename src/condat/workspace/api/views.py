"""Settings, API: one's tokens, a new one shown once, the end of one."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from condat.workspace.api import tokens
from condat.workspace.api.forms import DOES, TokenForm
from condat.workspace.api.models import Token
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import MAY, Act, Role


@page(Act.READ)
def api(visit: Visit) -> HttpResponse:
    """Show one's tokens; an owner sees everybody's."""
    return _show(visit, _form(visit))


@page(Act.READ, "POST")
def make(visit: Visit) -> HttpResponse:
    """Make a token and show it, this once."""
    form = _form(visit, visit.request.POST)
    if not form.is_valid():
        return _show(visit, form, status=422)
    given = form.cleaned_data
    _, secret = tokens.make(
        membership=visit.membership,
        name=given["name"],
        acts=given["acts"],
        days=int(given["days"]),
    )
    shown = _show(visit, _form(visit), secret=secret)
    shown["Cache-Control"] = "no-store"
    return shown


@page(Act.READ, "POST")
def revoke(visit: Visit, number: int) -> HttpResponse:
    """End a token: one's own, or as an owner anybody's."""
    tokens.revoke(token=get_object_or_404(_seen(visit), pk=number), by=visit.user)
    return redirect("api", visit.team.slug)


def _form(visit: Visit, data: object = None) -> TokenForm:
    return TokenForm(visit.words, MAY[Role(visit.membership.role)], data)


def _seen(visit: Visit) -> QuerySet[Token]:
    every = visit.team.tokens.select_related("user")
    return every if visit.may(Act.MANAGE) else every.filter(user=visit.user)


def _show(visit: Visit, form: TokenForm, *, secret: str = "", status: int = 200) -> HttpResponse:
    known = list(_seen(visit))
    shown = visit.show(
        "api/tokens.html",
        form=form,
        secret=secret,
        tokens=[one for one in known if one.open],
        ended=[one for one in known if not one.open],
        does=DOES,
    )
    shown.status_code = status
    return shown
