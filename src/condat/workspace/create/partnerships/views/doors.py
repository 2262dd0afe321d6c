"""What a partner sees by a signed address, without an account: their figures; their objection."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from condat.core.words import Words
from condat.workspace.accounts.language import words_of
from condat.workspace.create.partnerships import doors, relation, telling
from condat.workspace.create.partnerships.forms import FiguresForm
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.record.once import once

THANKS = "thanks"


@require_http_methods(["GET", "POST", "HEAD"])
def figures(request: HttpRequest, token: str) -> HttpResponseBase:
    """Take a partner's own figures, and how it was to work with us."""
    one = doors.by_figures(token)
    return once(request, words_of(request), lambda: _figures(request, one))


def _figures(request: HttpRequest, one: Partnership) -> HttpResponse:
    form = _form(request, one, words_of(request))
    if request.method == "POST" and form.is_valid():
        telling.tell(partnership=one, **form.cleaned_data)
        return redirect(f"{request.path}?{THANKS}")
    told: dict[str, Any] = {"one": one, "form": form, "done": THANKS in request.GET}
    status = 422 if form.errors else 200
    return render(request, "create/partnerships/figures.html", told, status=status)


def _form(request: HttpRequest, one: Partnership, words: Words) -> FiguresForm:
    form = FiguresForm(request.POST if request.method == "POST" else None, words=words)
    form.ask_about(telling.pieces(one))
    return form


@require_http_methods(["GET", "POST", "HEAD"])
def objection(request: HttpRequest, token: str) -> HttpResponse:
    """Stop everything for somebody who objects; asked for once more, since mails open links."""
    one = doors.by_objection(token)
    if request.method == "POST":
        relation.object_for(partnership=one, by=None, how="link")
        one.refresh_from_db()
    return render(request, "create/partnerships/objection.html", {"one": one})
