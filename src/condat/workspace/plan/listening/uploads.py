"""Files that a browser sends: limited, checked, named by us, kept until imported or for a day."""

from __future__ import annotations

import shutil
import time
import uuid
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404

from condat.core.errors import InputError
from condat.core.words import mark
from condat.usecases.listen.previewing import MAPPING
from condat.workspace.teams.models import Team

FOLDER = "uploads"  # of the workspace folder: an erasure removes it
KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".jsonl", ".ndjson", ".json", ".parquet", ".zip", ".gz")
STARTS = {".xlsx": b"PK", ".zip": b"PK", ".gz": b"\x1f\x8b", ".parquet": b"PAR1"}
MARKS = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16, which has zero bytes
KEPT_SECONDS = 86_400


def keep(file: UploadedFile[bytes] | None, team: Team) -> uuid.UUID:
    """Write an uploaded file under a number of its own.

    Raises
    ------
    InputError
        When there is none, it is too large, of a kind that nothing reads or not what its name says.
    """
    if file is None or not file.name:
        raise InputError(mark("No file was chosen."))
    name = Path(file.name).name
    if Path(name).suffix.lower() not in KINDS:
        raise InputError(mark("is of a kind that cannot be imported."), file=name)
    if (file.size or 0) > settings.UPLOAD_LIMIT:
        most = settings.UPLOAD_LIMIT // 1_000_000
        told = mark("is larger than the {most} MB that are taken at once: split it.")
        raise InputError(told, file=name, most=most)
    if not _as_named(file, Path(name).suffix.lower()):
        raise InputError(mark("does not hold what its name says."), file=name)
    folder = room(team)
    with (folder / name).open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    return uuid.UUID(folder.name)


def room(team: Team) -> Path:
    """Make a folder for what waits to be imported, under a number of its own."""
    folder = team.root / FOLDER / str(uuid.uuid4())
    folder.mkdir(parents=True)
    return folder


def find(team: Team, number: uuid.UUID) -> Path:
    """Return an uploaded file of a team by its number."""
    folder = team.root / FOLDER / str(number)
    found = [path for path in folder.glob("*") if path.name != MAPPING]
    if not found:
        raise Http404
    return found[0]


def drop(path: Path) -> None:
    """Remove an uploaded file, with what was noted beside it."""
    if path.parent.parent.name == FOLDER:
        clear(path.parent)


def clear(folder: Path) -> None:
    """Remove a folder of what waited."""
    shutil.rmtree(folder, ignore_errors=True)


def gone(paths: Iterable[Path]) -> bool:
    """Say whether all are uploads that were removed."""
    return all(path.parent.parent.name == FOLDER and not path.exists() for path in paths)


def sweep(team: Team, now: float | None = None) -> int:
    """Remove what was sent a day ago and never imported; return how many."""
    limit = (now or time.time()) - KEPT_SECONDS
    old = [path for path in (team.root / FOLDER).glob("*") if path.stat().st_mtime < limit]
    for folder in old:
        clear(folder)
    return len(old)


def _as_named(file: UploadedFile[bytes], ending: str) -> bool:
    """Say whether the first bytes are those of the kind; text holds no zero byte."""
    head = file.read(4096)
    file.seek(0)
    if ending in STARTS:
        return head.startswith(STARTS[ending])
    return b"\0" not in head or head.startswith(MARKS)
