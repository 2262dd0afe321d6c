"""Is the corpus well? Findings as data, for ``condat doctor``."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from condat.core.words import mark
from condat.corpus import suppression
from condat.corpus.delta import DeltaFiles, File
from condat.corpus.place import Place
from condat.corpus.schema import TABLES
from condat.corpus.transaction import table_files
from condat.corpus.vacuum import leftovers
from condat.corpus.versions import Version, Versions

FREE_BYTES = 2**30


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it is, and what to do when it is not well.

    ``values`` fill the named places of ``message``.
    """

    level: Literal["ok", "warning", "error"]
    about: str
    message: str
    hint: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def check(place: Place) -> list[Finding]:
    """Look at the versions, every file of the latest, leftovers, erasures and free space.

    Examples
    --------
    >>> import tempfile
    >>> from condat.corpus.store import Corpus
    >>> {finding.level for finding in check(Corpus.create(tempfile.mkdtemp()).place)}
    {'ok'}
    """
    history = Versions(place).load()
    latest = history.latest
    kept = {"count": len(history.versions), "latest": latest.number}
    said = mark("kept: {count}; the latest: {latest}")
    found = [Finding("ok", "versions", said, values=kept), *_tables(place, latest)]
    return [*found, _leftovers(place, latest), _erasure(place), *_space(place)]


def _tables(place: Place, latest: Version) -> list[Finding]:
    found = []
    for name, number in sorted(latest.tables.items()):
        delta = table_files(place, latest.generation, TABLES[name])
        files = delta.files(number)
        broken = [file.path for file in files if not _whole(delta, file)]
        rows = sum(file.rows for file in files)
        if broken:
            said = mark("files missing or damaged: {broken} of {count}, such as {first}")
            hint = mark("Restore a backup: condat restore")
            told = {"broken": len(broken), "count": len(files), "first": broken[0]}
            found.append(Finding("error", name, said, hint, told))
        else:
            said = mark("rows: {rows}; files: {files}")
            found.append(Finding("ok", name, said, values={"rows": rows, "files": len(files)}))
    return found


def _whole(delta: DeltaFiles, file: File) -> bool:
    """Read what the file says of itself at its end: a file cut short has no end."""
    try:
        with delta.place.files.open_input_file(delta.where(file)) as source:
            return int(pq.ParquetFile(source).metadata.num_rows) == file.rows
    except (OSError, pa.ArrowInvalid):
        return False


def _leftovers(place: Place, latest: Version) -> Finding:
    left = leftovers(place, latest)
    if not left:
        return Finding("ok", "leftovers", mark("none"))
    said = mark("a write was stopped before its end: {files}")
    hint = mark("Nothing is lost; the next write tidies up.")
    return Finding("warning", "leftovers", said, hint, {"files": ", ".join(left)})


def _erasure(place: Place) -> Finding:
    known = suppression.load(place)
    if known.pending is not None:
        said, hint = mark("an erasure was stopped before its end"), mark("Open the corpus again.")
        return Finding("error", "erasure", said, hint)
    said = mark("addresses kept out: {count}")
    return Finding("ok", "erasure", said, values={"count": len(known.uris)})


def _space(place: Place) -> list[Finding]:
    if not place.local:
        return []
    free = shutil.disk_usage(place.root).free
    said, room = mark("free: {room} GiB"), {"room": free / 2**30}
    if free < FREE_BYTES:
        hint = mark("Free some before the next import.")
        return [Finding("warning", "space", said, hint, room)]
    return [Finding("ok", "space", said, values=room)]
