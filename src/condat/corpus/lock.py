"""The corpus lock: readers and writers share it, vacuum and erasure hold it alone.

It binds the processes of one machine and outlives none of them: a killed holder holds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import ReadWriteLock, Timeout

from condat.core.errors import ConflictError
from condat.core.words import mark

WAIT_SECONDS = 600.0


@contextmanager
def shared(path: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock beside other readers and writers.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "lock"
    >>> with shared(path), shared(path):
    ...     pass
    """
    try:
        with ReadWriteLock(path, timeout=wait, is_singleton=False).read_lock():
            yield
    except Timeout:
        raise _busy(path, wait) from None


@contextmanager
def alone(path: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock with no reader and no writer beside."""
    try:
        with ReadWriteLock(path, timeout=wait, is_singleton=False).write_lock():
            yield
    except Timeout:
        raise _busy(path, wait) from None


def _busy(path: Path, wait: float) -> ConflictError:
    return ConflictError(
        mark("{path} was held by another process for {seconds} s."),
        path=path,
        seconds=round(wait),
        hint=mark("Try again when it has ended."),
    )
