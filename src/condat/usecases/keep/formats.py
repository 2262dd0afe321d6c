"""Tables as files that other tools read: CSV for spreadsheets, JSON lines, Parquet."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

Format = Literal["csv", "jsonl", "parquet"]
IO = BinaryIO | io.RawIOBase
Write = Callable[[IO, pa.Schema, Iterable[pa.RecordBatch]], Iterator[int]]
BETWEEN = "; "  # values of a list in one cell of a CSV file
COMPUTED = r"^([=+\-@\t\r])"  # how a cell begins that a spreadsheet would compute


def write_table(
    path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch], form: Format
) -> int:
    """Write record batches to a file that is seen whole or not at all; return the rows."""
    unfinished = path.with_name(f".{path.name}")
    with unfinished.open("wb") as file:
        rows = sum(_WRITERS[form](file, schema, batches))
    unfinished.replace(path)
    return rows


def stream_table(
    schema: pa.Schema, batches: Iterable[pa.RecordBatch], form: Format
) -> Iterator[bytes]:
    """Give the same file as bytes, a batch at a time: no more than that is held.

    Examples
    --------
    >>> table = pa.table({"likes": [3, 4]})
    >>> b"".join(stream_table(table.schema, table.to_batches(), "csv")).split()
    [b'"likes"', b'3', b'4']
    """
    held = _Held()
    for _ in _WRITERS[form](held, schema, batches):
        yield held.taken()
    yield held.taken()


class _Held(io.RawIOBase):
    """A file that is taken away while it is written."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._parts.append(bytes(data))
        self._size += len(self._parts[-1])
        return len(self._parts[-1])

    def tell(self) -> int:
        return self._size

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _parquet(file: IO, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Iterator[int]:
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
            yield batch.num_rows


def _csv(file: IO, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Iterator[int]:
    flat = pa.schema([pa.field(f.name, _flat_type(f.type)) for f in schema])
    with csv.CSVWriter(file, flat) as writer:
        for batch in batches:
            writer.write_batch(_flattened(batch, flat))
            yield batch.num_rows


def _jsonl(file: IO, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Iterator[int]:  # noqa: ARG001
    for batch in batches:
        file.write(pl.DataFrame(batch).write_ndjson().encode())
        yield batch.num_rows


def _flat_type(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_nested(kind) else kind


def _flattened(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    columns = [_safe(_flat(column)) for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _flat(column: pa.Array) -> pa.Array:
    if not pa.types.is_nested(column.type):
        return column
    if pa.types.is_list(column.type) and pa.types.is_string(column.type.value_type):
        return pc.binary_join(column, BETWEEN)
    told = (None if v is None else json.dumps(v, ensure_ascii=False) for v in column.to_pylist())
    return pa.array(told, pa.string())


def _safe(column: pa.Array) -> pa.Array:
    """Keep a spreadsheet from computing what others wrote: such a text gets an apostrophe."""
    if not pa.types.is_string(column.type):
        return column
    return pc.replace_substring_regex(column, COMPUTED, r"'\1")


_WRITERS: dict[Format, Write] = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}
