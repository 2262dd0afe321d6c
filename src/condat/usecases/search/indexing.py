"""Keep the search index up with the corpus: what changed since it was made, else all of it.

The index lies in ``index/`` of the workspace folder, whatever the corpus lies in. ``made.json``
names the folder that readers open and the corpus version that it was made from; it is written
last, so that a run killed anywhere leaves the index as it was, or a little ahead, and the next one
does it again. An erasure removes the whole folder before it begins.
"""

from __future__ import annotations

import shutil
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError

from condat.core.errors import ErasedError, NotFoundError
from condat.core.words import mark
from condat.corpus.fulltext.index import Fulltext, Writing
from condat.usecases.desk import Desk, write_whole
from condat.usecases.search.indexing_entries import entries, written_by

FOLDER, RECORD = "index", "made.json"
METHOD = 1  # raise it when entries are made otherwise
MOST_AT_ONCE = 200_000  # posts that are looked up one by one; for more, all is made anew
A_FEW = 2_000  # posts that whoever searches waits for
# Each table whose rows say something of a post, and the column that names the post.
_SAYING = {"posts": "uri", "counts": "post_uri", "engagements": "post_uri"}
_opened: dict[Path, tuple[int, Fulltext]] = {}
_opening = threading.Lock()


class Made(BaseModel):
    """What the index was made from, and where it lies."""

    version: int
    method: int
    folder: str


def made(root: Path) -> Made | None:
    """Say what the index of a workspace was made from; None where there is none."""
    try:
        return Made.model_validate_json((root / FOLDER / RECORD).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def opened(root: Path) -> Fulltext | None:
    """Open the index to read it; one that is open stays so until another is made."""
    path = root / FOLDER / RECORD
    try:
        written, found = path.stat().st_mtime_ns, made(root)
    except FileNotFoundError:
        found = None
    with _opening:
        if found is None or found.method != METHOD:
            _opened.pop(path, None)
            return None
        kept = _opened.get(path)
        if kept is None or kept[0] != written:
            try:
                kept = (written, Fulltext(path.parent / found.folder))
            except (OSError, ValueError):  # damaged, or gone as we looked
                return None
            _opened[path] = kept
        return kept[1]


def bring(desk: Desk) -> int:
    """Bring the index up to the corpus; return its version."""
    with _alone(desk):
        version = desk.corpus.snapshot().version
        known = made(desk.root)
        if known is not None and known.method == METHOD and opened(desk.root) is not None:
            if known.version == version:
                return version
            changed = _changed(desk, known.version, version)
            if changed is not None:
                _extend(desk, known, version, changed)
                return version
        _make(desk, version)
        return version


def keep_up(desk: Desk) -> None:
    """Bring the index up where that takes a moment; what takes longer is the work of a job."""
    version = desk.corpus.snapshot().version
    if _behind(desk, version) is None:
        return
    with suppress(Timeout), FileLock(desk.root / ".index.lock", timeout=0):
        known = _behind(desk, version)
        changed = _changed(desk, known.version, version) if known else None
        if known and changed is not None and len(changed) <= A_FEW:
            _extend(desk, known, version, changed)


def _behind(desk: Desk, version: int) -> Made | None:
    """Return what the index was made from, where that is not all there is."""
    known = made(desk.root)
    return known if known and known.method == METHOD and known.version < version else None


@contextmanager
def without(desk: Desk) -> Iterator[None]:
    """Remove the index, and let nobody make one while the block runs."""
    with _alone(desk):
        shutil.rmtree(desk.root / FOLDER, ignore_errors=True)
        opened(desk.root)
        yield


def _changed(desk: Desk, since: int, until: int) -> set[str] | None:
    """Return the posts to look at again; None when that is not known or too many."""
    tell = desk.corpus.touched
    try:
        posts = [tell(table, name, since=since, until=until) for table, name in _SAYING.items()]
        renamed = tell("authors", "uri", since=since, until=until)
    except (NotFoundError, ErasedError, OSError):
        return None
    changed = set[str]().union(*posts)
    if renamed:
        changed |= written_by(desk.corpus.snapshot(until), sorted(renamed))
    return changed if len(changed) <= MOST_AT_ONCE else None


def _extend(desk: Desk, known: Made, version: int, changed: set[str]) -> None:
    writing = Writing(desk.root / FOLDER / known.folder)
    writing.drop(changed)
    _fill(writing, desk, version, sorted(changed))
    _record(desk, known.model_copy(update={"version": version}))


def _make(desk: Desk, version: int) -> None:
    folder = uuid.uuid4().hex[:8]
    _fill(Writing(desk.root / FOLDER / folder), desk, version, None)
    _record(desk, Made(version=version, method=METHOD, folder=folder))
    for path in (desk.root / FOLDER).iterdir():
        if path.is_dir() and path.name != folder:
            shutil.rmtree(path, ignore_errors=True)


def _fill(writing: Writing, desk: Desk, version: int, uris: list[str] | None) -> None:
    snapshot = desk.corpus.snapshot(version)
    total = snapshot.count("posts") if uris is None else len(uris)
    with desk.progress.step(mark("Preparing the search"), total) as step:
        for part in entries(snapshot, uris):
            writing.put(part)
            step.advance(len(part))
        writing.keep()


def _record(desk: Desk, what: Made) -> None:
    write_whole(desk.root / FOLDER / RECORD, what.model_dump_json())


@contextmanager
def _alone(desk: Desk) -> Iterator[None]:
    with FileLock(desk.root / ".index.lock"):
        yield
