"""One Delta Lake table kept in buckets: the files of a version, and a commit of other files.

Parquet is written here and only the log by Delta Lake, so that one commit can both add rows and
replace buckets, and columns stay the plain strings that every engine reads. Statistics hold the
number of rows and nothing else: no personal value gets into a log.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

import daft
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable, Schema
from deltalake.exceptions import CommitFailedError
from deltalake.transaction import AddAction, RemoveAction

from condat.core.errors import ConflictError
from condat.core.words import mark
from condat.corpus.place import Place

BUCKET, CONTENT = "bucket", "content"
COMPRESSION = "zstd"
ROWS = 8192  # of a group: what is read to find one post
_OPTIONS = {"delta.dataSkippingNumIndexedCols": "0", "delta.enableExpiredLogCleanup": "false"}


@dataclass(frozen=True, order=True)
class File:
    """A Parquet file of a table: its path in the table's folder, bucket, rows and bytes."""

    path: str
    bucket: int
    rows: int
    size: int


def physical(schema: pa.Schema) -> pa.Schema:
    """Add to a table's columns those that the store needs: the bucket and the content's hash."""
    own = [pa.field(CONTENT, pa.int64()), pa.field(BUCKET, pa.int32())]
    return pa.schema([*schema, *own])


class DeltaFiles:
    """A Delta table as sets of files.

    Parameters
    ----------
    place : Place
    name : str
        Its folder, from the place's root.
    schema : pyarrow.Schema
        Its columns, those of the store included.
    """

    def __init__(self, place: Place, name: str, schema: pa.Schema) -> None:
        self.place, self.name, self.schema = place, name, schema

    def create(self) -> None:
        """Make the table, empty, if it is not there."""
        self.place.make_folder(self.name)
        with suppress(CommitFailedError):  # another writer has just made it
            DeltaTable.create(
                self._uri,
                Schema.from_arrow(self.schema),
                mode="ignore",
                partition_by=[BUCKET],
                configuration=_OPTIONS,
                storage_options=self.place.delta,
            )

    def open(self, version: int | None = None) -> DeltaTable:
        """Open the table at a version, or at its head."""
        return DeltaTable(self._uri, version=version, storage_options=self.place.delta)

    def files(self, version: int | None) -> list[File]:
        """List the files of a version; none when the table is not there yet (version None)."""
        return [] if version is None else list_files(self.open(version))

    def current(self) -> list[File]:
        """List the files of the head."""
        return list_files(self.open())

    def write(self, rows: pa.Table, bucket: int) -> File:
        """Write rows to a new file of a bucket, which no version holds yet."""
        path = f"{BUCKET}={bucket}/{uuid.uuid4().hex}.parquet"
        self.place.make_folder(f"{self.name}/{BUCKET}={bucket}")
        file = File(path, bucket, rows.num_rows, 0)
        files, where = self.place.files, self.where(file)
        pq.write_table(rows, where, filesystem=files, compression=COMPRESSION, row_group_size=ROWS)
        return replace(file, size=files.get_file_info(where).size)

    def where(self, file: File) -> str:
        """Return the path of a file of the table, for the place's ``files``."""
        return self.place.path(f"{self.name}/{file.path}")

    def read(self, file: File, columns: list[str] | None = None) -> pa.Table:
        """Read a file's rows."""
        with self.place.files.open_input_file(self.where(file)) as source:
            return pq.ParquetFile(source).read(columns)

    def pick(self, file: File, key: str, wanted: pa.Array, columns: list[str]) -> pa.Table:
        """Read the rows of a file whose key is wanted, and no group of rows that holds none."""
        with self.place.files.open_input_file(self.where(file)) as source:
            parquet = pq.ParquetFile(source)
            keys = parquet.read([key])[key]
            places = pc.indices_nonzero(pc.is_in(keys, value_set=wanted)).to_numpy()
            sizes = [parquet.metadata.row_group(n).num_rows for n in range(parquet.num_row_groups)]
            groups = np.unique(np.searchsorted(np.cumsum(sizes), places, side="right"))
            rows = parquet.read_row_groups(groups.tolist(), columns)
        return rows.filter(pc.is_in(rows[key], value_set=wanted))

    def commit(self, wanted: Iterable[File], instead_of: Iterable[File] | None = None) -> int:
        """Make a version of exactly these files, whatever the head holds; return its number.

        Parameters
        ----------
        wanted : iterable of File
        instead_of : iterable of File, optional
            The files that the head must hold now: compare and set.

        Raises
        ------
        ConflictError
            When another writer came between.
        """
        head, goal = self.open(), set(wanted)
        there = set(list_files(head))
        if instead_of is not None and there != set(instead_of):
            raise ConflictError(mark("Another writer changed {table}."), table=self.name)
        actions = [_add(file) for file in sorted(goal - there)]
        actions += [_remove(file) for file in sorted(there - goal)]
        if actions:
            self._commit(head, actions)
        if set(list_files(head)) != goal:
            raise ConflictError(mark("Another writer changed {table}."), table=self.name)
        return head.version()

    def frame(self, version: int) -> daft.DataFrame:
        """Return a version's rows, lazily, the store's own columns left out."""
        read = daft.read_deltalake(self._uri, version=version, io_config=self.place.engine)
        return read.exclude(BUCKET, CONTENT)

    def vacuum(self, keep: list[int]) -> list[str]:
        """Remove the files of all but some versions; only with the corpus lock held alone."""
        return self.open().vacuum(
            retention_hours=0,
            dry_run=False,
            enforce_retention_duration=False,
            full=True,
            keep_versions=keep,
        )

    def _commit(self, head: DeltaTable, actions: list[AddAction | RemoveAction]) -> None:
        try:
            head.create_write_transaction(
                actions,
                "append",
                Schema.from_arrow(self.schema),
                [BUCKET],
                commit_properties=CommitProperties(max_commit_retries=0),
            )
        except CommitFailedError as error:
            raise ConflictError(mark("Another writer changed {table}."), table=self.name) from error
        head.update_incremental()

    @property
    def _uri(self) -> str:
        return f"{self.place.uri}/{self.name}"


def list_files(table: DeltaTable) -> list[File]:
    """List the files of an open table, sorted by path."""
    actions = pa.table(table.get_add_actions(flatten=True))
    columns = ("path", f"partition.{BUCKET}", "num_records", "size_bytes")
    values = zip(*(actions[name].to_pylist() for name in columns), strict=True)
    return sorted(File(*row) for row in values)


def _add(file: File) -> AddAction:
    now, stats = int(time.time() * 1000), json.dumps({"numRecords": file.rows})
    return AddAction(file.path, file.size, {BUCKET: str(file.bucket)}, now, True, stats)


def _remove(file: File) -> RemoveAction:
    now = int(time.time() * 1000)
    return RemoveAction(file.path, True, now, file.size, {BUCKET: str(file.bucket)})
