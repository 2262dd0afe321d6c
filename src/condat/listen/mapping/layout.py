"""A layout: which column of a file becomes which column of the corpus. One TOML file each.

::

    title = "Our blog's export"
    zone = "Europe/Paris"

    [tables.posts]
    uri = { from = ["Lien", "URL"], required = true }
    published = { from = "Date", order = "dmy" }
    author_uris = { from = "Auteurs", people = true }
    title = "Titre"
    text = { from = "Contenu", body = "html" }
    kind = { value = "Article" }

The type of a column is that of the corpus. ``from`` lists names: the first that is not empty wins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from condat.core.errors import InputError, NotFoundError
from condat.core.invalid import wrongs
from condat.core.words import mark
from condat.corpus.schema import TABLES
from condat.listen.values.dates import Order
from condat.listen.values.markup import Form
from condat.listen.values.numbers import Mark


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Column(_Strict):
    """Where one column of the corpus comes from, and how it is read."""

    names: Names = Field((), alias="from")
    before: Names = ()  # put before it: the first name that stands in a column of its own
    value: str | None = None  # for every row; {source}, {at}, {since} and {until} are filled in
    default: str | None = None  # where the file has nothing
    required: bool = False  # the layout does not fit a file without it
    key: tuple[str, ...] = ()  # made from these other columns of the table
    people: bool = False  # one or several names, each becomes an author
    body: Form | None = None
    formats: Names = ()  # strftime, where dates are unusual
    order: Order | None = None
    yearless: bool = False  # a date may lack its year: the last such day before the counts
    zone: str | None = None
    decimal: Mark | None = None
    scale: float = 1
    separator: str | None = None  # between the items of a list
    map: Mapping[str, str] = {}  # from what is written (lower case) to what is meant
    extract: str | None = None  # the first group of this pattern
    profile: str = ""  # the address of an account, {} its handle: "@zoe" stands for it
    prefix: str = ""
    slug: bool = False


class Wide(_Strict):
    """Columns that become rows: each header a name, each cell a value."""

    without: tuple[str, ...] = Field((), alias="except")


def _column(value: Any) -> Any:
    return {"from": value} if isinstance(value, str | list) else value


class Section(_Strict):
    """One kind of row that each row of the file gives."""

    columns: dict[str, Annotated[Column, BeforeValidator(_column)]]
    wide: Wide | None = None


def _section(value: dict[str, Any]) -> dict[str, Any]:
    columns = {name: column for name, column in value.items() if name != "wide"}
    return {"columns": columns, "wide": value.get("wide")}


def _sections(value: Any) -> Any:
    each = value if isinstance(value, list) else [value]
    return [_section(section) if isinstance(section, dict) else section for section in each]


class Skip(_Strict):
    """Rows that are no facts: totals."""

    names: Names = Field(alias="from")
    values: tuple[str, ...]


class Layout(_Strict):
    """How a kind of file is read; the first table is what the file is about.

    Examples
    --------
    >>> ready("community").main
    'posts'
    """

    name: str
    title: str
    platform: str | None = None
    source: str | None = None  # the usual name of such a source; else the file's
    zone: str = "UTC"
    order: Order | None = None  # of dates such as 03/04/2026 where no date of the file tells
    decimal: Mark | None = None
    null: tuple[str, ...] = ()
    skip: Skip | None = None
    absent: Names = ()  # a file with one of these columns is of another kind
    tables: dict[str, Annotated[tuple[Section, ...], BeforeValidator(_sections)]]

    @property
    def main(self) -> str:
        """The table that the file is about."""
        return next(iter(self.tables))

    @property
    def wide(self) -> bool:
        """Whether columns that it does not name become rows."""
        return any(section.wide for sections in self.tables.values() for section in sections)

    def columns(self) -> Iterator[tuple[str, str, Column]]:
        """Give every column with its table and name."""
        for table, sections in self.tables.items():
            for section in sections:
                for name, column in section.columns.items():
                    yield table, name, column

    def ordered(self, orders: Mapping[tuple[str, str], Order]) -> Layout:
        """Return this layout with the order of some columns' dates, by table and name."""

        def section(table: str, given: Section) -> Section:
            told = {n: orders.get((table, n), c.order) for n, c in given.columns.items()}
            columns = {n: c.model_copy(update={"order": told[n]}) for n, c in given.columns.items()}
            return given.model_copy(update={"columns": columns})

        tables = {name: tuple(section(name, s) for s in some) for name, some in self.tables.items()}
        return self.model_copy(update={"tables": tables}) if orders else self

    def headers(self) -> list[str]:
        """Give every name that a file may use."""
        every = ((*column.names, *column.before) for _, _, column in self.columns())
        return list(dict.fromkeys(name for names in every for name in names))


def parse(text: str, name: str) -> Layout:
    """Read a layout.

    Raises
    ------
    InputError
        When it is not TOML, or a table, column or option is unknown; names it.
    """
    try:
        layout = Layout.model_validate({"name": name, **tomllib.loads(text)})
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            mark("is not TOML: {detail}."), detail=error, file=f"{name}.toml"
        ) from None
    except ValidationError as error:
        place, what = next(wrongs(error))
        field = ".".join(part for part in place.split(".") if not part.isdigit())
        file = f"{name}.toml"
        raise InputError(mark("{what}"), what=what, file=file, field=field) from None
    _check(layout)
    return layout


def _check(layout: Layout) -> None:
    for table, name, _ in layout.columns():
        if table not in TABLES:
            hint, names = mark("There are: {names}."), list(TABLES)
            file = f"{layout.name}.toml"
            raise InputError(mark("is no table."), file=file, field=table, names=names, hint=hint)
        known = TABLES[table].schema.names
        if name not in known:
            raise InputError(
                mark("is no column."),
                file=f"{layout.name}.toml",
                field=f"{table}.{name}",
                table=table,
                names=known,
                hint=mark("The table {table} has: {names}."),
            )


@lru_cache
def all_ready() -> tuple[Layout, ...]:
    """Read the layouts that come with Condat, by name."""
    found = files("condat.listen").joinpath("layouts").iterdir()
    named = sorted((f for f in found if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(parse(f.read_text("utf-8"), f.name.removesuffix(".toml")) for f in named)


def ready(name: str) -> Layout:
    """Return a layout that comes with Condat.

    Raises
    ------
    NotFoundError
        When there is none of that name.
    """
    for layout in all_ready():
        if layout.name == name:
            return layout
    known = [layout.name for layout in all_ready()]
    hint = mark("There are: {names}.")
    raise NotFoundError(mark("No layout is named {name}."), name=name, names=known, hint=hint)


def of_folder(folder: Path) -> tuple[Layout, ...]:
    """Read the layouts that a team keeps in its workspace folder."""
    paths = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    return tuple(parse(path.read_text("utf-8"), path.stem) for path in paths)
