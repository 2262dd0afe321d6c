"""Every table out, in a format that other tools read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

from condat.corpus.schema import TABLES
from condat.usecases.desk import Desk

Format = Literal["csv", "jsonl", "parquet"]
Write = Callable[[Path, pa.Schema, Iterable[pa.RecordBatch]], int]
BETWEEN = "; "  # values of a list in one cell of a CSV file


def export(desk: Desk, folder: Path, *, form: Format, version: int | None = None) -> dict[str, int]:
    """Write each table of facts to ``folder/TABLE.FORM``.

    Returns
    -------
    dict
        Rows written, by table.

    Raises
    ------
    NotFoundError, ErasedError
        When that version of the corpus is not kept.
    """
    snapshot = desk.corpus.snapshot(version)
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    with desk.progress.step(desk.words("Exporting"), total=len(TABLES)) as step:
        for name, table in TABLES.items():
            frame = snapshot.frame(name).sort([*table.key]).select(*table.schema.names)
            batches = (batch.cast(table.schema) for batch in frame.to_arrow_iter())
            written[name] = write_table(folder / f"{name}.{form}", table.schema, batches, form)
            step.advance()
    return written


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
    return pa.string() if pa.types.is_list(kind) else kind


def _flattened(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    columns = list(_flat_columns(batch))
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _flat_columns(batch: pa.RecordBatch) -> Iterator[pa.Array]:
    for column in batch.columns:
        nested = pa.types.is_list(column.type)
        yield pc.binary_join(column, BETWEEN) if nested else column


_WRITERS: dict[Format, Write] = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}
