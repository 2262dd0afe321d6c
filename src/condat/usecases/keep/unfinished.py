"""What must not stay half done: noted in the workspace folder first, the note taken away last."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from condat.core.errors import CondatError
from condat.usecases.desk import Desk, write_whole

# Files on their way to their name, as they are called until they are whole.
HALF = re.compile(r"\..+\.\d+|\..+\.pdf|.+\.[0-9a-f]{32}\.tmp")
OLD_SECONDS = 3600.0


def noted(desk: Desk, name: str) -> str | None:
    """Return what was noted when this was begun; None when it was not, or has ended."""
    path = _note(desk, name)
    return path.read_text("utf-8") if path.exists() else None


@contextmanager
def begun(desk: Desk, name: str, told: str = "", *, wait: float = -1) -> Iterator[None]:
    """Note what is begun; the note stays when the process dies, and goes when all is done.

    What was refused was not begun. One process at a time: another one waits, so many seconds or
    until it is free.

    Raises
    ------
    filelock.Timeout
        When it was not free in time.
    """
    with FileLock(desk.root / f".{name}.lock", timeout=wait):
        write_whole(_note(desk, name), told)
        try:
            yield
        except CondatError:
            _note(desk, name).unlink(missing_ok=True)
            raise
        _note(desk, name).unlink(missing_ok=True)


def sweep(root: Path, now: float | None = None, older: float = OLD_SECONDS) -> int:
    """Remove what killed processes left half written, an hour after; return how many files."""
    limit = (now or time.time()) - older
    half = [path for path in root.rglob("*") if HALF.fullmatch(path.name) and path.is_file()]
    old = [path for path in half if path.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _note(desk: Desk, name: str) -> Path:
    return desk.root / f".{name}"
