"""Files inside a file: a zip, a gzip, one JSON array; each becomes a file that a reader opens."""

from __future__ import annotations

import gzip
import json
import shutil
import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path

from condat.core.errors import InputError
from condat.core.words import mark

ZIP, GZIP, JSON = ".zip", ".gz", (".json", ".jsonl", ".ndjson")
_LARGE, _TIMES = 1 << 30, 100  # what unpacks to more than a GiB, and a hundred times its size


def unpacked(path: Path, folder: Path, known: Collection[str]) -> list[Path]:
    """Unpack a file into a folder; a file that holds no other is returned as it is.

    Parameters
    ----------
    known : collection of str
        Endings of the members of a zip that can be read; others are left in it.

    Raises
    ------
    InputError
        When it is not what its ending says, or unpacks to more than it should.
    """
    ending = path.suffix.lower()
    if ending == ZIP:
        return _members(path, folder, known)
    if ending == GZIP:
        return [_inflated(path, folder)]
    if ending in JSON and _is_array(path):
        return [_lines(path, folder)]
    return [path]


def _members(archive: Path, folder: Path, known: Collection[str]) -> list[Path]:
    found = []
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [m for m in opened.infolist() if not m.is_dir() and _wanted(m, known)]
            _check_size(archive, sum(member.file_size for member in members))
            for place, member in enumerate(members):
                target = folder / str(place) / Path(member.filename).name
                target.parent.mkdir()
                with opened.open(member) as inside, target.open("wb") as outside:
                    shutil.copyfileobj(inside, outside)
                found.append(target)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise InputError(mark("is not a zip archive, or is cut off."), file=archive.name) from None
    except RuntimeError:
        hint = mark("Unpack it, and give what is in it.")
        locked = mark("is a zip archive with a password.")
        raise InputError(locked, file=archive.name, hint=hint) from None
    return found


def _wanted(member: zipfile.ZipInfo, known: Collection[str]) -> bool:
    path = Path(member.filename)
    return path.suffix.lower() in known and "__MACOSX" not in path.parts


def _inflated(path: Path, folder: Path) -> Path:
    target = folder / path.stem
    written = 0
    try:
        with gzip.open(path) as inside, target.open("wb") as outside:
            while block := inside.read(1 << 20):
                written += outside.write(block)
                _check_size(path, written)
    except (gzip.BadGzipFile, zlib.error, EOFError):
        raise InputError(mark("is not a gzip file, or is cut off."), file=path.name) from None
    return target


def _check_size(path: Path, size: int) -> None:
    if size > max(_LARGE, _TIMES * path.stat().st_size):
        hint = mark("Unpack it yourself, if that is as it should be, and give what is in it.")
        far = mark("unpacks to far more than its size.")
        raise InputError(far, file=path.name, hint=hint)


def _is_array(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"["


def _lines(path: Path, folder: Path) -> Path:
    """Write one JSON array as JSON Lines: its first element is line 1."""
    target = folder / f"{path.stem}.jsonl"
    try:
        elements = json.loads(path.read_bytes().decode("utf-8-sig"))
    except ValueError as error:
        told = mark("is a JSON array that cannot be read: {detail}.")
        raise InputError(told, file=path.name, detail=error) from None
    with target.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in elements)
    return target
