"""Accepted lessons: do more or less of a word, a person, a place, an hour; what that is worth.

A lesson counts like the expected effect of a piece: by the logarithm of how many times better it
does, at most twice, at least half. Where no effect is known, one that the team accepted counts as
twice or half: that is what the team says, not what was measured.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from condat.core.places import place_name
from condat.distribute.solve.problem import Reals

FILE = "lessons.toml"
MOST = math.log(2.0)
About = Literal["word", "person", "place", "hour"]


class Lesson(BaseModel):
    """One lesson that somebody accepted for the plans to come.

    Examples
    --------
    >>> told = {"id": "1", "text": "More rye.", "by": "Ana", "at": "2026-11-22T10:00:00Z"}
    >>> Lesson(about="word", name="rye", do="less", **told).measure
    -0.693147
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    about: About
    name: str = Field(min_length=1)
    do: Literal["more", "less"]
    text: str = Field(min_length=1)
    by: str = Field(min_length=1)
    at: AwareDatetime
    effect: float | None = Field(None, gt=0)  # times what is usual

    @property
    def measure(self) -> float:
        """The logarithm of what it brings; nothing where the effect speaks against the lesson."""
        way = 1.0 if self.do == "more" else -1.0
        size = MOST if self.effect is None else min(way * math.log(self.effect), MOST)
        return round(way * max(size, 0.0), 6)


class Lessons(BaseModel):
    """All lessons that count."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lesson: tuple[Lesson, ...] = ()


def on(lessons: Iterable[Lesson], about: About, *names: str | None) -> tuple[Lesson, ...]:
    """Return the lessons on something, by any of its names; a place also as people read it.

    Examples
    --------
    >>> told = {"id": "1", "text": "Less there.", "by": "Ana", "at": "2026-11-22T10:00:00Z"}
    >>> less = Lesson(about="place", name="LinkedIn moulin", do="less", **told)
    >>> on([less], "place", "linkedin-moulin") == (less,)
    True
    """
    known = [name for name in names if name]
    read = [place_name(name) for name in known] if about == "place" else []
    same = {name.casefold() for name in (*known, *read)}
    return tuple(one for one in lessons if one.about == about and one.name.casefold() in same)


def measures(lessons: Sequence[Lesson], about: About, names: Sequence[tuple[str, ...]]) -> Reals:
    """Return what the lessons on each of many things bring, together.

    Parameters
    ----------
    names : sequence of tuple of str
        The names that each thing goes by.
    """
    return np.array([sum(one.measure for one in on(lessons, about, *known)) for known in names])
