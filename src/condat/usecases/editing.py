"""Change a file that people write too: under a lock, comments kept, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Protocol

import tomlkit
from filelock import FileLock

from condat.core.errors import InputError
from condat.core.words import mark
from condat.usecases.desk import write_whole

NOTED = ".changed-"  # begins the name of a file in which a witness notes what another said


class Witness(Protocol):
    """Who has to know of a change before it is written."""

    def waits(self) -> None:
        """Take one's turn, before the file is taken."""

    def sees(self, path: Path, before: str | None, after: str) -> None:
        """Hear what a file says (None: it is not there) and what it is about to say."""


witness: ContextVar[Witness | None] = ContextVar("witness", default=None)


@contextmanager
def editing(path: Path) -> Iterator[tomlkit.TOMLDocument]:
    """Open a TOML file to change it; nothing is written when the block raises.

    Raises
    ------
    InputError
        When the file is not TOML; says where.
    """
    here = witness.get()
    if here:
        here.waits()
    with FileLock(path.with_name(f".{path.name}.lock")):
        before = path.read_text("utf-8") if path.exists() else None
        try:
            document = tomlkit.parse(before or "")
        except tomlkit.exceptions.ParseError as error:
            raise InputError(mark("is not TOML: {detail}."), detail=error, file=path.name) from None
        yield document
        after = tomlkit.dumps(document)
        if here and after != before:
            here.sees(path, before, after)
        write_whole(path, after)
