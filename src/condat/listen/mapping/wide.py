"""Tables with a column for each indicator to rows: one for each day and indicator."""

from __future__ import annotations

import polars as pl

from condat.listen.mapping.headers import named
from condat.listen.mapping.layout import Layout, Wide
from condat.listen.values.numbers import reals

_NOTHING = ("", "na", "n/a", "nan", "null", "none", "-")
Wrong = tuple[str, pl.Series, pl.Series]


def unfolded(
    frame: pl.DataFrame, cells: pl.DataFrame, layout: Layout, wide: Wide
) -> tuple[pl.DataFrame, list[Wrong]]:
    """Give each cell of the columns that the layout does not name a row of ``name`` and ``value``.

    A column of words (``events``: "launch", "na") becomes an indicator a word, 1 on its days.

    Returns
    -------
    frame : pl.DataFrame
        The columns of ``frame``, ``name`` and ``value``; empty cells give no row.
    wrong : list
        Header, mask of the rows and texts of columns where some cell is no number.
    """
    taken = {*named((*layout.headers(), *wide.without), cells.columns)}
    free = [c for c in cells.columns if c not in taken and not c.startswith("column ")]
    rows, wrong = [frame.clear().with_columns(*_named("", pl.lit(None, pl.Float64)))], list[Wrong]()
    for header in free:
        texts = _tidy(cells[header])
        values = reals(texts, mark=layout.decimal)
        unread = values.is_null() & texts.is_not_null()
        if 2 * unread.sum() > len(texts) - texts.null_count():
            words = frame.with_columns(*_named(header, pl.lit(1.0)), texts.alias("word"))
            said = words.drop_nulls("word").with_columns(pl.col("name") + ": " + pl.col("word"))
            rows.append(said.drop("word"))
            continue
        wrong += [(header, unread, texts)] if unread.any() else []
        rows.append(frame.with_columns(*_named(header, values)).drop_nulls("value"))
    return pl.concat(rows), wrong


def _named(name: str, values: pl.Expr | pl.Series) -> list[pl.Expr | pl.Series]:
    return [pl.lit(name).alias("name"), values.alias("value")]


def _tidy(texts: pl.Series) -> pl.Series:
    text = texts.str.strip_chars()
    nothing = text.str.to_lowercase().is_in(list(_NOTHING))
    return pl.select(pl.when(~nothing).then(text)).to_series()
