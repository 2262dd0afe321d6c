"""Personas as a team writes them: whole groups, statement by statement, with where each is from.

The file keeps its comments. What the posts say of each statement is found by :func:`marked`,
which reads the conversation: a job does it, and pages show what is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import pyarrow as pa
import tomlkit
from pydantic import ValidationError
from tomlkit.items import AoT, Array, InlineTable, Table

from condat.core.errors import InputError, NotFoundError
from condat.core.ids import digest
from condat.core.invalid import wrongs
from condat.core.words import mark
from condat.plan.strategy.personas import FILE, Persona, Personas
from condat.plan.strategy.statements import statements
from condat.usecases.desk import Desk
from condat.usecases.editing import editing
from condat.usecases.read.checking import known_checks
from condat.usecases.read.reading import reading
from condat.usecases.team.strategy import personas_of

KINDS = {"word": "words", "question": "questions", "pain": "pains"}
METHOD = "2"  # raise it when the same personas are marked otherwise


def add(desk: Desk, *, values: dict[str, Any]) -> Persona:
    """Write a new persona: its name, description, size, places, languages, hours.

    Raises
    ------
    InputError
        When the name is missing or taken, or the group is smaller than fifty.
    """
    with editing(desk.root / FILE) as document:
        personas = cast("AoT", document.setdefault("personas", tomlkit.aot()))
        table = tomlkit.table()
        _fill(table, **values)
        personas.append(table)
        return _checked(document).personas[-1]


def change(desk: Desk, *, persona: str, values: dict[str, Any]) -> None:
    """Change the name, description, size, places, languages or hours of a persona."""
    with editing(desk.root / FILE) as document:
        _fill(_find(document, persona), **values)
        _checked(document)


def remove(desk: Desk, *, persona: str) -> None:
    """Take a persona out of the file."""
    with editing(desk.root / FILE) as document:
        _find(document, persona)
        personas = cast("AoT", document["personas"])
        names = [one["name"] for one in personas]
        personas.pop(names.index(persona))
        if not personas:
            del document["personas"]


def say(desk: Desk, *, persona: str, kind: str, text: str, origin: str = "") -> None:
    """Write a statement of a persona: a word, a question or a pain, and where it is from.

    Raises
    ------
    InputError
        When there is no such kind or origin, or it says nothing new.
    """
    field = _field(kind)
    with editing(desk.root / FILE) as document:
        table = _find(document, persona)
        said = cast("Array", table.setdefault(field, tomlkit.array()))
        if text in said:
            raise InputError(mark("“{text}” is written already."), text=text)
        said.append(text)
        if origin:
            cast("InlineTable", table.setdefault("origins", tomlkit.inline_table()))[text] = origin
        _checked(document)


def unsay(desk: Desk, *, persona: str, kind: str, text: str) -> None:
    """Take a statement back."""
    field = _field(kind)
    with editing(desk.root / FILE) as document:
        table = _find(document, persona)
        said = cast("Array", table.get(field, tomlkit.array()))
        if text not in said:
            raise NotFoundError(mark("No statement says “{text}”."), text=text)
        said.remove(text)
        others = [one for name in KINDS.values() for one in table.get(name, ())]
        origins = table.get("origins", {})
        if text in origins and text not in others:
            del origins[text]
        _checked(document)


def known_marks(desk: Desk, version: int) -> pa.Table | None:
    """Return what the posts of a version say of each statement, where it was looked up."""
    return desk.corpus.derived.load("statements", version=version, key=_key(desk))


def marked(desk: Desk, version: int | None = None) -> pa.Table:
    """Look up what the posts say of each statement of today's personas, and keep it.

    Returns
    -------
    pyarrow.Table
        Of the schema ``STATEMENTS``.
    """
    read = reading(desk, version)
    with desk.progress.step(mark("Looking for what personas say")):
        checks = known_checks(desk, read.version)["checks"]
        found = statements(personas_of(desk).personas, read.post_terms, read.readings, checks)
    desk.corpus.derived.save("statements", found, version=read.version, key=_key(desk))
    return found


def _key(desk: Desk) -> str:
    return digest(METHOD, personas_of(desk).model_dump_json(), desk.watch.model_dump_json())


def _field(kind: str) -> str:
    if kind not in KINDS:
        told, hint = mark("There is no statement called {kind}."), mark("Say one of: {names}.")
        raise InputError(told, kind=kind, names=list(KINDS), hint=hint)
    return KINDS[kind]


def _find(document: tomlkit.TOMLDocument, name: str) -> Table:
    personas: Sequence[Table] = cast("Sequence[Table]", document.get("personas", ()))
    for one in personas:
        if one["name"] == name:
            return one
    raise NotFoundError(mark("No persona is called {name}."), name=name)


def _fill(table: Table, **values: Any) -> None:
    """Write values; what is empty is taken out."""
    for name, value in values.items():
        if value in (None, "", [], ()):
            table.pop(name, None)
        else:
            table[name] = list(value) if isinstance(value, list | tuple) else value


def _checked(document: tomlkit.TOMLDocument) -> Personas:
    try:
        return Personas.model_validate(document.unwrap())
    except ValidationError as error:
        field, what = next(wrongs(error))
        raise InputError(mark("{what}"), what=what, file=FILE, field=field) from None
