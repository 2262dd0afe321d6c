"""Rows of a file to rows of the corpus, by a layout: each goes in or is rejected with a reason."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import pyarrow as pa

from condat.corpus.schema import TABLES, TEXTS, TIME
from condat.listen.files.chunk import Chunk
from condat.listen.mapping.addresses import addressed
from condat.listen.mapping.cells import Cell, each, read, written
from condat.listen.mapping.finish import distinct, finished, hashes, with_keys
from condat.listen.mapping.headers import named
from condat.listen.mapping.layout import Column, Layout, Section
from condat.listen.mapping.nothing import no_facts
from condat.listen.mapping.origin import ROW, Fault, Origin
from condat.listen.mapping.posts import with_body, with_links, with_title
from condat.listen.mapping.rejects import rejects
from condat.listen.mapping.wide import unfolded
from condat.listen.values import dates, people


@dataclass(frozen=True)
class Rows:
    """Rows for one table, each with the place of its row in the chunk (column ``#``)."""

    table: str
    frame: pl.DataFrame
    faults: tuple[Fault, ...] = ()


def mapped(chunk: Chunk, layout: Layout, origin: Origin) -> dict[str, pa.Table]:
    """Turn a chunk into rows of the corpus, those of ``rejects`` among them.

    Returns
    -------
    dict of str to pa.Table
        By table; no key stands twice in one.
    """
    every = [
        rows
        for table, sections in layout.tables.items()
        for section in sections
        if _applies(section, chunk.cells)
        for rows in _rows(table, section, chunk.cells, layout, origin)
    ]
    faults = [fault for rows in every for fault in rows.faults]
    wanted = ~(_skipped(chunk.cells, layout) | no_facts(chunk.cells, faults))
    kept = wanted.clone()
    for fault in faults:
        kept &= ~fault.wrong
    marks = hashes(chunk.raw)
    found: dict[str, list[pa.Table]] = {}
    for rows in every:
        frame = rows.frame.filter(kept.gather(rows.frame[ROW]))
        frame = (
            frame.unique("uri", keep="first", maintain_order=True)
            if rows.table == "authors"
            else frame
        )
        if len(frame):
            found.setdefault(rows.table, []).append(finished(frame, rows.table, marks, origin))
    tables = {name: distinct(tables, name) for name, tables in found.items()}
    bad = rejects(chunk, faults, wanted & ~kept, origin)
    return tables | ({"rejects": bad} if bad.num_rows else {})


def _applies(section: Section, cells: pl.DataFrame) -> bool:
    needed = [column for column in section.columns.values() if column.required]
    return all(named(column.names, cells.columns) for column in needed)


def _rows(
    table: str, section: Section, cells: pl.DataFrame, layout: Layout, origin: Origin
) -> list[Rows]:
    frame, authors = _with_people(section, cells, layout, origin)
    frame, faults = _with_cells(frame, table, section, cells, layout, origin)
    if table == "posts":
        body = section.columns["text"].body if "text" in section.columns else None
        frame = with_links(with_body(with_title(frame), body))
    if section.wide:
        frame, more = unfolded(frame, cells, layout, section.wide)
        faults += [Fault(header, "number", wrong, texts) for header, wrong, texts in more]
    frame = with_keys(frame, table, section, origin)
    main = table == layout.main
    faults += _missing(frame, table, section, cells) if main else []
    return [*authors, Rows(table, _telling(frame, table, section, main=main), tuple(faults))]


def _with_people(
    section: Section, cells: pl.DataFrame, layout: Layout, origin: Origin
) -> tuple[pl.DataFrame, list[Rows]]:
    frame = pl.DataFrame({ROW: pl.int_range(len(cells), dtype=pl.UInt32, eager=True)})
    authors = []
    for name, column in section.columns.items():
        if column.people:
            field, _ = written(column, cells, layout)
            field = _filled(field, column, origin, len(cells))
            if field is not None:
                frame = frame.with_columns(_uris(field, origin).alias(name))
                authors.append(Rows("authors", _authors(field, layout, origin)))
    return frame, authors


def _with_cells(
    frame: pl.DataFrame,
    table: str,
    section: Section,
    cells: pl.DataFrame,
    layout: Layout,
    origin: Origin,
) -> tuple[pl.DataFrame, list[Fault]]:
    schema, faults = TABLES[table].schema, list[Fault]()
    for name, column in section.columns.items():
        plain = not column.people and not column.key
        cell = _cell(column, schema.field(name).type, cells, layout, origin) if plain else None
        if cell is None:
            continue
        frame = frame.with_columns(addressed(cell.values, table, name, origin).alias(name))
        if cell.timed is not None and name == "published":
            frame = frame.with_columns(cell.timed.alias("time_known"))
        if cell.reason and cell.wrong.any():
            faults.append(Fault(cell.header, cell.reason, cell.wrong, cell.written))
    return frame, faults


def _cell(
    column: Column,
    kind: pa.DataType,
    cells: pl.DataFrame,
    layout: Layout,
    origin: Origin,
) -> Cell | None:
    cell = read(column, kind, cells, layout, origin.at) if column.names else None
    constant = column.value if column.value is not None else column.default
    if constant is None or (column.value is None and cell and not cell.values.null_count()):
        return cell
    filled = _constant(constant, kind, origin, len(cells))
    if cell is None:
        return Cell(filled, pl.repeat(value=False, n=len(cells), eager=True))
    missing = cell.values.is_null() & ~cell.wrong
    values = pl.select(pl.when(missing).then(filled).otherwise(cell.values)).to_series()
    return Cell(values, cell.wrong, cell.reason, cell.header, cell.written, cell.timed)


def _constant(value: str, kind: pa.DataType, origin: Origin, size: int) -> pl.Series:
    if kind == TIME:
        named = {"{at}": origin.at, "{since}": origin.since, "{until}": origin.until}
        moment = named[value] if value in named else dates.moments(pl.Series([value]))["moment"][0]
        return pl.repeat(moment, size, dtype=pl.Datetime("us", "UTC"), eager=True)
    text = value.replace("{source}", origin.source)
    if kind == TEXTS:
        return pl.repeat([text], size, dtype=pl.List(pl.String), eager=True)
    return pl.repeat(text, size, dtype=pl.String, eager=True)


def _filled(field: pl.Series | None, column: Column, origin: Origin, size: int) -> pl.Series | None:
    if column.default is None:
        return field
    default = column.default.replace("{source}", origin.source)
    return field.fill_null(default) if field is not None else pl.repeat(default, size, eager=True)


def _uris(field: pl.Series, origin: Origin) -> pl.Series:
    def addresses(text: str) -> list[str]:
        return [people.uri(origin.source, name) for name in people.names(text)]

    return each(field, addresses, TEXTS)


def _authors(field: pl.Series, layout: Layout, origin: Origin) -> pl.DataFrame:
    """Give each person that a row names a row."""
    names = each(field, people.names, TEXTS)
    rows = pl.DataFrame({ROW: pl.int_range(len(field), dtype=pl.UInt32, eager=True), "name": names})
    one = rows.explode("name").drop_nulls("name")
    uris = each(one["name"], lambda name: people.uri(origin.source, name))
    profile = uris.str.starts_with("http")
    return one.with_columns(
        uris.alias("uri"),
        pl.lit(layout.platform, dtype=pl.String).alias("platform"),
        pl.when(profile).then(uris).alias("url"),
        pl.when(~profile).then(pl.col("name")).alias("name"),
    )


def _missing(frame: pl.DataFrame, table: str, section: Section, cells: pl.DataFrame) -> list[Fault]:
    faults = []
    for key in TABLES[table].key:
        column = section.columns.get(key)
        source = section.columns.get(column.key[0]) if column and column.key else column
        header = next(iter(named(source.names, cells.columns)), key) if source else key
        empty = frame[ROW].filter(frame[key].is_null()) if key in frame.columns else frame[ROW]
        wrong = pl.Series([False] * len(cells), dtype=pl.Boolean).scatter(empty.unique(), True)
        faults.append(Fault(header, "missing", wrong))
    return faults


def _telling(frame: pl.DataFrame, table: str, section: Section, *, main: bool) -> pl.DataFrame:
    """Leave out rows of a lesser table that have no key, or say nothing but their key.

    A single key says at least that somebody is there; a post and a moment without a count say
    nothing.
    """
    keys = TABLES[table].key
    if main or not set(keys) <= set(frame.columns):
        return frame.drop_nulls(keys) if main else frame.clear()
    can_tell = {n for n, c in section.columns.items() if not (c.value or c.default)} - set(keys)
    facts = [pl.col(name).is_not_null() for name in frame.columns if name in can_tell]
    telling = pl.any_horizontal(facts) if facts else pl.lit(len(keys) == 1)
    return frame.drop_nulls(keys).filter(telling)


def _skipped(cells: pl.DataFrame, layout: Layout) -> pl.Series:
    nothing = pl.Series([False] * len(cells), dtype=pl.Boolean)
    if layout.skip is None:
        return nothing
    found = named(layout.skip.names, cells.columns)
    if not found:
        return nothing
    values = [value.casefold() for value in layout.skip.values]
    return cells[found[0]].str.strip_chars().str.to_lowercase().is_in(values).fill_null(value=False)
