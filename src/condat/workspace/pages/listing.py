"""Tables that sort, filter, page and export, with their state in the address.

A page says what its columns and filters are; the component reads the address, orders and cuts the
rows, and answers with the page or, at the same address with ``format=csv``, with all rows as CSV::

    COLUMNS = (
        Column("label", mark("Keyword"), lambda row: Cell(row["label"], href=...)),
        Column("demand", mark("Demand"), lambda row: words.percent(row["demand"]), number=True),
    )
    LANGUAGE = Filter("language", mark("Language"), choices, equal("language"))
    shown = listed(visit, "keywords", table, COLUMNS, (LANGUAGE,), sort="demand")
    return answer(visit, "plan/keywords.html", shown, title=...)

and its template, after ``{% import "listing.html" as tables with context %}``::

    {{ tables.listing(listing, words) }}

Rows are an Arrow table (sorted and filtered as columns: a hundred thousand rows take milliseconds)
or a list of mappings. Links, a form and a full page without script; with it htmx swaps the part
``#keywords`` alone and the address follows. On a phone each row becomes a card with its labels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase, QueryDict, StreamingHttpResponse
from markupsafe import Markup

from condat.core.words import mark
from condat.workspace.pages.rows import DOWN, UP, Row, Rows, counted, cut, holding, ordered
from condat.workspace.pages.tables import download, safe
from condat.workspace.teams.access import Visit

SIZE = 25


@dataclass(frozen=True)
class Cell:
    """What a cell shows; ``href`` is where it leads, in the evidence drawer when ``opens``."""

    text: str
    href: str = ""
    opens: bool = False
    note: str = ""
    picture: Markup = field(default_factory=Markup)
    tone: str = ""


@dataclass(frozen=True)
class Column:
    """A column: ``key`` names it in the rows, the address and the export; ``label`` is marked."""

    key: str
    label: str
    cell: Callable[[Row], Cell | str]
    number: bool = False
    sorts: bool = True
    up: bool = False  # the first click on its head sorts upwards

    def shown(self, row: Row) -> Cell:
        """Return the cell of a row."""
        made = self.cell(row)
        return made if isinstance(made, Cell) else Cell(made)


@dataclass(frozen=True)
class Filter:
    """A choice that narrows the rows; without ``choices`` a text to look for."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]  # value and words, in the reader's language
    keep: Callable[[Rows, str], Rows]


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    sort: str
    order: str
    page: int
    filters: Mapping[str, str]


@dataclass(frozen=True)
class Listing:
    """A table as a page shows it."""

    name: str
    path: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    asked: Asked
    rows: Rows  # all that are left, in order
    total: int  # before the filters
    default: tuple[str, str]
    detail: Callable[[Row], str] | None = None  # a line under each row, over its whole width

    @property
    def count(self) -> int:
        """How many rows are left."""
        return counted(self.rows)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.count // SIZE))

    @property
    def page(self) -> list[Row]:
        """The rows of this page."""
        return cut(self.rows, (self.asked.page - 1) * SIZE, SIZE)

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """The rows of this page, each with its cells."""
        return [
            (row, [(column, column.shown(row)) for column in self.columns]) for row in self.page
        ]

    def address(self, **changes: object) -> str:
        """Return the address of the same table with something changed; from its first page."""
        told = {"sort": self.asked.sort, "order": self.asked.order, **self.asked.filters, **changes}
        if (told["sort"], told["order"]) == self.default:
            told["sort"] = told["order"] = ""
        query = urlencode({name: value for name, value in told.items() if value not in ("", None)})
        return f"{self.path}?{query}" if query else self.path

    def turned(self, column: Column) -> str:
        """Return the address that sorts by a column, or turns its order."""
        first = UP if column.up or not column.number else DOWN
        mine = self.asked.sort == column.key
        other = DOWN if self.asked.order == UP else UP
        return self.address(sort=column.key, order=other if mine else first)

    def told(self, column: Column) -> str:
        """Say how a column is sorted, as ``aria-sort`` has it."""
        return self.asked.order if self.asked.sort == column.key else "none"

    def csv(self) -> StreamingHttpResponse:
        """Answer with every row that is left, as a spreadsheet reads it."""
        keys = [column.key for column in self.columns]
        rows = cut(self.rows, 0, self.count)
        return download(self.name, keys, ([_plain(row.get(key)) for key in keys] for row in rows))


def listed(
    visit: Visit,
    name: str,
    rows: Rows,
    columns: Sequence[Column],
    filters: Sequence[Filter] = (),
    *,
    sort: str,
    order: str = DOWN,
    detail: Callable[[Row], str] | None = None,
) -> Listing:
    """Lay out rows as the address asks; what it asks for wrongly is left out."""
    asked = _asked(visit.request.GET, columns, filters, (sort, order))
    left = rows
    for one in filters:
        if asked.filters.get(one.key):
            left = one.keep(left, asked.filters[one.key])
    made = ordered(left, asked.sort, asked.order)
    pages = max(1, -(-counted(made) // SIZE))
    asked = Asked(asked.sort, asked.order, min(asked.page, pages), asked.filters)
    path = visit.request.path
    kept = (tuple(columns), tuple(filters))
    return Listing(name, path, *kept, asked, made, counted(rows), (sort, order), detail)


def answer(visit: Visit, template: str, shown: Listing, **values: Any) -> HttpResponseBase:
    """Answer with the page of a table, or with its rows as CSV when the address says so."""
    if visit.request.GET.get("format") == "csv":
        return shown.csv()
    response = visit.show(template, listing=shown, **values)
    if getattr(visit.request, "htmx", False):
        response["HX-Push-Url"] = shown.address(
            page=shown.asked.page if shown.asked.page > 1 else ""
        )
    return response


SEARCH = mark("Look for")


def search(*columns: str) -> Filter:
    """Make the field that looks for a text in some columns."""
    return Filter("q", SEARCH, (), holding(*columns))


def _asked(
    given: QueryDict,
    columns: Sequence[Column],
    filters: Sequence[Filter],
    default: tuple[str, str],
) -> Asked:
    known = {column.key for column in columns if column.sorts}
    sort = given.get("sort", "")
    chosen = (sort, UP if given.get("order") == UP else DOWN) if sort in known else default
    number = given.get("page", "")
    page = int(number) if number.isdecimal() and 0 < len(number) < 7 else 1
    told = {one.key: given.get(one.key, "").strip()[:200] for one in filters}
    allowed = {one.key: {value for value, _ in one.choices} for one in filters}
    kept = {k: v for k, v in told.items() if v and (not allowed[k] or v in allowed[k])}
    return Asked(*chosen, max(page, 1), kept)


def _plain(value: object) -> object:
    return "; ".join(map(safe, value)) if isinstance(value, list | tuple) else value
