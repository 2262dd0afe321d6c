"""Each ready layout: a file as the tool exports it, and the rows that it must give."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from condat.corpus.schema import TABLES
from condat.listen.connectors import files
from condat.listen.contract import Request
from condat.listen.mapping.layout import all_ready

FIXTURES = Path(__file__).parent / "files"
READ_AT = datetime(2026, 11, 22, 8, tzinfo=UTC)


def no_network(url, *, headers=None):
    raise AssertionError(f"a file needs no network: {url}")


def imported(path):
    request = Request("", str(path), READ_AT, {"at": "2026-11-20T00:00:00+00:00"})
    found: dict[str, list[pa.Table]] = {}
    read = 0
    for batch in files.read(request, no_network):
        read += batch.read
        for name, rows in batch.tables.items():
            found.setdefault(name, []).append(rows)
    return read, {name: pa.concat_tables(tables) for name, tables in found.items()}


def shown(rows):
    """A table as JSON: what is null left out, and when it was read."""
    return [
        {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in row.items()
            if value is not None and name != "fetched_at"
        }
        for row in rows.to_pylist()
    ]


def test_every_ready_layout_has_a_fixture_pair():
    assert {layout.name for layout in all_ready()} == {folder.name for folder in FIXTURES.iterdir()}


@pytest.mark.parametrize("folder", sorted(FIXTURES.iterdir()), ids=lambda folder: folder.name)
def test_a_file_of_a_layout_gives_the_expected_rows(folder):
    (path,) = folder.glob("input.*")
    _, tables = imported(path)
    told = {name: shown(rows) for name, rows in sorted(tables.items())}
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    assert told == expected


@pytest.mark.parametrize("folder", sorted(FIXTURES.iterdir()), ids=lambda folder: folder.name)
def test_the_headers_alone_tell_the_layout(folder):
    (path,) = folder.glob("input.*")
    with files.opened(Request("", str(path), READ_AT)) as opened:
        assert opened.layouts == [folder.name]


@pytest.mark.parametrize("folder", sorted(FIXTURES.iterdir()), ids=lambda folder: folder.name)
def test_rows_have_the_columns_and_types_of_the_corpus(folder):
    (path,) = folder.glob("input.*")
    for name, rows in imported(path)[1].items():
        for field in rows.schema:
            assert field.type == TABLES[name].schema.field(field.name).type
