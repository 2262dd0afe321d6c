"""What to expect of a row: its effect, when we will know, when to stop, what it takes to know."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from condat.distribute.candidates.keywords import Keyword
from condat.distribute.candidates.moments import Slot
from condat.distribute.expect.effects import (
    FEWEST,
    KINDS,
    TELLING,
    Z90,
    Effect,
    Experience,
    Usual,
    effect,
    needs,
    stop_rule,
)
from condat.distribute.expect.forecast import Name
from condat.distribute.material import Record

FEW_RESULTS = 5  # usual reactions under which one more or less says nothing
SIGNS = 14  # days in which somebody answers a piece, or nobody does


def subject_of(keyword: Keyword) -> list[Name]:
    """Return what a keyword is in the model: its word, its topic."""
    topic: list[Name] = [("topic", keyword.topic)] if keyword.topic else []
    return [("word", keyword.term), *topic]


def form_of(form: str) -> Name:
    """Return what a form is in the model: the kind of post that it makes."""
    return "form", KINDS.get(form, "Article")


def moment_of(slot: Slot) -> list[Name]:
    """Return what a slot is in the model: its hour, its day."""
    return [("hour", f"{slot.local.hour:02d}"), ("weekday", slot.weekday)]


def outlook(
    known: Experience,
    usual: Usual,
    names: Sequence[Name],
    *,
    label: str,
    place: str,
    person: str | None,
    lead: int,
) -> Record:
    """Return the columns of the plan that look ahead.

    Parameters
    ----------
    known : Experience
    usual : Usual
        What is usual where the row goes out.
    names : sequence of (str, str)
        The row's traits: dimension and value.
    label, place, person : str
        For the sentences.
    lead : int
        Days from the decision to the piece.
    """
    told = effect(known, usual, names)
    return {
        "effect": told.ratio if told else None,
        "effect_low": told.low if told else None,
        "effect_high": told.high if told else None,
        "usual": usual.result if usual.posts >= FEWEST else None,
        "effect_parts": _parts(told, known.topics, label),
        "know": [_know(known, usual, told, place)],
        "needs": [] if told else needs(known, usual, label=label, place=place),
        "stop_rule": stop_rule(usual, place=place, person=person, lead=lead),
    }


def _parts(told: Effect | None, topics: Mapping[str, str], label: str) -> list[Record]:
    """Say what each trait brings; a word is called as people write it, not by its lemmas."""
    parts = told.parts if told else ()
    called = [label if name == "word" else topics.get(value, value) for (name, value), _ in parts]
    return [
        {"code": f"part.{name}", "values": [what, f"{ratio:.2f}"]}
        for ((name, _), ratio), what in zip(parts, called, strict=True)
    ]


def _know(known: Experience, usual: Usual, told: Effect | None, place: str) -> Record:
    """Say by what we will know whether the row was right, and after how many pieces."""
    if usual.posts < FEWEST or usual.result < FEW_RESULTS:
        return {"code": "know.signs", "values": [str(SIGNS), place]}
    ratio = max(told.ratio if told else 1.0, TELLING)
    pieces = math.ceil((Z90 * known.model.noise / math.log(ratio)) ** 2)
    values = [f"{usual.result * ratio:.0f}", place, f"{usual.result:.0f}", str(pieces)]
    return {"code": "know.result", "values": values}
