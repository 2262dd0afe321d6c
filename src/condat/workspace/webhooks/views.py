"""Settings, webhooks: who is told of what, and how it went."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from condat.core.errors import CondatError
from condat.core.words import mark
from condat.workspace.pages.forms import Spoken
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act
from condat.workspace.webhooks import actions
from condat.workspace.webhooks.models import KINDS, Delivery, Endpoint

LOG = 50


class EndpointForm(Spoken):
    """Where to, and what."""

    url = forms.URLField(label=mark("Address"), max_length=500, assume_scheme="https")
    kinds = forms.MultipleChoiceField(
        label=mark("Notify it when"),
        choices=list(KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
    )


@page(Act.MANAGE)
def webhooks(visit: Visit) -> HttpResponse:
    """Show which addresses are told, and the last deliveries."""
    return _show(visit, EndpointForm(visit.words))


@page(Act.MANAGE, "POST")
def add(visit: Visit) -> HttpResponse:
    """Tell an address from now on; its secret is shown, this once."""
    form = EndpointForm(visit.words, visit.request.POST)
    if form.is_valid():
        try:
            made = actions.add(team=visit.team, by=visit.user, **form.cleaned_data)
        except CondatError as error:
            form.add_error("url", error.said(visit.words))
        else:
            return _show(visit, EndpointForm(visit.words), secret=made.secret)
    return _show(visit, form, status=422)


@page(Act.MANAGE, "POST")
def rotate(visit: Visit, number: int) -> HttpResponse:
    """Give another secret, shown this once."""
    secret = actions.rotate(endpoint=_endpoint(visit, number), by=visit.user)
    return _show(visit, EndpointForm(visit.words), secret=secret)


@page(Act.MANAGE, "POST")
def remove(visit: Visit, number: int) -> HttpResponse:
    """Tell an address nothing any more."""
    actions.remove(endpoint=_endpoint(visit, number), by=visit.user)
    return redirect("webhooks", visit.team.slug)


@page(Act.MANAGE, "POST")
def test(visit: Visit, number: int) -> HttpResponse:
    """Send a test."""
    actions.test(endpoint=_endpoint(visit, number), by=visit.user)
    return redirect("webhooks", visit.team.slug)


def _endpoint(visit: Visit, number: int) -> Endpoint:
    return get_object_or_404(Endpoint, pk=number, team=visit.team)


def _show(visit: Visit, form: EndpointForm, *, secret: str = "", status: int = 200) -> HttpResponse:
    told = Delivery.objects.filter(event__team=visit.team).select_related("event", "endpoint")
    shown = visit.show(
        "webhooks/webhooks.html",
        form=form,
        secret=secret,
        endpoints=visit.team.endpoints.all(),
        deliveries=told[:LOG],
        known=KINDS,
    )
    shown.status_code = status
    if secret:
        shown["Cache-Control"] = "no-store"
    return shown
