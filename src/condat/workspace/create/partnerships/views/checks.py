"""A published text, checked for its disclosure."""

from __future__ import annotations

from django.http import HttpResponse

from condat.create.deals.disclosure import Checked, check
from condat.workspace.create.partnerships.forms import CheckForm
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

FIRST = {"fr": "FR", "de": "DE", "en": "UK"}


@page(Act.READ, "GET", "POST")
def disclosure(visit: Visit) -> HttpResponse:
    """Check a pasted text; nothing of it is kept."""
    posted = visit.request.method == "POST"
    brand = visit.desk.watch.brand.name
    first = {"advertiser": brand, "jurisdiction": FIRST[visit.words.language]}
    form = CheckForm(visit.request.POST if posted else None, initial=first, words=visit.words)
    result: Checked | None = None
    if posted and form.is_valid():
        told = form.cleaned_data
        result = check(
            told["text"],
            told["jurisdiction"],
            advertiser=[told["advertiser"]],
            images=told["images"],
            form=told["form"],
        )
    shown = visit.show("create/partnerships/check.html", form=form, result=result)
    shown.status_code = 422 if form.errors else 200
    return shown
