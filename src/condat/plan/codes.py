"""Strings to small integers and back, in an order that does not depend on the order of rows."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
Keys = NDArray[np.uint64]
Column: TypeAlias = pa.Array | pa.ChunkedArray


def encode(values: Column) -> tuple[pa.Array, Ints]:
    """Return the sorted distinct values and the place of each row's value among them (-1: null).

    Examples
    --------
    >>> names, codes = encode(pa.array(["b", "a", None, "b"]))
    >>> names.to_pylist(), codes.tolist()
    (['a', 'b'], [1, 0, -1, 1])
    """
    known, at = _coded(values if _is_coded(values) else values.dictionary_encode())
    used = np.flatnonzero(np.bincount(at[at >= 0], minlength=len(known)))
    names = known.take(pa.array(used))
    order = pc.sort_indices(names)
    place = np.full(len(known) + 1, -1, np.int64)
    place[used[order.to_numpy()]] = np.arange(len(used))
    return names.take(order), place[at]


def look_up(values: Column, names: Column) -> Ints:
    """Return the place of each value among ``names``; -1 where it is not there."""
    if len(names) == 0 or len(values) == 0:
        return np.full(len(values), -1, np.int64)
    if _is_coded(values):
        known, at = _coded(values)
        return np.append(look_up(known, names), -1)[at]
    found = pc.fill_null(pc.index_in(values, value_set=_one(names), skip_nulls=True), -1)
    return np.asarray(found.to_numpy(), np.int64)


def placed(keys: Keys, known: Keys) -> Ints:
    """Return the place of each key among known ones, which are sorted; -1 where it is not there.

    Examples
    --------
    >>> placed(np.array([7, 4], np.uint64), np.array([2, 7], np.uint64)).tolist()
    [1, -1]
    """
    if not len(known):
        return np.full(len(keys), -1, np.int64)
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known[at] == keys, at, -1)


def among(values: Column, names: Column) -> pa.Array:
    """Say which values stand among ``names``; no null does.

    Examples
    --------
    >>> among(pa.array(["a", "b", None]), pa.array(["b"])).to_pylist()
    [False, True, False]
    """
    return pa.array(look_up(values, names) >= 0)


def distinct(values: Column) -> pa.Array:
    """Return the different values of a column; of a coded one, those that it may have."""
    if not _is_coded(values):
        return pc.unique(values)
    return _one(values).dictionary


def _is_coded(values: Column | pa.Field) -> bool:
    return bool(pa.types.is_dictionary(values.type))


def _coded(values: Column) -> tuple[pa.Array, Ints]:
    """Return the values of a coded column, each once, and the place of each row's (-1: null)."""
    one = _one(values)
    return one.dictionary, np.asarray(pc.fill_null(one.indices, -1).to_numpy(), np.int64)


def _one(values: Column) -> pa.Array:
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values


def numbered(keys: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the distinct keys (0 to ``size`` - 1) in order, and the place of each row's.

    Examples
    --------
    >>> [part.tolist() for part in numbered(np.array([7, 3, 7]), 8)]
    [[3, 7], [1, 0, 1]]
    """
    known = np.flatnonzero(np.bincount(keys, minlength=size))
    place = np.zeros(size, np.int64)
    place[known] = np.arange(len(known))
    return known, place[keys]


def paired(left: Column, right: Column, joint: str) -> pa.DictionaryArray:
    """Join two columns without nulls into a coded one: each different pair is written once.

    Examples
    --------
    >>> paired(pa.array(["fr", "fr"]), pa.array(["pain", "pain"]), ":").dictionary.to_pylist()
    ['fr:pain']
    """
    (lefts, at), (rights, by) = encode(left), encode(right)
    keys, row = numbered(at * len(rights) + by, len(lefts) * len(rights))
    i, j = np.divmod(keys, max(len(rights), 1))
    names = pc.binary_join_element_wise(lefts.take(pa.array(i)), rights.take(pa.array(j)), joint)
    return pa.DictionaryArray.from_arrays(pa.array(row.astype(np.int32)), names)


def plain(table: pa.Table) -> pa.Table:
    """Return a table with its coded columns as strings: for a few rows, to sort or to show.

    Examples
    --------
    >>> coded = pa.table({"term": pa.array(["pain", "pain"]).dictionary_encode()})
    >>> plain(coded)["term"].type
    DataType(string)
    """
    fields = [f.with_type(f.type.value_type) if _is_coded(f) else f for f in table.schema]
    return table.cast(pa.schema(fields))


def flatten(lists: Column) -> tuple[pa.Array, Ints]:
    """Return the items of a column of lists, and the row that each comes from; nulls left out."""
    column = _one(lists)
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


def crossed(
    row: Ints, column: Ints, shape: tuple[int, int], values: Reals | None = None
) -> csr_matrix:
    """Count the rows of each pair of keys, or add up their values, as a sparse matrix.

    Its columns are in order within each row.

    Examples
    --------
    >>> crossed(np.array([1, 0, 1]), np.array([0, 2, 0]), (2, 3)).toarray().tolist()
    [[0.0, 0.0, 1.0], [2.0, 0.0, 0.0]]
    """
    given = np.ones(len(row), np.float32) if values is None else values
    found = csr_matrix((given, (row, column)), shape)
    found.sort_indices()
    return found


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
