"""Spreadsheets (XLSX, XLS, ODS): each sheet a part; a cell as the text that stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import fastexcel
import polars as pl

from condat.core.errors import InputError
from condat.core.words import mark
from condat.listen.files.chunk import Chunk, Part, broken
from condat.listen.files.rows import rows_as_json, unique

_PREVIEW = 30
_ROWS = 50_000


def parts(path: Path, name: str) -> list[Part]:
    """Open a workbook: one part for each sheet that holds something.

    Raises
    ------
    InputError
        When it is no workbook, or is empty.
    """
    try:
        book = fastexcel.read_excel(path)
        sheets = [(s, table) for s in book.sheet_names for table in _apart(_cells(book, s))]
    except fastexcel.FastExcelError:
        told = mark("is not a spreadsheet that can be read.")
        hint = mark("Open it in a spreadsheet program and save it as XLSX or CSV.")
        raise InputError(told, file=name, hint=hint) from None
    found = [_part(f"{name} > {sheet}", cells) for sheet, cells in sheets if len(cells)]
    if not found:
        raise InputError(mark("is empty: there is nothing to import."), file=name)
    return found


def _cells(book: fastexcel.ExcelReader, sheet: str) -> pl.DataFrame:
    loaded = book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
    return loaded.to_polars().with_columns(
        pl.all().str.strip_chars().str.replace(r"^(\d{4}-\d{2}-\d{2}) 00:00:00$", "$1")
    )


def _apart(cells: pl.DataFrame) -> list[pl.DataFrame]:
    """Tell tables apart that stand side by side under the same headers, an empty column between.

    LinkedIn gives its top posts by engagement beside its top posts by impressions.
    """
    groups: list[list[str]] = [[]]
    for column in cells.columns:
        empty = cells[column].null_count() == len(cells) or not (cells[column] != "").any()
        groups = [*groups, []] if empty else [*groups[:-1], [*groups[-1], column]]
    tables = [cells.select(names) for names in groups if names]
    heads = [_said(table) for table in tables]
    return tables if len(tables) > 1 and set.intersection(*heads) else [cells]


def _said(table: pl.DataFrame) -> set[str]:
    rows = table.head(_PREVIEW).rows()
    return {cell for row in rows if all(row) for cell in row if not cell[:1].isdigit()}


def _part(name: str, cells: pl.DataFrame) -> Part:
    preview = [[cell or "" for cell in row] for row in cells.head(_PREVIEW).rows()]

    def chunks(header_row: int, _columns: Sequence[str]) -> Iterator[Chunk]:
        headers = unique(preview[header_row])
        rows = cells.rename(dict(zip(cells.columns, headers, strict=True))).with_row_index(
            "#line", 1
        )
        below = rows.slice(header_row + 1).filter(
            pl.any_horizontal(pl.exclude("#line").is_not_null() & (pl.exclude("#line") != ""))
        )
        for start in range(0, len(below), _ROWS):
            some = below.slice(start, _ROWS)
            named = some.drop("#line")
            lines = some["#line"].cast(pl.Int64)
            done = min(1.0, (start + _ROWS) / len(below))
            yield Chunk(named, lines, rows_as_json(named), broken([], [], []), done)

    return Part(name, preview, chunks)
