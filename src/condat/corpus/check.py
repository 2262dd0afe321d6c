"""Is the corpus well? Findings as data, for ``condat doctor``."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

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
    """One thing that was looked at: how it is, and what to do when it is not well."""

    level: Literal["ok", "warning", "error"]
    about: str
    message: str
    hint: str = ""


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
    said = f"{len(history.versions)} kept, the latest is {latest.number}"
    found = [Finding("ok", "versions", said), *_tables(place, latest)]
    return [*found, _leftovers(place, latest), _erasure(place), *_space(place)]


def _tables(place: Place, latest: Version) -> list[Finding]:
    found = []
    for name, number in sorted(latest.tables.items()):
        delta = table_files(place, latest.generation, TABLES[name])
        files = delta.files(number)
        broken = [file.path for file in files if not _whole(delta, file)]
        rows = sum(file.rows for file in files)
        if broken:
            said = f"{len(broken)} of {len(files)} files are missing or damaged: {broken[0]}"
            found.append(Finding("error", name, said, "Restore a backup: condat restore"))
        else:
            found.append(Finding("ok", name, f"{rows} rows in {len(files)} files"))
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
        return Finding("ok", "leftovers", "none")
    said = f"a writer was stopped: {', '.join(left)}"
    return Finding(
        "warning", "leftovers", said, "Nothing is lost; the next write or vacuum tidies."
    )


def _erasure(place: Place) -> Finding:
    known = suppression.load(place)
    if known.pending is not None:
        return Finding("error", "erasure", "was stopped before its end", "Open the corpus again.")
    return Finding("ok", "erasure", f"{len(known.uris)} addresses are kept out")


def _space(place: Place) -> list[Finding]:
    if not place.local:
        return []
    free = shutil.disk_usage(place.root).free
    said = f"{free / 2**30:.1f} GiB free"
    if free < FREE_BYTES:
        return [Finding("warning", "space", said, "Free some before the next import.")]
    return [Finding("ok", "space", said)]
