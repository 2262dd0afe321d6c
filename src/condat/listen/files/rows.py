"""What formats without lines of text share."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def unique(names: Sequence[str]) -> list[str]:
    """Give each column a name of its own.

    Examples
    --------
    >>> unique(["date", "", "date"])
    ['date', 'column 2', 'date (2)']
    """
    seen: dict[str, int] = {}
    headers = []
    for place, name in enumerate(names, 1):
        plain = name or f"column {place}"
        seen[plain] = seen.get(plain, 0) + 1
        headers.append(plain if seen[plain] == 1 else f"{plain} ({seen[plain]})")
    return headers


def rows_as_json(cells: pl.DataFrame) -> pl.Series:
    """Write each row as a JSON object: how a row of a format without lines is kept.

    Examples
    --------
    >>> rows_as_json(pl.DataFrame({"a": ["1"], "b": [None]})).to_list()
    ['{"a":"1","b":null}']
    """
    return cells.select(pl.struct(pl.all()).struct.json_encode().alias("raw")).to_series()
