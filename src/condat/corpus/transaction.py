"""One transaction: rows are staged, compared with what is there, written, and published at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import pyarrow as pa

from condat.core.errors import InputError
from condat.core.words import mark
from condat.corpus import suppression
from condat.corpus.delta import CONTENT, DeltaFiles, File, physical
from condat.corpus.hashing import BUCKETS
from condat.corpus.merge import Changes, Merge, merge, without
from condat.corpus.place import Place
from condat.corpus.schema import TABLES, Table
from condat.corpus.scrub import scrub
from condat.corpus.staging import Staging, conform
from condat.corpus.versions import Version, Versions

WORKERS = 2
# A bucket of more files than this is rewritten as one by the next transaction that adds to it.
MOST_FILES = 16


@dataclass(frozen=True)
class Result:
    """What a transaction did: changes per table, and the version it made (None: nothing new)."""

    tables: dict[str, Changes] = field(default_factory=dict)
    version: int | None = None


class Transaction:
    """Rows to write to any of the tables, all or none of them."""

    def __init__(self, place: Place, at: datetime, note: str) -> None:
        self._place, self._at, self._note = place, at, note
        self._staged: dict[str, Staging] = {}
        self._applied = self._listed = suppression.load(place)
        self.result = Result()

    def upsert(self, table: str, rows: pa.Table) -> None:
        """Add rows, or replace those of the same key; the last of a key counts.

        Parameters
        ----------
        table : str
            The name of a table of ``corpus.schema``.
        rows : pyarrow.Table
            Any of its columns; missing ones are null.

        Raises
        ------
        InputError
            When the table or a column is unknown, or a key is null.
        """
        staging = self._staging(table)
        staging.upsert(self._allowed(conform(rows, staging.table), staging.table))

    def delete(self, table: str, keys: pa.Table) -> None:
        """Remove the rows of these keys."""
        self._staging(table).delete(keys)

    def commit(self) -> None:
        """Write what was staged onto the latest version and publish it.

        Raises
        ------
        ConflictError
            When another writer came between; nothing of this one is seen.
        """
        self._suppress()
        versions = Versions(self._place)
        seen = versions.load()
        changes: dict[str, Changes] = {}
        written: dict[str, int] = {}
        for name, staging in self._staged.items():
            changes[name], version = write(self._place, seen.latest, staging)
            written |= {} if version is None else {name: version}
        if written:
            following = seen.latest.next(self._at, self._note, written)
            versions.publish(seen, following)
        self.result = Result(changes, following.number if written else None)

    def _allowed(self, rows: pa.Table, table: Table) -> pa.Table:
        """Leave out the people on the list of suppression; note which posts go with them."""
        if not self._listed:
            return rows
        rows, posts = scrub(rows, table, self._listed)
        self._listed = self._listed.adding(posts=posts)
        return rows

    def _suppress(self) -> None:
        """Apply the list again to all that is staged, if it grew since the rows came."""
        kept = suppression.load(self._place)
        self._listed = kept.joined(self._listed)
        while self._listed != self._applied:
            self._applied = self._listed
            for name, staging in self._staged.items():
                self._staged[name] = staging.again(partial(self._allowed, table=staging.table))
        if self._listed != kept:
            suppression.save(self._place, self._listed)

    def _staging(self, name: str) -> Staging:
        if name not in TABLES:
            hint = mark("There are: {names}.")
            raise InputError(
                mark("There is no table {table}."), table=name, names=list(TABLES), hint=hint
            )
        return self._staged.setdefault(name, Staging(TABLES[name]))


def table_files(place: Place, generation: int, table: Table) -> DeltaFiles:
    """Return the Delta table of a table of facts in a generation."""
    return DeltaFiles(place, f"g{generation}/{table.name}", physical(table.schema))


def write(place: Place, base: Version, staging: Staging) -> tuple[Changes, int | None]:
    """Write staged rows over a version of their table; return the table's new version, if any."""
    delta = table_files(place, base.generation, staging.table)
    present = delta.files(base.tables.get(staging.table.name))

    def one(number: int) -> tuple[Changes, list[File]]:
        files = [file for file in present if file.bucket == number]
        return _write_bucket(delta, staging, number, files)

    delta.create()
    with ThreadPoolExecutor(WORKERS) as pool:
        done = list(pool.map(one, range(BUCKETS)))
    changes = sum((counts for counts, _ in done), Changes())
    if not changes:
        return changes, None
    return changes, delta.commit(file for _, files in done for file in files)


def _write_bucket(
    delta: DeltaFiles, staging: Staging, number: int, files: list[File]
) -> tuple[Changes, list[File]]:
    staged = staging.bucket(number)
    if not staged.num_rows:
        return Changes(), files
    found = _compare(delta, staging.table, staged, files)
    if not found.changes:
        return found.changes, files
    rows = staged.take(found.write)
    if not found.drop.num_rows and len(files) < MOST_FILES:
        return found.changes, [*files, delta.write(rows, number)]
    kept = [without(delta.read(file), found.drop, staging.table.key) for file in files]
    return found.changes, [delta.write(pa.concat_tables([*kept, rows]), number)]


def _compare(delta: DeltaFiles, table: Table, staged: pa.Table, files: list[File]) -> Merge:
    columns = [*table.key, CONTENT]
    empty = staged.select(columns).slice(0, 0)
    present = pa.concat_tables([empty, *(delta.read(file, columns) for file in files)])
    return merge(staged, present, table.key, append_only=table.append_only)
