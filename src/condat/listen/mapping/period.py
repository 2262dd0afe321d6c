"""The days that an export covers, told by the part of it that has one row a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from condat.listen.files.chunk import Part
from condat.listen.mapping.headers import plain
from condat.listen.values.dates import moments

_DAYS = ("date", "dates", "datum", "jour", "tag", "day")


def period(parts: Sequence[Part]) -> tuple[datetime | None, datetime | None]:
    """Return the first and the last day of the part whose first column is a date, if there is one.

    Examples
    --------
    >>> period([])
    (None, None)
    """
    for part in parts if len(parts) > 1 else ():
        header = part.preview[0]
        if header and plain(header[0]) in _DAYS:
            return _bounds(part, header[0])
    return None, None


def _bounds(part: Part, header: str) -> tuple[datetime | None, datetime | None]:
    read = [moments(chunk.cells[header])["moment"] for chunk in part.chunks(0, ())]
    days = pl.concat(read).drop_nulls() if read else pl.Series([], dtype=pl.Datetime)
    bounds = days.min(), days.max()
    first, last = (day if isinstance(day, datetime) else None for day in bounds)
    return first, last
