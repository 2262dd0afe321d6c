"""Change a file that people write too: under a lock, comments kept, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tomlkit
from filelock import FileLock

from condat.core.errors import InputError
from condat.core.words import mark
from condat.usecases.desk import edit_toml, write_whole


@contextmanager
def editing(path: Path) -> Iterator[tomlkit.TOMLDocument]:
    """Open a TOML file to change it; nothing is written when the block raises.

    Raises
    ------
    InputError
        When the file is not TOML; says where.
    """
    with FileLock(path.with_name(f".{path.name}.lock")):
        try:
            document = edit_toml(path)
        except tomlkit.exceptions.ParseError as error:
            raise InputError(mark("is not TOML: {detail}."), detail=error, file=path.name) from None
        yield document
        write_whole(path, tomlkit.dumps(document))
