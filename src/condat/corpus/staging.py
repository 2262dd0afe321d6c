"""Rows waiting for the end of a transaction, by bucket; in memory, then in unnamed files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.core.errors import InputError
from condat.core.words import mark
from condat.corpus.delta import CONTENT
from condat.corpus.hashing import BUCKETS, buckets, rows
from condat.corpus.merge import last_of
from condat.corpus.schema import Table

MEMORY_BYTES = 256 * 2**20
# Columns that may differ while the row says the same: when it was read, and from which bytes.
NOT_CONTENT = ("fetched_at", "raw_hash")


class Staging:
    """The rows that a transaction writes to one table, in the order they came.

    A row to remove is its key with a null hash of content. The files have no name: the system
    frees them when the process ends, however it ends.
    """

    def __init__(self, table: Table, memory_bytes: int = MEMORY_BYTES) -> None:
        self.table = table
        self.schema = table.schema.append(pa.field(CONTENT, pa.int64()))
        self._limit, self._bytes = memory_bytes, 0
        self._memory: list[list[pa.Table]] = [[] for _ in range(BUCKETS)]
        self._stack, self._files = ExitStack(), list[IO[bytes]]()
        self._writers: list[pa.RecordBatchStreamWriter] = []

    def upsert(self, given: pa.Table) -> None:
        """Stage rows to write.

        Raises
        ------
        InputError
            When a column is unknown or of another type, or a key is null.
        """
        table = conform(given, self.table)
        content = [name for name in table.column_names if name not in NOT_CONTENT]
        hashed = pa.array(rows(table.select(content)).view(np.int64))
        self._stage(table.append_column(self.schema.field(CONTENT), hashed))

    def delete(self, keys: pa.Table) -> None:
        """Stage rows to remove, by their key."""
        table = conform(keys.select(list(self.table.key)), self.table)
        nulls = pa.nulls(table.num_rows, pa.int64())
        self._stage(table.append_column(self.schema.field(CONTENT), nulls))

    def again(self, change: Callable[[pa.Table], pa.Table]) -> Staging:
        """Stage the same rows again, those to write changed by a function of tables."""
        other = Staging(self.table, self._limit)
        for number in range(BUCKETS):
            staged = self.bucket(number)
            last = staged.take(last_of(staged, self.table.key, append_only=self.table.append_only))
            wanted = pc.is_valid(last[CONTENT])
            other.upsert(change(last.filter(wanted).drop_columns([CONTENT])))
            other.delete(last.filter(pc.invert(wanted)))
        return other

    def bucket(self, number: int) -> pa.Table:
        """Return the rows staged for a bucket, in order."""
        parts = [*self._spilled(number), *self._memory[number]]
        return pa.concat_tables(parts) if parts else self.schema.empty_table()

    def _stage(self, table: pa.Table) -> None:
        numbers = buckets(table[self.table.key[0]])
        ordered = table.combine_chunks().take(pa.array(np.argsort(numbers, kind="stable")))
        ends = np.cumsum(np.bincount(numbers, minlength=BUCKETS))
        for number, (start, end) in enumerate(zip([0, *ends], ends, strict=False)):
            if end > start:
                self._memory[number].append(ordered.slice(start, end - start))
        self._bytes += ordered.nbytes
        if self._bytes > self._limit:
            self._spill()

    def _spill(self) -> None:
        if not self._files:
            self._files = [self._stack.enter_context(TemporaryFile()) for _ in range(BUCKETS)]  # noqa: SIM115
            self._writers = [pa.ipc.new_stream(file, self.schema) for file in self._files]
        for writer, parts in zip(self._writers, self._memory, strict=True):
            for part in parts:
                writer.write_table(part)
            parts.clear()
        self._bytes = 0

    def _spilled(self, number: int) -> list[pa.Table]:
        if not self._files:
            return []
        self._files[number].flush()
        self._files[number].seek(0)
        return [pa.ipc.open_stream(self._files[number]).read_all()]


def conform(given: pa.Table, table: Table) -> pa.Table:
    """Give rows a table's columns, in its order and types; missing ones are null.

    Examples
    --------
    >>> from condat.corpus.schema import PERSONS
    >>> conform(pa.table({"author_uri": ["a"]}), PERSONS).column_names[:2]
    ['author_uri', 'person_uri']
    """
    unknown = set(given.column_names) - set(table.schema.names)
    if unknown:
        raise InputError(
            mark("{table} has no column {columns}."), table=table.name, columns=sorted(unknown)
        )
    columns = [_column(given, field) for field in table.schema]
    for name in table.key:
        if columns[table.schema.get_field_index(name)].null_count:
            told = mark("A row of {table} has no {column}.")
            raise InputError(told, table=table.name, column=name, field=name)
    return pa.table(columns, schema=table.schema)


def _column(given: pa.Table, field: pa.Field) -> pa.ChunkedArray:
    if field.name not in given.column_names:
        return pa.chunked_array([pa.nulls(given.num_rows, field.type)])
    try:
        return given[field.name].cast(field.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise InputError(mark("cannot be used: {detail}"), detail=error, field=field.name) from None
