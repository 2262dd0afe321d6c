"""Tables as files that other tools read: CSV for spreadsheets, JSON lines, Parquet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

Format = Literal["csv", "jsonl", "parquet"]
Write = Callable[[Path, pa.Schema, Iterable[pa.RecordBatch]], int]
BETWEEN = "; "  # values of a list in one cell of a CSV file
COMPUTED = r"^([=+\-@\t\r])"  # how a cell begins that a spreadsheet would compute


def write_table(
    path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch], form: Format
) -> int:
    """Write record batches to a file that is seen whole or not at all; return the rows."""
    unfinished = path.with_name(f".{path.name}")
    rows = _WRITERS[form](unfinished, schema, batches)
    unfinished.replace(path)
    return rows


def _parquet(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        return sum(_one(writer.write_batch, batch) for batch in batches)


def _csv(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    flat = pa.schema([pa.field(f.name, _flat_type(f.type)) for f in schema])
    with csv.CSVWriter(path, flat) as writer:
        return sum(_one(writer.write_batch, _flattened(batch, flat)) for batch in batches)


def _jsonl(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:  # noqa: ARG001
    with path.open("wb") as file:
        return sum(_one(lambda b: pl.DataFrame(b).write_ndjson(file), batch) for batch in batches)


def _one(write: Callable[[pa.RecordBatch], object], batch: pa.RecordBatch) -> int:
    write(batch)
    return int(batch.num_rows)


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
