"""Personas: the groups that a team writes for, in its own words.

They come from interviews, support and sales questions, surveys; `statements.py` says what the
posts say about each statement. A persona is a group of at least fifty, never one person.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from condat.core.words import Said, mark

FILE = "personas.toml"
SMALLEST = 50


def _group(size: int) -> int:
    if size < SMALLEST:
        told = mark("a persona is a group of at least {smallest} people, not {size}")
        raise ValueError(Said(told, {"smallest": SMALLEST, "size": size}))
    return size


Origin = Literal["interview", "support", "sales", "survey", "crm"]
Hour = Annotated[int, Field(ge=0, le=23)]
Size = Annotated[int, AfterValidator(_group)]


class Persona(BaseModel):
    """A group of people that we write for.

    Examples
    --------
    >>> Persona(name="Beginners", words=("sourdough starter",), hours=(7, 20)).texts()
    ('sourdough starter',)
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    size: Size | None = None  # about how many people; null: not known
    description: str = ""
    words: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    pains: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hours: tuple[Hour, ...] = ()
    origins: Mapping[str, Origin] = {}  # of a word, question or pain: where the team has it from

    @model_validator(mode="after")
    def _said(self) -> Persona:
        said = {*self.words, *self.questions, *self.pains}
        if unsaid := sorted(set(self.origins) - said):
            raise ValueError(Said(mark("no statement says {texts}"), {"texts": unsaid}))
        return self

    def texts(self) -> tuple[str, ...]:
        """Return what the team says of them and they say: what fit is measured against."""
        return tuple(filter(None, (self.description, *self.words, *self.questions, *self.pains)))


class Personas(BaseModel):
    """The file of personas, each with a name of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    personas: tuple[Persona, ...] = ()

    @model_validator(mode="after")
    def _named_once(self) -> Personas:
        names = [persona.name.casefold() for persona in self.personas]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(Said(mark("two personas are called {names}"), {"names": twice}))
        return self
