"""Settings: the environment first, then ``condat.toml`` in the workspace folder.

``CONDAT_STORE__URI=s3://bucket/team`` wins over ``[store] uri`` in the file. A value that is
missing or wrong fails at start, by name. Secrets (S3 keys, tokens) come from the environment only.
"""

from __future__ import annotations

import os
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from condat.core.errors import SettingsError
from condat.core.invalid import wrongs
from condat.core.words import Said, mark

FILE = "condat.toml"
_PREFIX = "CONDAT_"  # of the variables of the environment
Language = Literal["fr", "en", "de"]
# What is beyond a team; sums and moments made of what is allowed stay numbers and dates.
MOST_WEIGHT, MOST_MONEY, MOST_PIECES = 1000, 1_000_000_000, 1000


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Store(_Section):
    """Where the corpus is kept: a folder (relative to the workspace) or ``s3://bucket/prefix``."""

    uri: str = "corpus"
    endpoint: str | None = None
    region: str = "us-east-1"
    allow_http: bool = False


class Engine(_Section):
    """Where table work runs: in this process, or on a Ray cluster."""

    runner: Literal["native", "ray"] = "native"
    address: str | None = None


class Fetch(_Section):
    """Limits of the one client that fetches outside addresses."""

    user_agent: str = "Condat (+self-hosted)"
    allow_private: bool = False
    timeout_seconds: float = Field(20, gt=0)
    max_bytes: int = Field(20_000_000, gt=0)
    delay_seconds: float = Field(1.0, ge=0)


class People(_Section):
    """Weights of the ranking of people, then of the shortlist; shown beside their results.

    They need not sum to one. The first four are the rank sums of their order of importance
    (Stillwell, Seaver and Edwards 1981), the last two are equal, since both come first (Dawes
    1979): none was fitted to data.
    """

    relevance: float = Field(0.4, ge=0, le=MOST_WEIGHT)
    resonance: float = Field(0.3, ge=0, le=MOST_WEIGHT)
    authority: float = Field(0.2, ge=0, le=MOST_WEIGHT)
    reach: float = Field(0.1, ge=0, le=MOST_WEIGHT)
    expertise: float = Field(0.5, ge=0, le=MOST_WEIGHT)
    fit: float = Field(0.5, ge=0, le=MOST_WEIGHT)


class Plan(_Section):
    """What the team can do in one cycle."""

    cycle_days: int = Field(28, ge=1, le=366)
    rows: int = Field(12, ge=5, le=30)
    budget: float = Field(0, ge=0, le=MOST_MONEY)
    currency: str = "EUR"
    pieces_per_week: int = Field(2, ge=1, le=MOST_PIECES)
    per_place_per_week: int = Field(2, ge=1, le=MOST_PIECES)
    partners_per_cycle: int = Field(4, ge=0, le=MOST_PIECES)
    time_zone: str = "Europe/Paris"


class Retention(_Section):
    """How long what is known of people is kept; nothing said is kept until somebody erases it."""

    posts_months: int | None = Field(None, ge=1)
    prospects_months: int = Field(36, ge=1)


class Settings(BaseSettings):
    """All settings of one workspace.

    Examples
    --------
    >>> Settings(name="Demo").plan.rows
    12
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    name: str
    language: Language = "fr"
    languages: tuple[Language, ...] = ("fr", "en", "de")
    fictional: bool = False
    as_of: AwareDatetime | None = None
    seed: int = 0
    store: Store = Store()
    engine: Engine = Engine()
    fetch: Fetch = Fetch()
    people: People = People()
    plan: Plan = Plan()
    retention: Retention = Retention()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is the library's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over values read from the file."""
        return env_settings, init_settings

    def moment(self) -> datetime:
        """Return the moment to reckon from: the fixed ``as_of``, or now (UTC)."""
        return (self.as_of or datetime.now(UTC)).astimezone(UTC)


def load(folder: Path) -> Settings:
    """Read the settings of a workspace folder.

    Raises
    ------
    SettingsError
        When the file is missing, is not TOML, or a setting is unknown or wrong; names it.
    """
    path = folder / FILE
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        return Settings(**values)
    except FileNotFoundError:
        raise SettingsError(
            mark("{folder} is not a workspace: it has no {file}."),
            folder=folder,
            file=FILE,
            hint=mark("Run: condat init"),
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            mark("{file} is not TOML: {detail}."), file=path, detail=error
        ) from None
    except ValidationError as error:
        told, found = mark("{label}: {text}"), [(_variable(f) or f, w) for f, w in wrongs(error)]
        wrong = [Said(told, {"label": name, "text": what}) for name, what in found]
        here = any(not name.startswith(_PREFIX) for name, _ in found)
        where = path if here else Said(mark("environment"), {})
        raise SettingsError(told, label=where, text=wrong) from None


def _variable(field: str) -> str:
    """Return the variable of the environment that a setting comes from; empty where none is set."""
    name = f"{_PREFIX}{field.replace('.', '__').upper()}"
    return name if name in {set_.upper() for set_ in os.environ} else ""
