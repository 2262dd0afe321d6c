"""Strings to small integers and back, in an order that does not depend on the order of rows."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
Column: TypeAlias = pa.Array | pa.ChunkedArray


def encode(values: Column) -> tuple[pa.Array, Ints]:
    """Return the sorted distinct values and the place of each row's value among them (-1: null).

    Examples
    --------
    >>> names, codes = encode(pa.array(["b", "a", None, "b"]))
    >>> names.to_pylist(), codes.tolist()
    (['a', 'b'], [1, 0, -1, 1])
    """
    names = pc.unique(values.drop_null())
    names = names.take(pc.sort_indices(names))
    return names, look_up(values, names)


def look_up(values: Column, names: Column) -> Ints:
    """Return the place of each value among ``names``; -1 where it is not there."""
    if len(names) == 0 or len(values) == 0:
        return np.full(len(values), -1, np.int64)
    known = names.combine_chunks() if isinstance(names, pa.ChunkedArray) else names
    found = pc.fill_null(pc.index_in(values, value_set=known, skip_nulls=True), -1)
    return np.asarray(found.to_numpy(), np.int64)


def flatten(lists: Column) -> tuple[pa.Array, Ints]:
    """Return the items of a column of lists, and the row that each comes from; nulls left out."""
    column = lists.combine_chunks() if isinstance(lists, pa.ChunkedArray) else lists
    items, rows = pc.list_flatten(column), pc.list_parent_indices(column)
    kept = pc.is_valid(items)
    return items.filter(kept), np.asarray(rows.filter(kept).to_numpy(), np.int64)


def grouped(keys: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the order that sorts rows by key, and where each key's rows start (size + 1).

    Examples
    --------
    >>> order, starts = grouped(np.array([1, 0, 1]), 3)
    >>> order.tolist(), starts.tolist()
    ([1, 0, 2], [0, 1, 3, 3])
    """
    order = np.argsort(keys, kind="stable")
    return order, np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=size))])


def joined(left: Ints, right: Ints, size: int) -> tuple[Ints, Ints]:
    """Join two columns of keys in 0..size-1: the rows of both sides of each match.

    Examples
    --------
    >>> [rows.tolist() for rows in joined(np.array([2, 0]), np.array([0, 2, 2]), 3)]
    [[0, 0, 1], [1, 2, 0]]
    """
    order, starts = grouped(right, size)
    matches = starts[left + 1] - starts[left]
    rows = np.repeat(np.arange(len(left)), matches)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(matches) - matches, matches)
    return rows, order[np.repeat(starts[left], matches) + within]


def totals(keys: Ints, values: Reals | Flags, size: int = 0) -> Reals:
    """Return the sum of the values of each key; at least ``size`` of them."""
    return np.bincount(keys, weights=values, minlength=size).astype(np.float64)


def whole(column: Column) -> Ints:
    """Return integers or times (in their unit) as an array; null becomes -1."""
    return np.asarray(pc.fill_null(pc.cast(column, pa.int64()), -1).to_numpy(), np.int64)


def real(column: Column) -> Reals:
    """Return numbers as an array; null becomes NaN."""
    return np.asarray(pc.fill_null(pc.cast(column, pa.float64()), np.nan).to_numpy(), np.float64)


def nullable(values: Reals) -> pa.Array:
    """Return an Arrow column in which NaN is null."""
    return pa.array(values, pa.float64(), mask=np.isnan(values))
