"""Personas as their pages show them: each statement beside what the posts say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse

from condat.core.words import Words, mark
from condat.plan.strategy.personas import Persona
from condat.report.facts import Record
from condat.report.labels import SEEN
from condat.usecases.plan.plans import versions
from condat.usecases.read import personas as usecase
from condat.usecases.team.strategy import personas_of
from condat.workspace.pages.found import found
from condat.workspace.plan.personas.forms import PersonaForm
from condat.workspace.teams.access import Visit

KINDS = {
    "word": mark("Words they use"),
    "question": mark("Questions they ask"),
    "pain": mark("What troubles them"),
}
ORIGIN = {
    "interview": mark("interview"),
    "support": mark("support"),
    "sales": mark("sales"),
    "survey": mark("survey"),
    "crm": mark("CRM"),
}
Said = list[tuple[str, Record | None]]


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
            "{name}: {seen} of {all} statements show up in the posts",
            name=self.persona.name,
            seen=self.counts.get("seen", 0),
            all=known,
        )


def context(visit: Visit) -> dict[str, Any]:
    """Return what both pages show: every persona, and what the posts were asked."""
    here, marks = found(visit.desk, visit.words), _marks(visit)
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
    counts = {one: verdicts.count(one) for one in SEEN if one in verdicts}
    return Shown(number, persona, said, counts)


def one_of(
    visit: Visit, number: int, form: PersonaForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """Show one persona, its statements, and the forms that change it."""
    told = context(visit)
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


def persona_of(visit: Visit, number: int) -> Persona:
    """Return a persona by its number; a page that is not there without."""
    every = personas_of(visit.desk).personas
    if not 0 < number <= len(every):
        raise Http404
    return every[number - 1]
