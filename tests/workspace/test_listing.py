"""Tables that sort, filter, page and export, whatever the address asks."""

from __future__ import annotations

import pyarrow as pa
import pytest
from django.http import QueryDict
from django.test import RequestFactory

from condat.workspace.accounts.models import User
from condat.workspace.pages.listing import Column, Filter, Listing, listed, search
from condat.workspace.pages.rows import Rows, equal
from condat.workspace.teams.access import Visit
from condat.workspace.teams.models import Membership

ROWS = [
    {"name": f"word {n:02}", "kind": "odd" if n % 2 else "even", "size": None if n == 7 else n}
    for n in range(60)
]
COLUMNS = (
    Column("name", "Keyword", lambda row: row["name"], up=True),
    Column("size", "Demand", lambda row: str(row["size"]), number=True),
)
KINDS = Filter("kind", "Side", (("odd", "Odd"), ("even", "Even")), equal("kind"))


def shown(query: str, rows: Rows, columns: tuple[Column, ...] = COLUMNS) -> Listing:
    request = RequestFactory().get(f"/words/?{query}")
    visit = Visit(request, Membership(user=User()))
    return listed(visit, "words", rows, columns, (search("name"), KINDS), sort="size")


@pytest.fixture(params=["columns", "rows"])
def rows(request: pytest.FixtureRequest) -> Rows:
    return pa.Table.from_pylist(ROWS) if request.param == "columns" else ROWS


def names(listing: Listing) -> list[str]:
    return [row["name"] for row in listing.page]


def test_the_largest_first_and_what_is_not_known_last(rows: Rows) -> None:
    assert names(shown("", rows))[:2] == ["word 59", "word 58"]
    assert names(shown("page=3", rows))[-1] == "word 07"
    assert names(shown("sort=size&order=ascending&page=3", rows))[-1] == "word 07"


def test_filters_narrow_and_stay_in_every_address(rows: Rows) -> None:
    listing = shown("kind=odd&q=WORD+1", rows)
    assert listing.count == 5
    assert listing.total == 60
    query = QueryDict(listing.turned(COLUMNS[0]).partition("?")[2])
    assert query.dict() == {"kind": "odd", "q": "WORD 1", "sort": "name", "order": "ascending"}


@pytest.mark.parametrize(
    "query", ["sort=secret", "page=-1", "page=x", "page=99999999999", "kind=none", "order=up"]
)
def test_what_makes_no_sense_is_left_out(query: str, rows: Rows) -> None:
    assert len(names(shown(query, rows))) in (25, 10)


def test_a_page_beyond_the_last_is_the_last(rows: Rows) -> None:
    assert shown("page=900", rows).asked.page == 3


def test_an_export_holds_every_row_that_is_left(rows: Rows) -> None:
    text = shown("kind=even", rows).csv().getvalue().decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0] == "name,size"
    assert len(lines) == 31


def test_an_export_runs_nothing_in_a_spreadsheet() -> None:
    rows = [{"name": "=HYPERLINK(1)", "kind": "odd", "size": -3}]
    text = shown("", rows).csv().getvalue().decode("utf-8-sig")
    assert text.splitlines()[1] == "'=HYPERLINK(1),-3"
