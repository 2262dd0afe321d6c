"""One column of the corpus out of the columns of a file, by what its layout says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl
import pyarrow as pa

from condat.core.ids import slug
from condat.corpus.schema import COUNT, TEXT, TEXTS, TIME
from condat.listen.mapping.headers import named
from condat.listen.mapping.layout import Column, Layout
from condat.listen.values import dates, numbers

_NOTHING = ("-", "–", "—", "--", "n/a", "na", "nan", "null", "none", "nil", "#n/a")
_ITEM = r'"(?:[^"\\]|\\.)*"'


@dataclass(frozen=True)
class Cell:
    """Values of one column, where they are wrong, by which code, and under which header they stood.

    ``timed`` says of dates whether they had a time of day.
    """

    values: pl.Series
    wrong: pl.Series
    reason: str = ""
    header: str = ""
    written: pl.Series | None = None
    timed: pl.Series | None = None


def written(column: Column, cells: pl.DataFrame, layout: Layout) -> tuple[pl.Series | None, str]:
    """Take what is written for a column, and the header it stands under; None if nowhere."""
    found = named(column.names, cells.columns)
    if not found:
        return None, ""
    texts = [_one(cells, name) for name in found]
    joined = pl.select(pl.coalesce(*(_tidy(text, layout.null) for text in texts))).to_series()
    for name in named(column.before, cells.columns)[:1]:
        joined = _with_before(joined, _tidy(_one(cells, name), layout.null))
    return _as_told(joined, column), found[0]


def _one(cells: pl.DataFrame, name: str) -> pl.Series:
    if name in cells.columns:
        return cells[name]
    head, _, rest = name.partition(".")
    return cells[head].str.json_path_match(f"$.{rest}")


def _with_before(texts: pl.Series, before: pl.Series) -> pl.Series:
    """Put one text before another that does not hold it."""
    frame = pl.DataFrame({"t": texts, "before": before})
    small = (pl.col(name).str.to_lowercase() for name in ("t", "before"))
    whole = (
        pl.when(next(small).str.contains(next(small), literal=True))
        .then("t")
        .otherwise(pl.format("{} {}", "before", "t"))
    )
    return frame.select(pl.coalesce(whole, "t", "before")).to_series()


def _tidy(texts: pl.Series, null: Sequence[str]) -> pl.Series:
    text = pl.col("t").str.replace_all("\x00", "", literal=True).str.strip_chars()
    nothing = (text == "") | text.is_in(list(null))
    return texts.to_frame("t").select(pl.when(~nothing).then(text)).to_series()


def _as_told(texts: pl.Series, column: Column) -> pl.Series:
    if column.extract:
        texts = texts.str.extract(column.extract)
    if column.map:
        known = {key.casefold(): meant for key, meant in column.map.items()}
        lower = texts.str.to_lowercase()
        texts = pl.select(pl.coalesce(lower.replace_strict(known, default=None), texts)).to_series()
    if column.profile:
        texts = _addressed(texts, column.profile)
    if column.slug:
        texts = each(texts, slug)
    return column.prefix + texts if column.prefix else texts


def _addressed(texts: pl.Series, profile: str) -> pl.Series:
    """Make addresses of handles; an address stays one, and what is neither is nothing."""
    before, after = profile.split("{}")
    address, handle = texts.str.extract(r"(https?://\S+)"), texts.str.extract(r"^@?([\w.-]+)$")
    return pl.select(pl.coalesce(address, before + handle + after)).to_series()


def each(texts: pl.Series, change: Callable[[str], object], kind: pa.DataType = TEXT) -> pl.Series:
    """Change each distinct text once, and give the results in place.

    Examples
    --------
    >>> each(pl.Series(["a", None, "a"]), str.upper).to_list()
    ['A', None, 'A']
    """
    distinct = texts.unique().drop_nulls().to_list()
    told = pl.Series("to", pl.from_arrow(pa.array([change(text) for text in distinct], kind)))
    changed = pl.DataFrame([pl.Series("t", distinct, dtype=pl.String), told])
    return texts.to_frame("t").join(changed, on="t", how="left", maintain_order="left")["to"]


def read(
    column: Column, kind: pa.DataType, cells: pl.DataFrame, layout: Layout, at: datetime
) -> Cell | None:
    """Read one column as the type it has in the corpus; None where the file does not have it.

    ``at`` is of when its counts are: a date that may lack its year is none later.
    """
    if kind == TEXTS:
        return _lists(column, cells, layout)
    texts, header = written(column, cells, layout)
    if texts is None:
        return None
    if kind == TIME:
        return _moments(texts, header, column, layout, at if column.yearless else None)
    if kind == COUNT:
        return _numbers(texts, header, "whole_number", numbers.counts)
    if pa.types.is_floating(kind):
        mark = column.decimal or layout.decimal
        return _numbers(
            texts, header, "number", lambda t: numbers.reals(t, mark=mark) * column.scale
        )
    return Cell(texts, _nowhere(texts), header=header)


def _moments(
    texts: pl.Series, header: str, column: Column, layout: Layout, until: datetime | None
) -> Cell:
    some = _given(texts)
    found = dates.moments(
        some,
        order=column.order or layout.order,
        zone=column.zone or layout.zone,
        formats=column.formats,
        until=until,
    )
    wrong = found["moment"].is_null() & some.is_not_null()
    return Cell(found["moment"], wrong, "date", header, some, found["timed"])


def _numbers(
    texts: pl.Series, header: str, reason: str, change: Callable[[pl.Series], pl.Series]
) -> Cell:
    some = _given(texts)
    values = change(some)
    return Cell(values, values.is_null() & some.is_not_null(), reason, header, some)


def _lists(column: Column, cells: pl.DataFrame, layout: Layout) -> Cell | None:
    found = named(column.names, cells.columns)
    if not found:
        return None
    texts = (_tidy(_one(cells, name), layout.null) for name in found)
    lists = [_items(_as_told(text, column), column.separator) for text in texts]
    frame = pl.DataFrame({str(i): items for i, items in enumerate(lists)})
    empty = pl.lit([], dtype=pl.List(pl.String))
    joined = frame.select(
        pl.when(pl.any_horizontal(pl.all().is_not_null())).then(
            pl.concat_list(pl.all().fill_null(empty)).list.unique(maintain_order=True)
        )
    ).to_series()
    return Cell(joined, _nowhere(joined), header=found[0])


def _items(texts: pl.Series, separator: str | None) -> pl.Series:
    json = texts.str.starts_with("[") & texts.str.ends_with("]")
    listed = texts.str.extract_all(_ITEM).list.eval(pl.element().str.slice(1).str.head(-1))
    if json.any() and texts.filter(json).str.contains("\\", literal=True).any():
        listed = listed.list.eval(pl.element().str.replace_all(r'\\(["\\/])', "$1"))
    apart = texts.str.replace_all(separator or r"\s*[,;|\n]\s*", "\x1f", literal=bool(separator))
    split = apart.str.split("\x1f").list.eval(pl.element().str.strip_chars())
    chosen = pl.when(json).then(listed).otherwise(split)
    items = pl.select(pl.when(texts.is_not_null()).then(chosen)).to_series()
    return items.list.eval(pl.element().filter(pl.element() != ""))


def _given(texts: pl.Series) -> pl.Series:
    nothing = texts.str.to_lowercase().is_in(list(_NOTHING))
    return pl.select(pl.when(~nothing).then(texts)).to_series()


def _nowhere(values: pl.Series) -> pl.Series:
    return pl.repeat(value=False, n=len(values), dtype=pl.Boolean, eager=True)
