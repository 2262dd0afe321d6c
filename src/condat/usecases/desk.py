"""The desk: one workspace folder, opened. Every use case takes one."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from condat.core import settings as settings_file
from condat.core import watch as watch_file
from condat.core.errors import InputError
from condat.core.invalid import wrongs
from condat.core.progress import Progress, Silence
from condat.core.settings import Settings
from condat.core.watch import Watch
from condat.core.words import Words, mark
from condat.corpus import engine
from condat.corpus.store import Corpus

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Desk:
    """A workspace folder with its settings, watch, corpus and moment to reckon from."""

    root: Path
    settings: Settings
    as_of: datetime
    progress: Progress = field(default_factory=Silence)

    @classmethod
    def open(cls, root: Path, *, progress: Progress | None = None) -> Desk:
        """Open a workspace folder and start its engine.

        Raises
        ------
        SettingsError
            When the folder is not a workspace or a setting is wrong.
        """
        settings = settings_file.load(root)
        engine.start(settings.engine)
        return cls(root.resolve(), settings, settings.moment(), progress or Silence())

    @cached_property
    def watch(self) -> Watch:
        """What is listened to, and which voices are ours."""
        return read_toml(self.root / watch_file.FILE, Watch)

    @property
    def place(self) -> str:
        """Where the corpus is kept: a folder of the workspace, or an address."""
        uri = self.settings.store.uri
        return uri if "://" in uri else str(self.root / uri)

    @cached_property
    def corpus(self) -> Corpus:
        """The tables of facts, made on first use."""
        return Corpus.ensure(self.place, self.settings.store)

    @property
    def reckoned(self) -> str:
        """The fixed moment to reckon from, for the keys of results; nothing when it is now."""
        return self.settings.as_of.isoformat() if self.settings.as_of else ""

    @property
    def today(self) -> str:
        """The fixed moment, or the day: for the keys of results that change as time goes by."""
        return self.reckoned or self.as_of.date().isoformat()

    @cached_property
    def words(self) -> Words:
        """The language of the team."""
        return Words(self.settings.language)


def read_toml(path: Path, model: type[Model]) -> Model:
    """Read a file that a person wrote.

    Raises
    ------
    InputError
        When it is missing, is not TOML, or a field is unknown or wrong; names file and field.
    """
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        return model.model_validate(values)
    except FileNotFoundError:
        raise InputError(
            mark("is missing."), file=path.name, hint=mark("Run: condat init")
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(mark("is not TOML: {detail}."), detail=error, file=path.name) from None
    except ValidationError as error:
        field, what = next(wrongs(error))
        raise InputError(mark("{what}"), what=what, file=path.name, field=field) from None


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is seen whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_text(text, "utf-8")
    unfinished.replace(path)
