"""Rules of law as data: each says since when it holds and where it was read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from condat.core.words import mark

JURISDICTIONS: Mapping[str, str] = {
    "FR": mark("France"),
    "DE": mark("Germany"),
    "UK": mark("United Kingdom"),
    "US": mark("United States"),
}
FILES = ("influence.toml", "disclosure.toml")


class Text(BaseModel):
    """A rule as it is said to a person, in each language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fr: str
    en: str
    de: str

    def of(self, language: str) -> str:
        """Say it in a language."""
        return str(getattr(self, language))


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    jurisdiction: Literal["FR", "DE", "UK", "US"]
    since: date
    source: str
    text: Text


class Threshold(_Rule):
    """From this sum on, a written contract is required."""

    check: Literal["threshold"]
    amount: Decimal
    currency: str


class Clauses(_Rule):
    """What a contract must contain."""

    check: Literal["clauses"]
    needs: tuple[str, ...]


class Question(_Rule):
    """What a person has to confirm: no program can see it."""

    check: Literal["question"]


class Evidence(_Rule):
    """What has to be kept where nothing was given."""

    check: Literal["evidence"]


class Disclosure(_Rule):
    """Which words disclose an ad, which do not, and where they must stand."""

    check: Literal["disclosure"]
    place: Literal["start", "seen"]
    names_advertiser: bool
    words: tuple[str, ...]
    equivalents: tuple[str, ...]
    sentences: tuple[str, ...] = ()
    too_little: tuple[str, ...]


class Images(_Rule):
    """What an image that is not as the camera saw it must say."""

    check: Literal["images"]
    images: Literal["altered", "virtual"]
    words: tuple[str, ...]


Rule = Annotated[
    Threshold | Clauses | Question | Evidence | Disclosure | Images, Field(discriminator="check")
]


class _File(BaseModel):
    rule: tuple[Rule, ...]


@lru_cache
def rules() -> tuple[Rule, ...]:
    """Return every rule.

    Examples
    --------
    >>> [rule.id for rule in rules() if isinstance(rule, Threshold)]
    ['fr-written-contract']
    """
    texts = (files(__name__).joinpath(name).read_text("utf-8") for name in FILES)
    return tuple(rule for text in texts for rule in _File.model_validate(tomllib.loads(text)).rule)


def rule(rule_id: str) -> Rule:
    """Return the rule of an id."""
    return next(one for one in rules() if one.id == rule_id)
