"""What a team may change in a row of the plan, read as a person types it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow.compute as pc

from condat.core.errors import InputError
from condat.core.places import place_of
from condat.core.settings import MOST_MONEY
from condat.core.words import mark
from condat.distribute.candidates.partners import ROLES
from condat.distribute.decisions import Proposal
from condat.report.titles import FORMS
from condat.report.titles import ROLES as TOGETHER
from condat.usecases.desk import Desk
from condat.usecases.team.strategy import personas_of, strategy_of

Changes = Mapping[str, str]
LAST_YEAR = 2199  # a slip of the hand is beyond
NOBODY = "-"  # typed for the person: the team does it alone


def changed(desk: Desk, before: Proposal, changes: Changes) -> dict[str, Any]:
    """Return the fields of a row that change, with their new values.

    A new person has the role that the form asks for, until told otherwise; a moment without a zone
    is the team's.

    Raises
    ------
    InputError
        When a field cannot be changed or its value is none of those possible; names them.
    """
    for name in changes:
        _one_of(name, CHANGEABLE, mark("{name} cannot be changed."))
    values: dict[str, Any] = {}
    for name, text in changes.items():
        values |= _READ[name](desk, text)
    moved = {"person", "form"} & changes.keys()
    if moved and "role" not in changes:
        form, person = values.get("form", before.form), values.get("person", before.person)
        values["role"] = ROLES.get(form, "quoted") if person else "none"
    return values


def _one_of(name: str, known: tuple[str, ...], told: str) -> None:
    if name not in known:
        raise InputError(told, name=name, names=list(known), hint=mark("One of: {names}."))


def _moment(desk: Desk, text: str) -> dict[str, Any]:
    moment = _read(text)
    if moment is None or moment.year > LAST_YEAR:
        told, hint = mark("{text} is not a moment."), mark("Write it as 2026-11-24T10:00.")
        raise InputError(told, text=text, field="moment", hint=hint)
    zone = ZoneInfo(desk.settings.plan.time_zone)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    if moment <= desk.as_of:
        told, hint = mark("{text} is over."), mark("Give a moment to come.")
        raise InputError(told, text=text, field="moment", hint=hint)
    return {"moment": moment}


def _read(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _place(desk: Desk, text: str) -> dict[str, Any]:
    return {"place": place_of(text, desk.watch.brand.sources)}


def _form(_: Desk, text: str) -> dict[str, Any]:
    _one_of(text, tuple(FORMS), mark("There is no form {name}."))
    return {"form": text}


def _role(_: Desk, text: str) -> dict[str, Any]:
    _one_of(text, ("none", *TOGETHER), mark("There is no role {name}."))
    return {"role": text}


def _message(desk: Desk, text: str) -> dict[str, Any]:
    known = strategy_of(desk).messages
    if known:
        _one_of(text, tuple(known), mark("The strategy has no message “{name}”."))
    return {"message": text}


def _persona(desk: Desk, text: str) -> dict[str, Any]:
    known = tuple(persona.name for persona in personas_of(desk).personas)
    if known:
        _one_of(text, known, mark("There is no persona “{name}”."))
    return {"persona": text}


def _person(desk: Desk, text: str) -> dict[str, Any]:
    """Read a person by name: one of the contacts, else of the authors, else a new one."""
    if text == NOBODY:
        return {"person": None, "person_uri": None, "cost": 0.0}
    snapshot = desk.corpus.snapshot()
    contacts = snapshot.arrow("contacts", ["person_uri", "name", "rate"])
    same = contacts.filter(pc.equal(pc.utf8_lower(contacts["name"]), text.casefold())).to_pylist()
    if same:
        return {
            "person": same[0]["name"],
            "person_uri": same[0]["person_uri"],
            "cost": same[0]["rate"],
        }
    authors = snapshot.arrow("authors", ["uri", "name"])
    known = authors.filter(pc.equal(pc.utf8_lower(authors["name"]), text.casefold()))
    uri = known["uri"][0].as_py() if known.num_rows else None
    return {"person": text, "person_uri": uri, "cost": None}


def _cost(_: Desk, text: str) -> dict[str, Any]:
    try:
        cost = float(text.replace(",", "."))
    except ValueError:
        told, hint = mark("{text} is not an amount."), mark("Write it as 250 or 99.50.")
        raise InputError(told, text=text, field="cost", hint=hint) from None
    if not 0 <= cost <= MOST_MONEY:
        told, hint = mark("{text} is not an amount."), mark("Write it as 250 or 99.50.")
        raise InputError(told, text=text, field="cost", hint=hint)
    return {"cost": cost}


def _text(name: str) -> Callable[[Desk, str], dict[str, Any]]:
    return lambda _, text: {name: text}


def _list(name: str) -> Callable[[Desk, str], dict[str, Any]]:
    return lambda _, text: {name: tuple(part.strip() for part in text.split(";") if part.strip())}


_READ: Mapping[str, Callable[[Desk, str], dict[str, Any]]] = {
    "moment": _moment,
    "place": _place,
    "form": _form,
    "title": _text("title"),
    "message": _message,
    "persona": _persona,
    "person": _person,
    "role": _role,
    "cost": _cost,
    "words_to_use": _list("words_to_use"),
    "words_to_avoid": _list("words_to_avoid"),
    "questions": _list("questions"),
}
CHANGEABLE = tuple(_READ)
