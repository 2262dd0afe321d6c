"""The watch in a form: what is listened to, who we are, who competes."""

from __future__ import annotations

import re

from django import forms
from django.contrib import messages
from django.db import transaction
from django.forms import BaseFormSet, formset_factory
from django.http import HttpResponse
from django.shortcuts import redirect

from condat.core.watch import Voice, Watch
from condat.core.words import LANGUAGES, Words
from condat.usecases.desk import Desk
from condat.usecases.team.watching import write_watch
from condat.workspace.plan.listening.fields import Lines
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

LISTS = ("sources", "domains", "authors", "mentions")


class VoiceForm(forms.Form):
    """An organisation: its name, and by what it is known."""

    name = forms.CharField(max_length=120)
    mentions = Lines()
    domains = Lines()
    authors = Lines()
    sources = Lines()

    def voice(self) -> Voice:
        """Return what was written."""
        given = self.cleaned_data
        return Voice(name=given["name"], **{name: given[name] for name in LISTS})


class ScopeForm(forms.Form):
    """What is listened to."""

    subjects = Lines()
    exclude = Lines()
    places = Lines()
    languages = forms.MultipleChoiceField(choices=[(name, name) for name in LANGUAGES])

    def __init__(self, *given: object, words: Words, sources: set[str], **named: object) -> None:
        # handed on as they come: Django's stubs want each by its type
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.words, self.sources = words, sources

    def clean_places(self) -> tuple[str, ...]:
        """Take sites, platforms and sources; a region is none of them."""
        places: tuple[str, ...] = self.cleaned_data["places"]
        for place in places:
            if place not in self.sources and re.search(r"[\s/]", place):
                told = self.words("“{text}” is no site, platform or source.", text=place)
                raise forms.ValidationError(told)
        return places


Rivals = formset_factory(VoiceForm, extra=1, can_delete=True, max_num=50, absolute_max=60)


@page(Act.LISTEN, "GET", "POST")
def watch(visit: Visit) -> HttpResponse:
    """Show the watch to be changed; a change is kept with who made it."""
    scope, brand, rivals = _forms(visit)
    if visit.request.method == "POST" and all(form.is_valid() for form in (scope, brand, rivals)):
        _write(visit, scope, brand, rivals)
        return redirect("listen", visit.team.slug)
    told = {"scope": scope, "brand": brand, "rivals": rivals, "languages": LANGUAGES}
    shown = visit.show("plan/watch.html", **told)
    shown.status_code = 422 if visit.request.method == "POST" else 200
    return shown


def _forms(visit: Visit) -> tuple[ScopeForm, VoiceForm, BaseFormSet[VoiceForm]]:
    data = visit.request.POST if visit.request.method == "POST" else None
    known = visit.desk.watch.model_dump()
    named = _sources(visit.desk.watch)
    scope = ScopeForm(data, initial=known, words=visit.words, sources=named)
    brand = VoiceForm(data, initial=known["brand"], prefix="brand")
    rivals = Rivals(data, initial=known["competitors"], prefix="rivals")
    return scope, brand, rivals


def _write(
    visit: Visit, scope: ScopeForm, brand: VoiceForm, rivals: BaseFormSet[VoiceForm]
) -> None:
    named = [form for form in rivals if form.has_changed() or form.initial]
    filled = (form for form in named if form.cleaned_data and not form.cleaned_data.get("DELETE"))
    kept = [form.voice() for form in filled]
    written = Watch(brand=brand.voice(), competitors=tuple(kept), **scope.cleaned_data)
    with transaction.atomic():
        visit.still(lambda: Desk.open(visit.team.root).watch)
        line = record(team=visit.team, by=visit.user, what="watch changed")
        line.detail = write_watch(visit.desk, written)
        line.subject = visit.words.listed(line.detail)
        line.save(update_fields=["detail", "subject"])
    messages.success(visit.request, visit.words("The watch is saved: the next plan reads it."))


def _sources(watch: Watch) -> set[str]:
    return {name for voice in (watch.brand, *watch.competitors) for name in voice.sources}
