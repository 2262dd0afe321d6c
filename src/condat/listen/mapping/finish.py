"""The last steps of a mapped row: its key, its provenance, its types."""

from __future__ import annotations

import polars as pl
import pyarrow as pa

from condat.corpus import hashing
from condat.corpus.schema import TABLES
from condat.listen.mapping.layout import Section
from condat.listen.mapping.origin import ROW, Origin


def with_keys(frame: pl.DataFrame, table: str, section: Section, origin: Origin) -> pl.DataFrame:
    """Make the keys that a layout asks for, from the source and other columns of the table."""
    for name, column in section.columns.items():
        if column.key:
            known = [part for part in column.key if part in frame.columns]
            parts = frame.select(known)
            hashed = _hashes_of(parts.with_columns(pl.lit(origin.source).alias("source")))
            given = (
                pl.lit(value=False)
                if column.key[0] not in known
                else pl.col(known[0]).is_not_null()
            )
            uri = pl.lit(f"urn:condat:{table}:") + hashed
            frame = frame.with_columns(pl.when(given).then(uri).alias(name))
    return frame


def hashes(raw: pl.Series) -> pl.Series:
    """Hash each row as it stands in the file.

    Examples
    --------
    >>> hashes(pl.Series(["a,b"])).str.len_chars().item()
    16
    """
    marks = hashing.rows(pa.table({"raw": raw.to_arrow()}))
    return pl.Series("raw_hash", [f"{mark:016x}" for mark in marks.tolist()], dtype=pl.String)


def _hashes_of(frame: pl.DataFrame) -> pl.Series:
    columns = [pl.col(name).cast(pl.String) for name in frame.columns]
    table = frame.select(columns).to_arrow()
    first, second = hashing.rows(table), hashing.rows(table.append_column("salt", table.column(0)))
    pairs = zip(first.tolist(), second.tolist(), strict=True)
    return pl.Series([f"{a:016x}{b:016x}" for a, b in pairs], dtype=pl.String)


def finished(frame: pl.DataFrame, table: str, marks: pl.Series, origin: Origin) -> pa.Table:
    """Add where the rows are from, and give the columns the types of the corpus."""
    full = frame.with_columns(
        pl.lit(origin.source).alias("source"),
        pl.lit(origin.fetched_at, dtype=pl.Datetime("us", "UTC")).alias("fetched_at"),
        marks.gather(frame[ROW]).alias("raw_hash"),
    )
    schema = TABLES[table].schema
    names = [name for name in schema.names if name in full.columns]
    return full.select(names).to_arrow().cast(pa.schema([schema.field(name) for name in names]))


def distinct(tables: list[pa.Table], name: str) -> pa.Table:
    """Join tables; of rows with the same key the last stays."""
    joined = pa.concat_tables(tables, promote_options="default")
    frame = pl.DataFrame(pl.from_arrow(joined))
    keys = list(TABLES[name].key)
    if not frame.select(keys).is_duplicated().any():
        return joined
    last = frame.with_row_index(ROW).unique(keys, keep="last", maintain_order=True)[ROW]
    return joined.take(last.to_arrow())
