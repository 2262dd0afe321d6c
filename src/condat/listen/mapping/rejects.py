"""Rows that did not go in: where they stand, why, and what they said."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pyarrow as pa

from condat.core.ids import digest
from condat.corpus.schema import TABLES
from condat.listen.files.chunk import Chunk
from condat.listen.mapping.origin import Fault, Origin

Row = tuple[int, str, str, list[str], str]  # line, field, reason, its values, raw text


def rejects(chunk: Chunk, faults: list[Fault], wrong: pl.Series, origin: Origin) -> pa.Table:
    """Make the rejects of a chunk: its broken rows, and those with a fault."""
    rows: list[Row] = chunk.broken.rows()
    for row in wrong.arg_true().to_list():
        fault = next(fault for fault in faults if fault.wrong[row])
        value = fault.written[row] if fault.written is not None else None
        values = [] if value is None else [_short(str(value))]
        rows.append((chunk.lines[row], fault.header, fault.reason, values, chunk.raw[row]))
    return reject_rows(rows, origin)


def reject_rows(rows: list[Row], origin: Origin) -> pa.Table:
    """Make rows of ``rejects`` out of line, field, reason, its values and raw text."""
    columns: Mapping[str, list[object]] = {
        "uri": [f"urn:condat:reject:{digest(origin.source, origin.file, str(r[0]))}" for r in rows],
        "file": [origin.file] * len(rows),
        "line": [r[0] for r in rows],
        "field": [r[1] or None for r in rows],
        "reason": [r[2] for r in rows],
        "values": [r[3] for r in rows],
        "raw": [r[4] for r in rows],
        "source": [origin.source] * len(rows),
        "fetched_at": [origin.fetched_at] * len(rows),
        "raw_hash": [digest(r[4]) for r in rows],
    }
    return pa.table(columns, schema=TABLES["rejects"].schema)


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
