"""``condat export`` writes every table so that other tools read the same rows."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
from typer.testing import CliRunner

from condat.cli.main import register
from condat.corpus.schema import TABLES
from condat.usecases.desk import Desk
from condat.usecases.init import init

POSTS = pa.table(
    {
        "uri": ["https://example.org/2", "https://example.org/1"],
        "author_uris": [["urn:condat:author:x:a", "urn:condat:author:x:b"], []],
        "title": ["Second; “quoted”", "Premier"],
        "text": ["two\nlines", None],
        "published": [datetime(2026, 1, 2, tzinfo=UTC), None],
    }
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "ws"
    init(root, brand="Demo", language="en")
    with Desk.open(root).corpus.transaction(at=datetime(2026, 1, 5, tzinfo=UTC)) as tx:
        tx.upsert("posts", POSTS)
    return root


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_every_table_is_written_and_reads_back(workspace: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    told = CliRunner().invoke(
        register(), ["export", str(out), "--format", form, "--json", "-w", str(workspace)]
    )
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["posts"] == 2
    assert {path.stem for path in out.iterdir()} == set(TABLES)
    readers = {"csv": pl.read_csv, "jsonl": pl.read_ndjson, "parquet": pl.read_parquet}
    posts = readers[form](out / f"posts.{form}")
    assert posts["title"].to_list() == ["Premier", "Second; “quoted”"]
    assert posts["text"].to_list() == [None, "two\nlines"]
    authors = posts["author_uris"].to_list()[1]
    both = POSTS["author_uris"][0].as_py()
    assert authors == ("; ".join(both) if form == "csv" else both)


def test_an_unknown_version_is_named(workspace: Path, tmp_path: Path) -> None:
    told = CliRunner().invoke(
        register(), ["export", str(tmp_path / "o"), "--version", "99", "-w", str(workspace)]
    )
    assert told.exit_code == 4 or "99" in str(told.exception)
