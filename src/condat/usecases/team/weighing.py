"""What counts in the ranking of people: the team's own weights, in its settings file."""

from __future__ import annotations

import tomlkit
from pydantic import ValidationError

from condat.core.errors import InputError
from condat.core.invalid import wrongs
from condat.core.settings import FILE, People
from condat.core.words import mark
from condat.usecases.desk import Desk
from condat.usecases.editing import editing


def weigh(desk: Desk, weights: dict[str, float]) -> People:
    """Write the weights of people, with the comments of the file kept.

    Raises
    ------
    InputError
        When one is unknown or negative, or nothing would count.
    """
    try:
        wanted = People.model_validate({**desk.settings.people.model_dump(), **weights})
    except ValidationError as error:
        field, what = next(wrongs(error))
        raise InputError(mark("{what}"), what=what, file=FILE, field=field) from None
    ranking = (wanted.relevance, wanted.resonance, wanted.authority, wanted.reach)
    if not sum(ranking) or not wanted.expertise + wanted.fit:
        told, hint = mark("Something has to count."), mark("Give one weight more than zero.")
        raise InputError(told, hint=hint)
    with editing(desk.root / FILE) as document:
        section = document.setdefault("people", tomlkit.table())
        for name, value in wanted.model_dump().items():
            section[name] = value
    return wanted
