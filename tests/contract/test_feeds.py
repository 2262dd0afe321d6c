"""Feeds of every format against the rows that they must give: ``feeds/NAME`` and ``NAME.rows``."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from condat.corpus.schema import TABLES
from condat.listen.connectors.feeds import read
from condat.listen.contract import Request, Response

FOLDER = Path(__file__).parent / "feeds"
FEEDS = sorted(path for path in FOLDER.iterdir() if path.suffix in (".xml", ".json"))
NOW = datetime(2026, 11, 22, tzinfo=UTC)
URL = "https://feed.example/feed"
LEFT_OUT = ("fetched_at", "raw_hash", "source")


def tables(content: bytes, kind: str = "application/xml") -> dict[str, pa.Table]:
    def fetch(url: str, *, headers: object = None) -> Response:
        return Response(url, 200, {"content-type": kind}, content if url == URL else b"{}")

    found: dict[str, pa.Table] = {}
    for batch in read(Request("blog", URL, NOW, {"comments": "no"}), fetch):
        for name, rows in batch.tables.items():
            found[name] = pa.concat_tables([found[name], rows]) if name in found else rows
    return found


def shown(found: dict[str, pa.Table]) -> dict[str, list[dict[str, Any]]]:
    """Rows without provenance and without what is null."""
    return {
        name: [
            {k: v for k, v in row.items() if v not in (None, []) and k not in LEFT_OUT}
            for row in rows.to_pylist()
        ]
        for name, rows in sorted(found.items())
    }


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
def test_feed_gives_the_rows_beside_it(path: Path) -> None:
    found = tables(path.read_bytes())
    expected = json.loads(path.with_suffix(".rows").read_text("utf-8"))
    assert json.loads(json.dumps(shown(found), default=str)) == expected


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
def test_rows_are_of_the_tables(path: Path) -> None:
    for name, rows in tables(path.read_bytes()).items():
        assert rows.schema == TABLES[name].schema
        assert rows["source"].unique().to_pylist() == ["blog"]
        assert rows["fetched_at"].null_count == 0
        keys = list(zip(*(rows[key].to_pylist() for key in TABLES[name].key), strict=True))
        assert len(set(keys)) == len(keys)


def test_entities_are_neither_unfolded_nor_followed() -> None:
    found = tables((FOLDER / "hostile.xml").read_bytes())
    assert sum(len(text or "") for text in found["posts"]["text"].to_pylist()) < 100_000
    assert "root:" not in str(found["posts"].to_pylist())


def test_an_entry_that_changes_keeps_its_uri_and_gets_another_hash() -> None:
    before = (FOLDER / "podcast.xml").read_bytes()
    one, two = (
        tables(before)["posts"],
        tables(before.replace(b"meunier", b"meunier et sa fille"))["posts"],
    )
    assert one["uri"] == two["uri"]
    assert one["raw_hash"] != two["raw_hash"]
