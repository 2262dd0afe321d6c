"""Rows of a table, as columns or as a list: what a listing asks of either."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

Row = dict[str, Any]
Rows: TypeAlias = "pa.Table | Sequence[Row]"
UP, DOWN = "ascending", "descending"


def equal(column: str) -> Callable[[Rows, str], Rows]:
    """Keep the rows whose column is a value."""

    def keep(rows: Rows, value: str) -> Rows:
        if isinstance(rows, pa.Table):
            return rows.filter(pc.equal(pc.cast(rows[column], pa.string()), value))
        return [row for row in rows if str(row[column]) == value]

    return keep


def holding(*columns: str) -> Callable[[Rows, str], Rows]:
    """Keep the rows in which one of some columns holds a text, whatever its case."""

    def keep(rows: Rows, value: str) -> Rows:
        if isinstance(rows, pa.Table):
            found = [
                pc.match_substring(rows[name], value, ignore_case=True).fill_null(False)
                for name in columns
            ]
            kept = found[0]
            for one in found[1:]:
                kept = pc.or_(kept, one)
            return rows.filter(kept)
        wanted = value.casefold()
        return [r for r in rows if any(wanted in str(r[name]).casefold() for name in columns)]

    return keep


def columnar(rows: Rows) -> pa.Table:
    """Return rows that are columns as what they are."""
    assert isinstance(rows, pa.Table)  # noqa: S101 - of a listing made from columns
    return rows


def ordered(rows: Rows, key: str, order: str) -> Rows:
    """Order rows by a column, what is not known last."""
    if isinstance(rows, pa.Table):
        column = rows[key]
        keys = pa.table({"missing": pc.is_null(column), "value": _foldable(column)})
        by = [("missing", UP), ("value", order)]
        return rows.take(pc.sort_indices(keys, sort_keys=by))
    known = [row for row in rows if row.get(key) is not None]
    missing = [row for row in rows if row.get(key) is None]
    return [*sorted(known, key=lambda row: _folded(row[key]), reverse=order == DOWN), *missing]


def _foldable(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_lower(column) if pa.types.is_string(column.type) else column


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def counted(rows: Rows) -> int:
    """Return how many rows there are."""
    return rows.num_rows if isinstance(rows, pa.Table) else len(rows)


def cut(rows: Rows, start: int, size: int) -> list[Row]:
    """Return so many rows from a place on, each as a mapping."""
    if isinstance(rows, pa.Table):
        found: list[Row] = rows.slice(start, size).to_pylist()
        return found
    return list(rows[start : start + size])
