"""The moment of an entry, however it is written."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import polars as pl
from dateutil import parser as dateutil

from condat.listen.connectors.feeds.entry import Date
from condat.listen.values.dates import moments

_CLOCK = re.compile(r"\d\s*[:hH]\s*\d\d|[Tt]\d\d")


def moment(date: Date) -> tuple[datetime | None, bool]:
    """Return the moment in UTC (None when it cannot be read) and whether it has a time of day.

    Examples
    --------
    >>> moment(Date("dim. 22 novembre 2026"))
    (datetime.datetime(2026, 11, 22, 0, 0, tzinfo=datetime.timezone.utc), False)
    >>> moment(Date("soon"))
    (None, False)
    """
    timed = bool(_CLOCK.search(date.written))
    if date.seconds is not None:
        return datetime.fromtimestamp(date.seconds, UTC), timed
    read = _lenient(date.written) if date.written else None
    return read, bool(read) and timed


def _lenient(written: str) -> datetime | None:
    """Read what the formats do not allow: months in French and German, weekdays in any language."""
    known = moments(pl.Series([written], dtype=pl.String))["moment"].item()
    if known is not None:
        return datetime.fromtimestamp(known.timestamp(), UTC)
    without_weekday = re.sub(r"^[^\W\d]+\.?,\s*", "", written.strip())
    try:
        read = dateutil.parse(without_weekday)
    except (ValueError, OverflowError):
        return None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
