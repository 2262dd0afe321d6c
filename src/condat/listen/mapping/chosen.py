"""A layout as a person changes it: which header of a file goes to which field; kept as TOML.

A *field* is what a person maps: all columns of a layout that read the same headers (the address of
a post is its ``uri``, its ``url`` and the ``post_uri`` of its counts).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tomlkit

from condat.listen.mapping.headers import named, nearest
from condat.listen.mapping.layout import Column, Layout, Section

_PLAIN = ("title", "platform", "source", "zone", "order", "decimal", "null", "absent")


@dataclass(frozen=True)
class Field:
    """A field of a layout: the column that names it (``posts.title``), and what it may read.

    ``required`` says that rows cannot go in without it.
    """

    key: str
    names: tuple[str, ...]
    required: bool


def fields(layout: Layout) -> list[Field]:
    """Return the fields of a layout, each once, those of its main table first.

    Examples
    --------
    >>> from condat.listen.mapping.layout import ready
    >>> [field.key for field in fields(ready("counts"))][:3]
    ['counts.post_uri', 'counts.at', 'counts.views']
    """
    found: dict[tuple[str, ...], Field] = {}
    for table, name, column in _mapped(layout):
        required = column.required and table == layout.main
        known = found.get(column.names)
        if known is None:
            found[column.names] = Field(f"{table}.{name}", column.names, required)
        elif required and not known.required:
            found[column.names] = Field(known.key, column.names, required)
    return list(found.values())


def read_by(layout: Layout, headers: Sequence[str]) -> dict[str, str]:
    """Return the header that each field of a layout reads; fields that find none are left out."""
    hits = {field.key: named(field.names, headers) for field in fields(layout)}
    return {key: found[0] for key, found in hits.items() if found}


def guessed(layout: Layout, headers: Sequence[str]) -> dict[str, str]:
    """Return the header that is nearest to each field, for a file that fits no layout."""
    near = {column: header for header, column in nearest(headers, layout).items()}
    keys = {field.key: field.key.partition(".")[2] for field in fields(layout)}
    known = {key: near[column] for key, column in keys.items() if column in near}
    return known | read_by(layout, headers)


def chosen(layout: Layout, picks: Mapping[str, str]) -> Layout:
    """Return a layout that reads the headers that a person picked, by field.

    A field without a pick is not read; what the layout says of a field otherwise stays.

    Examples
    --------
    >>> from condat.listen.mapping.layout import ready
    >>> own = chosen(ready("community"), {"posts.uri": "Lien", "posts.text": "Corps"})
    >>> [column.names for _, name, column in own.columns() if name in ("url", "text", "title")]
    [('Lien',), ('Corps',)]
    """
    picked = {field.names: picks.get(field.key, "") for field in fields(layout)}

    def section(given: Section) -> Section:
        columns = {
            name: _reading(column, picked.get(column.names))
            for name, column in given.columns.items()
        }
        return given.model_copy(update={"columns": {n: c for n, c in columns.items() if c}})

    tables = {name: tuple(section(one) for one in some) for name, some in layout.tables.items()}
    full = {name: some for name, some in tables.items() if any(one.columns for one in some)}
    return layout.model_copy(update={"tables": full})


def written(layout: Layout) -> str:
    """Write a layout as the TOML that ``layout.parse`` reads."""
    document = tomlkit.document()
    told = layout.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for name in (*_PLAIN, "skip"):
        if told.get(name) is not None:
            document[name] = told[name]
    tables = tomlkit.table()
    for name, sections in told["tables"].items():
        each = [_section(section) for section in sections]
        tables[name] = each[0] if len(each) == 1 else each
    document["tables"] = tables
    return tomlkit.dumps(document)


def _mapped(layout: Layout) -> Iterator[tuple[str, str, Column]]:
    """Give the columns that read a header, of the tables that have one kind of row."""
    single = {name for name, sections in layout.tables.items() if len(sections) == 1}
    for table, name, column in layout.columns():
        if table in single and column.names:
            yield table, name, column


def _reading(column: Column, header: str | None) -> Column | None:
    if header is None:
        return column
    if header:
        return column.model_copy(update={"names": (header,)})
    if column.value is None and column.default is None:
        return None
    return column.model_copy(update={"names": ()})


def _section(section: Mapping[str, Any]) -> dict[str, Any]:
    wide = {"wide": section["wide"]} if section.get("wide") is not None else {}
    return {name: _column(column) for name, column in section["columns"].items()} | wide


def _column(column: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in column.items() if value is not None}
