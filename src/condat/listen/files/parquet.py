"""Parquet: its columns as text, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from condat.core.errors import InputError
from condat.core.words import mark
from condat.listen.files.chunk import Chunk, Part, broken
from condat.listen.files.rows import rows_as_json

_ROWS = 50_000


def part(path: Path, name: str) -> Part:
    """Open a Parquet file.

    Raises
    ------
    InputError
        When it is not Parquet.
    """
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(
            mark("is not a Parquet file: {detail}."), detail=str(error).rstrip("."), file=name
        ) from None
    return Part(name, [file.schema_arrow.names], lambda _header, _columns: _chunks(file))


def _chunks(file: pq.ParquetFile) -> Iterator[Chunk]:
    read, total = 0, max(file.metadata.num_rows, 1)
    for batch in file.iter_batches(batch_size=_ROWS):
        typed = pl.DataFrame(pl.from_arrow(batch))
        cells = typed.select(_as_text(column) for column in typed.get_columns())
        lines = pl.int_range(read + 1, read + 1 + len(cells), dtype=pl.Int64, eager=True)
        read += len(cells)
        yield Chunk(cells, lines, rows_as_json(cells), broken([], [], []), read / total)


def _as_text(column: pl.Series) -> pl.Series:
    kind = column.dtype
    if isinstance(kind, pl.Datetime):
        zoned = column.dt.convert_time_zone("UTC") if kind.time_zone else column
        return zoned.dt.strftime("%Y-%m-%dT%H:%M:%S%.6f" + ("Z" if kind.time_zone else ""))
    if kind == pl.Date:
        return column.dt.strftime("%Y-%m-%d")
    if isinstance(kind, pl.List | pl.Struct):
        encoded = column.to_frame().select(pl.struct(pl.all()).struct.json_encode()).to_series()
        text = encoded.str.slice(len(column.name) + 4).str.strip_suffix("}")
        return pl.select(pl.when(column.is_not_null()).then(text)).to_series().alias(column.name)
    return column.cast(pl.String)
