"""What the steps of a mapping hand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import polars as pl

ROW = "#"  # the column with a row's place in its chunk


@dataclass(frozen=True)
class Origin:
    """Where rows are from: the source, the file, when it was read, and of when its counts are.

    ``since`` and ``until`` bound the period that the file covers, where an archive tells it.
    """

    source: str
    file: str
    fetched_at: datetime
    at: datetime
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Fault:
    """Why some rows of a chunk cannot go in: a code, with what is written there as its value."""

    header: str
    reason: str
    wrong: pl.Series
    written: pl.Series | None = None
