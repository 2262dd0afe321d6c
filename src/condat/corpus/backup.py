"""A backup is one archive of the latest version; a restore puts it into an empty place.

The archive holds a manifest with the digest of each of its files, the tables as Parquet, and the
list of suppression. People erased since the backup was made are erased from what is restored.
"""

from __future__ import annotations

import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from condat.core.errors import CorpusError, InputError
from condat.core.ids import digest
from condat.core.settings import Store
from condat.core.words import mark
from condat.corpus import suppression
from condat.corpus.delta import CONTENT
from condat.corpus.lock import shared
from condat.corpus.place import Place, open_place
from condat.corpus.schema import TABLES
from condat.corpus.store import Corpus
from condat.corpus.suppression import Suppression
from condat.corpus.transaction import table_files
from condat.corpus.versions import Versions

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Backup:
    """What an archive holds: the version and when it was made, and the rows of each table."""

    version: int
    at: datetime
    note: str
    rows: dict[str, int]


def backup(corpus: Corpus, archive: Path) -> Backup:
    """Write the latest version to an archive, whole or not at all, and verify it."""
    hidden = archive.with_name(f"{archive.name}.tmp")
    with shared(corpus.place.lock), tarfile.open(hidden, "w") as tar:
        _write(corpus.place, tar)
    made = verify(hidden)
    os.replace(hidden, archive)  # noqa: PTH105 - the same file, under its name
    return made


def verify(archive: Path) -> Backup:
    """Read an archive to its end and compare every file with its digest.

    Raises
    ------
    InputError
        When it is no backup, is cut short, or a file is not what it was.
    """
    with _opened(archive) as tar:
        said = json.loads(_bytes(tar, MANIFEST))
        for name, expected in said["digests"].items():
            if digest(_bytes(tar, name)) != expected:
                raise InputError(mark("{name} is damaged."), name=name, file=str(archive))
    return Backup(said["version"], datetime.fromisoformat(said["at"]), said["note"], said["rows"])


def restore(
    archive: Path,
    uri: str | Path,
    options: Store | None = None,
    *,
    at: datetime | None = None,
    also: bytes | None = None,
) -> Corpus:
    """Make a corpus of an archive in a place that has none.

    A ``suppression.json`` that is in the place already, and one given as ``also``, are respected
    beside the archive's. When they name more people, the restored version is another one, and that
    of the archive is ended.

    Raises
    ------
    InputError
        When the archive is damaged.
    CorpusError
        When there is a corpus already.
    """
    said, place = verify(archive), open_place(uri, options)
    with _opened(archive) as tar:
        listed = suppression.parse(_bytes(tar, suppression.FILE))
        known = _joined(listed, place.read(suppression.FILE), also)
        corpus = Corpus.create(uri, options)
        suppression.save(place, known)
        with corpus.transaction(at=said.at, note=said.note) as tx:
            for name, rows in _tables(tar):
                tx.upsert(name, rows)
    _renumber(place, said, at or datetime.now(UTC), same=known == listed)
    return corpus


def _joined(listed: Suppression, *kept: bytes | None) -> Suppression:
    for one in kept:
        listed = listed if one is None else listed.joined(suppression.parse(one))
    return listed


def _renumber(place: Place, said: Backup, at: datetime, *, same: bool) -> None:
    """Give the restored version the number it had, so that plans made from it find it."""
    versions = Versions(place)
    seen = versions.load()
    restored = replace(seen.latest, number=said.version, at=said.at, note=said.note)
    if same:
        versions.replace(seen, (restored,))
    else:
        ended = replace(restored, tables={}, note="", erased_at=at)
        versions.replace(seen, (ended, replace(restored, number=said.version + 1, at=at)))


def _write(place: Place, tar: tarfile.TarFile) -> None:
    latest, rows, digests = Versions(place).load().latest, dict[str, int](), dict[str, str]()
    for name, number in sorted(latest.tables.items()):
        delta = table_files(place, latest.generation, TABLES[name])
        for index, file in enumerate(delta.files(number)):
            data = place.read(f"{delta.name}/{file.path}")
            if data is None:
                path = f"{delta.name}/{file.path}"
                hint = mark("Run: condat doctor")
                raise CorpusError(mark("{path} is missing."), path=path, hint=hint)
            digests[f"{name}/{index}.parquet"] = _add(tar, f"{name}/{index}.parquet", data)
            rows[name] = rows.get(name, 0) + file.rows
    listed = suppression.dump(suppression.load(place))
    digests[suppression.FILE] = _add(tar, suppression.FILE, listed)
    said = {"version": latest.number, "at": latest.at.isoformat(), "note": latest.note}
    _add(tar, MANIFEST, json.dumps(said | {"rows": rows, "digests": digests}).encode())


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> str:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    tar.addfile(member, io.BytesIO(data))
    return digest(data)


def _tables(tar: tarfile.TarFile) -> Iterator[tuple[str, pa.Table]]:
    for member in tar.getnames():
        table, _, rest = member.partition("/")
        if rest:
            rows = pq.read_table(pa.BufferReader(_bytes(tar, member)))
            yield table, rows.drop_columns([CONTENT])


@contextmanager
def _opened(archive: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(archive) as tar:
            yield tar
    except (tarfile.TarError, KeyError) as error:
        raise InputError(mark("is no backup: {detail}."), detail=error, file=str(archive)) from None


def _bytes(tar: tarfile.TarFile, name: str) -> bytes:
    member = tar.extractfile(name)
    return b"" if member is None else member.read()
