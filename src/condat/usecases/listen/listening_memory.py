"""What listening remembers between runs, a file per source beside the corpus.

A file is written after the rows that it speaks of are in the corpus: a run that is killed in
between reads them again and changes nothing. Losing the files loses no post.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from condat.core.errors import SourceError
from condat.core.ids import digest, slug
from condat.core.words import ENGLISH, Words
from condat.usecases.desk import write_whole

FOLDER = "listening"
_ROBOTS = TypeAdapter(dict[str, tuple[datetime, str]])


class Problem(BaseModel):
    """What went wrong with a source, kept as a sentence and values for any reader."""

    model_config = ConfigDict(frozen=True)

    code: str
    sentence: str
    hint: str = ""
    values: Mapping[str, str | int | float] = Field(default_factory=dict)

    @classmethod
    def of(cls, error: SourceError) -> Problem:
        """Keep an error."""
        values = {n: v if isinstance(v, int | float) else str(v) for n, v in error.values.items()}
        return cls(code=error.code, sentence=error.sentence, hint=error.advice, values=values)

    def said(self, words: Words) -> str:
        """Say it in a reader's language, with what to do."""
        hint = words(self.hint, **self.values)
        return f"{words(self.sentence, **self.values)} {hint}".strip()

    def __str__(self) -> str:
        return self.said(ENGLISH)


class Memory(BaseModel):
    """How a source fared, and what its connector asked to remember.

    ``version`` is the corpus version that ``state`` speaks of.
    """

    model_config = ConfigDict(frozen=True)

    state: Mapping[str, str] = Field(default_factory=dict)
    version: int = 0
    tried_at: datetime | None = None
    succeeded_at: datetime | None = None
    changed_at: datetime | None = None
    failures: int = 0
    problem: Problem | None = None
    permanent: bool = False
    closed_until: datetime | None = None
    next_at: datetime | None = None


def recall(root: Path, name: str) -> Memory:
    """Read what is remembered of a source; nothing where the file is missing or broken."""
    try:
        return Memory.model_validate_json(_path(root, name).read_bytes())
    except (FileNotFoundError, ValidationError):
        return Memory()


def remember(root: Path, name: str, memory: Memory) -> None:
    """Keep what is remembered of a source."""
    write_whole(_path(root, name), memory.model_dump_json(indent=1))


def forget(root: Path, name: str) -> None:
    """Drop what is remembered of a source."""
    _path(root, name).unlink(missing_ok=True)


def recall_robots(root: Path) -> dict[str, tuple[datetime, str]]:
    """Read the rules of sites that were read before."""
    try:
        return _ROBOTS.validate_json((root / FOLDER / "robots.json").read_bytes())
    except (FileNotFoundError, ValidationError):
        return {}


def remember_robots(root: Path, rules: dict[str, tuple[datetime, str]]) -> None:
    """Keep the rules of sites."""
    write_whole(root / FOLDER / "robots.json", _ROBOTS.dump_json(rules).decode())


def _path(root: Path, name: str) -> Path:
    return root / FOLDER / f"{slug(name)}-{digest(name)[:8]}.json"
