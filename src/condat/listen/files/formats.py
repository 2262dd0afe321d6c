"""Which reader opens which file: one table."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from condat.core.errors import InputError
from condat.core.words import mark
from condat.listen.files import delimited, jsonl, parquet, sheets
from condat.listen.files.chunk import Part
from condat.listen.files.text import is_text
from condat.listen.files.unpacking import GZIP, ZIP, unpacked

Reader = Callable[[Path, str], list[Part]]


def _one(open_part: Callable[[Path, str], Part]) -> Reader:
    return lambda path, name: [open_part(path, name)]


def _text(open_part: Callable[[Path, str], Part]) -> Reader:
    def read(path: Path, name: str) -> list[Part]:
        if not is_text(path):
            hint = mark("Export it as CSV, XLSX, JSON Lines or Parquet.")
            raise InputError(mark("is not text, whatever its name says."), file=name, hint=hint)
        return [open_part(path, name)]

    return read


READERS: dict[str, Reader] = {
    ".csv": _text(delimited.part),
    ".tsv": _text(delimited.part),
    ".txt": _text(delimited.part),
    ".json": _text(jsonl.part),
    ".jsonl": _text(jsonl.part),
    ".ndjson": _text(jsonl.part),
    ".parquet": _one(parquet.part),
    ".xlsx": sheets.parts,
    ".xls": sheets.parts,
    ".ods": sheets.parts,
}


@contextmanager
def parts(path: Path) -> Iterator[list[Part]]:
    """Open a file, or each file of an archive, for as long as the block lasts.

    Raises
    ------
    InputError
        When it is missing, empty, or of a format that is not read.
    """
    if path.is_dir():
        hint = mark("Give the files in it: condat import {name}/*")
        name = path.name or "."
        raise InputError(mark("is a folder."), file=name, name=name, hint=hint)
    if not path.is_file():
        raise InputError(mark("is not there."), file=path.name)
    with tempfile.TemporaryDirectory() as folder:
        inside = unpacked(path, Path(folder), READERS)
        if path.suffix.lower() == ZIP:
            yield [part for member in inside for part in _opened(path, member)]
        else:
            yield _open(inside[0], path.name)


def _opened(archive: Path, member: Path) -> list[Part]:
    try:
        return _open(member, f"{archive.name} > {member.name}")
    except InputError:
        return []


def _open(path: Path, name: str) -> list[Part]:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(
            mark("is of a format that is not read."),
            file=name,
            known=[*READERS, ZIP, GZIP],
            hint=mark("Give one of: {known}."),
        )
    if not path.stat().st_size:
        raise InputError(mark("is empty: there is nothing to import."), file=name)
    return reader(path, name)
