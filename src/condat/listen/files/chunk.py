"""What every format is read into: rows of text cells with their lines, and broken rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from condat.core.errors import InputError
from condat.core.words import mark
from condat.listen.reasons import Reason

BROKEN: Mapping[str, pl.DataType] = {
    "line": pl.Int64(),
    "field": pl.String(),
    "reason": pl.String(),
    "values": pl.List(pl.String),
    "raw": pl.String(),
}


MOST_COLUMNS = 5_000


@dataclass(frozen=True)
class Chunk:
    """Some rows of a file.

    Parameters
    ----------
    cells : pl.DataFrame
        Text columns under the file's own headers; an empty cell is null.
    lines : pl.Series
        The physical line each row begins on (a spreadsheet: its row), from 1.
    raw : pl.Series
        Each row as it stands in the file, text.
    broken : pl.DataFrame
        Rows that could not be told apart into cells: its line, why, and its text.
    done : float
        Part of the file that is read after this chunk, 0..1.
    """

    cells: pl.DataFrame
    lines: pl.Series
    raw: pl.Series
    broken: pl.DataFrame
    done: float


@dataclass(frozen=True)
class Part:
    """One table of a file: the file itself, a sheet of it, a member of an archive.

    Parameters
    ----------
    name : str
        How to call it in a message.
    preview : sequence of sequence of str
        Its first rows as they stand, the headers among them.
    chunks : callable
        ``chunks(header_row, columns)`` reads the rows below that row of the preview; ``columns``
        are names that may appear only later (JSON Lines).
    """

    name: str
    preview: Sequence[Sequence[str]]
    chunks: Callable[[int, Sequence[str]], Iterator[Chunk]]


def check_columns(preview: Sequence[Sequence[str]], name: str) -> None:
    """Refuse a table far wider than any that people make.

    Raises
    ------
    InputError
        When a row of the preview has more than :data:`MOST_COLUMNS` cells.
    """
    count = max(map(len, preview), default=0)
    if count > MOST_COLUMNS:
        raise InputError(
            mark("has {count} columns, more than {most}."),
            file=name,
            count=count,
            most=MOST_COLUMNS,
            hint=mark("Look at its separator, or leave out columns that are not needed."),
        )


def broken(lines: Sequence[int], reasons: Sequence[Reason], raw: Sequence[str]) -> pl.DataFrame:
    """Make the table of rows that could not be read.

    Examples
    --------
    >>> broken([3], [Reason("fields", ("3", "2"))], ["a,b"])["values"].to_list()
    [['3', '2']]
    """
    columns = {
        "line": lines,
        "field": [""] * len(lines),
        "reason": [reason.code for reason in reasons],
        "values": [list(reason.values) for reason in reasons],
        "raw": raw,
    }
    return pl.DataFrame(columns, schema=BROKEN)
