"""Hashes that must never change: they say in which bucket a key lies and whether a row is new.

XXH3 (64 bits) of each column, mixed in order of the columns. A test holds known values.
"""

from __future__ import annotations

import daft
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

BUCKETS = 16
Hashes = npt.NDArray[np.uint64]

_NULL = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0xBF58476D1CE4E5B9)
_LAST = np.uint64(0x94D049BB133111EB)


def rows(table: pa.Table) -> Hashes:
    """Hash each row of a table; null is no value, and not the empty text.

    Examples
    --------
    >>> same = rows(pa.table({"a": ["x", "", None, "x"]}))
    >>> bool(same[0] == same[3]), bool(same[1] == same[2])
    (True, False)
    """
    state = np.zeros(table.num_rows, np.uint64)
    for column in table.columns:
        state = _mix((state ^ _column(column)) * _STEP)
    return state


def buckets(keys: pa.ChunkedArray) -> npt.NDArray[np.int32]:
    """Give each key its bucket, from 0 to 15.

    Examples
    --------
    >>> buckets(pa.chunked_array([["https://example.org/1"]])).tolist()
    [8]
    """
    return (_mix(_column(keys) * _STEP) % np.uint64(BUCKETS)).astype(np.int32)


def _column(column: pa.ChunkedArray) -> Hashes:
    array = column.combine_chunks()
    hashed = daft.Series.from_arrow(array, "x").hash().to_arrow()
    values = pc.fill_null(hashed, 0).to_numpy(zero_copy_only=False)
    if array.null_count:
        values = np.where(array.is_null().to_numpy(zero_copy_only=False), _NULL, values)
    return values


def _mix(state: Hashes) -> Hashes:
    state = (state ^ (state >> np.uint64(27))) * _LAST
    return state ^ (state >> np.uint64(31))
