"""Personas: written by the team, each statement beside what the posts say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from condat.core.errors import InputError
from condat.core.words import Words, mark
from condat.plan.strategy.personas import SMALLEST, Persona
from condat.report.facts import Record
from condat.usecases import personas as usecase
from condat.usecases.plans import versions
from condat.usecases.strategy import personas_of
from condat.workspace.forms import Spoken
from condat.workspace.found import Found, found
from condat.workspace.jobs.actions import ask
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

TONGUES = {"fr": mark("French"), "en": mark("English"), "de": mark("German")}
KINDS = {
    "word": mark("Words they use"),
    "question": mark("Questions they ask"),
    "pain": mark("What hurts"),
}
ORIGIN = {
    "interview": mark("interview"),
    "support": mark("support"),
    "sales": mark("sales"),
    "survey": mark("survey"),
    "crm": mark("CRM"),
}
Said = list[tuple[str, Record | None]]


class PersonaForm(Spoken):
    """A group that the team writes for."""

    name = forms.CharField(label=mark("Name"), max_length=120)
    description = forms.CharField(
        label=mark("Who they are"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    size = forms.IntegerField(
        label=mark("About how many people"),
        required=False,
        min_value=SMALLEST,
        help_text=mark("A group of fifty at least, never one person. Empty: not known."),
    )
    places = forms.CharField(
        label=mark("Where they read"), required=False, help_text=mark("Separated by commas.")
    )
    languages = forms.MultipleChoiceField(
        label=mark("Languages"),
        required=False,
        choices=list(TONGUES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    hours = forms.CharField(
        label=mark("Hours at which they read"),
        required=False,
        help_text=mark("From 0 to 23, separated by commas."),
    )

    def clean_hours(self) -> list[int]:
        """Read the hours."""
        return [
            int(hour) if hour.isdecimal() else 99 for hour in _split(self.cleaned_data["hours"])
        ]

    def clean_places(self) -> list[str]:
        """Read the places."""
        return _split(self.cleaned_data["places"])


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


@dataclass(frozen=True)
class Shown:
    """A persona as a page shows it: its statements by kind, each with what the posts say."""

    number: int
    persona: Persona
    said: dict[str, Said]
    counts: dict[str, int]

    def title(self, words: Words) -> str:
        """Say how much of the persona the posts confirm."""
        known = sum(self.counts.values())
        if not known:
            return self.persona.name
        return words(
            "{name}: {seen} of {all} statements are seen in the posts",
            name=self.persona.name,
            seen=self.counts.get("seen", 0),
            all=known,
        )


@page(Act.READ)
def personas(visit: Visit) -> HttpResponse:
    """Show the groups that the team writes for."""
    here = found(visit.desk, visit.words)
    return visit.show(
        "plan/personas.html",
        form=PersonaForm(visit.words),
        **_context(visit, here),
    )


def _context(visit: Visit, here: Found | None) -> dict[str, Any]:
    marks = _marks(visit)
    every = personas_of(visit.desk).personas
    shown = [_shown(number, one, marks) for number, one in enumerate(every, 1)]
    return {
        "shown": shown,
        "found": here,
        "facts": here.facts if here else None,
        "sorts": KINDS,
        "origins": ORIGIN,
        "marked": marks is not None,
        "jobs": visit.team.jobs.filter(kind="mark")[:1],
    }


def _marks(visit: Visit) -> dict[tuple[str, str, str], Record] | None:
    """Return what the posts of the last plan's version say of today's statements."""
    made = versions(visit.desk)
    table = usecase.known_marks(visit.desk, made[-1]) if made else None
    if table is None:
        return None
    return {(r["persona"], r["kind"], r["statement"]): r for r in table.to_pylist()}


def _shown(
    number: int, persona: Persona, marks: dict[tuple[str, str, str], Record] | None
) -> Shown:
    known = marks or {}
    texts = {"word": persona.words, "question": persona.questions, "pain": persona.pains}
    said = {
        kind: [(text, known.get((persona.name, kind, text))) for text in each]
        for kind, each in texts.items()
    }
    verdicts = [row["verdict"] for each in said.values() for _, row in each if row]
    return Shown(
        number, persona, said, {one: verdicts.count(one) for one in dict.fromkeys(verdicts)}
    )


@page(Act.READ)
def persona(visit: Visit, number: int) -> HttpResponse:
    """Show one persona, its statements, and the forms that change it."""
    return _one(visit, number)


def _one(
    visit: Visit, number: int, form: PersonaForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    told = _context(visit, found(visit.desk, visit.words))
    one = next((one for one in told["shown"] if one.number == number), None)
    if one is None:
        raise Http404
    filled = form or PersonaForm(visit.words, initial=_initial(one.persona))
    typed = {"kind": "word", "text": "", "origin": "", "wrong": "", **more}
    response = visit.show("plan/persona.html", **told, one=one, form=filled, typed=typed)
    response.status_code = status
    return response


def _initial(persona: Persona) -> dict[str, Any]:
    joined = {"places": ", ".join(persona.places), "hours": ", ".join(map(str, persona.hours))}
    return {**persona.model_dump(), **joined}


@page(Act.DECIDE, "POST")
def add(visit: Visit) -> HttpResponse:
    """Write a new persona."""
    form = PersonaForm(visit.words, visit.request.POST)
    if not _tried(visit, form, lambda given: _add(visit, given)):
        told = _context(visit, found(visit.desk, visit.words))
        response = visit.show("plan/personas.html", form=form, **told)
        response.status_code = 422
        return response
    return redirect("persona", visit.team.slug, len(personas_of(visit.desk).personas))


def _add(visit: Visit, given: dict[str, Any]) -> None:
    with transaction.atomic():
        record(team=visit.team, by=visit.user, what="persona written", subject=given["name"])
        usecase.add(visit.desk, values=given)


@page(Act.DECIDE, "POST")
def change(visit: Visit, number: int) -> HttpResponse:
    """Change who a persona is."""
    name = _named(visit, number)
    form = PersonaForm(visit.words, visit.request.POST)

    def save(given: dict[str, Any]) -> None:
        with transaction.atomic():
            record(team=visit.team, by=visit.user, what="persona written", subject=given["name"])
            usecase.change(visit.desk, persona=name, values=given)

    if not _tried(visit, form, save):
        return _one(visit, number, form, 422)
    return redirect("persona", visit.team.slug, number)


def _tried(visit: Visit, form: PersonaForm, save: Callable[[dict[str, Any]], None]) -> bool:
    """Save what a form holds; say beside its fields why it cannot be."""
    if not form.is_valid():
        return False
    try:
        save(form.cleaned_data)
    except InputError as error:
        field = (error.field or "").split(".")[-1]
        form.add_error(field if field in form.fields else None, error.said(visit.words))
        return False
    return True


@page(Act.DECIDE, "POST")
def remove(visit: Visit, number: int) -> HttpResponse:
    """Take a persona out, with the reason."""
    name, why = _named(visit, number), visit.request.POST.get("why", "").strip()
    with transaction.atomic():
        record(team=visit.team, by=visit.user, what="persona removed", subject=name, why=why)
        usecase.remove(visit.desk, persona=name)
    return redirect("personas", visit.team.slug)


@page(Act.DECIDE, "POST")
def say(visit: Visit, number: int) -> HttpResponse:
    """Write a statement, with where the team has it from; the posts are asked in the background."""
    given = {name: visit.request.POST.get(name, "").strip() for name in ("kind", "text", "origin")}
    name = _named(visit, number)
    if not given["text"]:
        wrong = visit.words("Write what they say.")
        return _one(visit, number, None, 422, **given, wrong=wrong)
    try:
        with transaction.atomic():
            record(
                team=visit.team, by=visit.user, what="statement written", subject=name, detail=given
            )
            usecase.say(visit.desk, persona=name, **given)
    except InputError as error:
        return _one(visit, number, None, 422, **given, wrong=error.said(visit.words))
    _ask(visit)
    return redirect("persona", visit.team.slug, number)


@page(Act.DECIDE, "POST")
def unsay(visit: Visit, number: int) -> HttpResponse:
    """Take a statement back."""
    given = {name: visit.request.POST.get(name, "") for name in ("kind", "text")}
    name = _named(visit, number)
    with transaction.atomic():
        record(team=visit.team, by=visit.user, what="statement removed", subject=name, detail=given)
        usecase.unsay(visit.desk, persona=name, **given)
    _ask(visit)
    return redirect("persona", visit.team.slug, number)


@page(Act.LISTEN, "POST")
def look(visit: Visit) -> HttpResponse:
    """Look up again what the posts say of each statement."""
    _ask(visit)
    return redirect("personas", visit.team.slug)


def _ask(visit: Visit) -> None:
    if versions(visit.desk):
        ask(team=visit.team, kind="mark", by=visit.user, arguments={})


def _named(visit: Visit, number: int) -> str:
    every = personas_of(visit.desk).personas
    if not 0 < number <= len(every):
        raise Http404
    return every[number - 1].name
