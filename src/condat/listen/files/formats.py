"""Which reader opens which file: one table."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from condat.core.errors import InputError
from condat.core.words import mark
from condat.listen.files import delimited, jsonl, parquet, sheets
from condat.listen.files.chunk import Part

Reader = Callable[[Path, str], list[Part]]


def _one(open_part: Callable[[Path, str], Part]) -> Reader:
    return lambda path, name: [open_part(path, name)]


READERS: dict[str, Reader] = {
    ".csv": _one(delimited.part),
    ".tsv": _one(delimited.part),
    ".txt": _one(delimited.part),
    ".jsonl": _one(jsonl.part),
    ".ndjson": _one(jsonl.part),
    ".parquet": _one(parquet.part),
    ".xlsx": sheets.parts,
    ".xls": sheets.parts,
    ".ods": sheets.parts,
}
ARCHIVE = ".zip"


@contextmanager
def parts(path: Path) -> Iterator[list[Part]]:
    """Open a file, or each file of an archive, for as long as the block lasts.

    Raises
    ------
    InputError
        When it is missing, empty, or of a format that is not read.
    """
    if not path.is_file():
        raise InputError(mark("is not there, or is not a file."), file=path.name)
    if path.suffix.lower() != ARCHIVE:
        yield _open(path, path.name)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield [part for member in _members(path, Path(folder)) for part in _opened(path, member)]


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
            known=[*READERS, ARCHIVE],
            hint=mark("Give one of: {known}."),
        )
    return reader(path, name)


def _members(archive: Path, folder: Path) -> list[Path]:
    found = []
    try:
        with zipfile.ZipFile(archive) as opened:
            for member in opened.infolist():
                target = folder / Path(member.filename).name
                if target.suffix.lower() in READERS and not member.is_dir():
                    target.write_bytes(opened.read(member))
                    found.append(target)
    except zipfile.BadZipFile:
        raise InputError(mark("is not a zip archive."), file=archive.name) from None
    return found
