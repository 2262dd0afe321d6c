"""Backup, restore, doctor and forget, through the command line, on a real conversation."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import polars as pl
import pytest
import tomlkit
from typer.testing import CliRunner, Result

from condat.cli.main import register
from condat.core.errors import CondatError, NotFoundError
from condat.corpus.fulltext.asked import Asked
from condat.usecases.desk import Desk
from condat.usecases.keep import forgetting, unfinished
from condat.usecases.search import indexing

SAMPLE = Path(__file__).parents[2] / "samples/community"


def condat(*words: str, folder: Path, typed: str | None = None) -> Result:
    result = CliRunner().invoke(register(), [*words, "-w", str(folder)], input=typed)
    if result.exception and not isinstance(result.exception, SystemExit | CondatError):
        raise result.exception
    return result


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("filled") / "ws"
    shutil.copytree(SAMPLE / "workspace", root)
    assert condat("import", str(SAMPLE / "data/putaindecode.jsonl"), folder=root).exit_code == 0
    return root


@pytest.fixture
def workspace(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "ws"))


def values(root: Path) -> str:
    """Return every byte below a folder as text, tables decompressed, in lower case."""
    told = []
    for path in (p for p in root.rglob("*") if p.is_file()):
        raw = path.read_bytes().decode("utf-8", "replace")
        tables = str(pl.read_parquet(path).to_dicts()) if path.suffix == ".parquet" else ""
        told += [str(path), raw, tables]
    return "\n".join(told).lower()


def indexed(root: Path, words: str) -> int:
    """Count the posts of the search index that hold some words, or are by somebody."""
    index = indexing.opened(root)
    assert index is not None
    return index.count(Asked(words=words)) + index.count(Asked(names=words))


def test_a_backup_comes_back_whole(workspace: Path, tmp_path: Path) -> None:
    archive, again = tmp_path / "b.tar", tmp_path / "again"
    assert condat("backup", str(archive), folder=workspace).exit_code == 0
    told = condat("restore", str(archive), "--json", folder=again)
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["rows"]["posts"] == 135
    for name in ("condat.toml", "watch.toml", "strategy.toml"):
        assert (again / name).read_text("utf-8") == (workspace / name).read_text("utf-8")
    again_told = condat("restore", str(archive), folder=again)
    assert "already" in str(again_told.exception)


def test_a_damaged_backup_is_refused(workspace: Path, tmp_path: Path) -> None:
    archive = tmp_path / "b.tar"
    condat("backup", str(archive), folder=workspace)
    raw = bytearray(archive.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 64] = bytes(64)
    archive.write_bytes(raw)
    told = condat("restore", str(archive), folder=tmp_path / "again")
    assert isinstance(told.exception, CondatError)
    assert not (tmp_path / "again/corpus").exists()


def test_doctor_says_when_the_watch_hears_nobody(workspace: Path) -> None:
    watch = tomlkit.parse((workspace / "watch.toml").read_text("utf-8"))
    watch["places"] = ["nowhere.example"]
    (workspace / "watch.toml").write_text(tomlkit.dumps(watch), "utf-8")
    told = condat("doctor", "--json", folder=workspace)
    assert "leaves out every post of the audience" in told.output


def test_doctor_finds_a_damaged_table_and_a_wrong_file(workspace: Path) -> None:
    assert condat("doctor", folder=workspace).exit_code == 0
    table = next((workspace / "corpus").rglob("posts/*/*.parquet"))
    table.write_bytes(b"not a table")
    (workspace / "watch.toml").write_text("[brand]\nnmae = 'x'\n", "utf-8")
    told = condat("doctor", "--json", folder=workspace)
    wrong = {row["about"] for row in json.loads(told.stdout) if row["level"] == "error"}
    assert told.exit_code == 8
    assert {"posts", "watch.toml"} <= wrong


def test_no_byte_of_a_forgotten_person_is_left(workspace: Path) -> None:
    assert "bloodyowl" in values(workspace)
    indexing.bring(Desk.open(workspace))
    for path in ("reports/old.html", "uploads/1/posts.csv"):
        (workspace / path).parent.mkdir(parents=True)
        (workspace / path).write_text("by bloodyowl", "utf-8")
    (workspace / ".changed-1").write_text("left by a server that was killed: bloodyowl", "utf-8")
    assert indexed(workspace, "bloodyowl")
    told = condat("forget", "bloodyowl", folder=workspace, typed="bloodyowl\n")
    assert told.exit_code == 0, told.output
    assert "bloodyowl" not in values(workspace)
    assert "matthias" not in condat("doctor", folder=workspace).output
    indexing.bring(Desk.open(workspace))
    assert not indexed(workspace, "bloodyowl")
    assert indexed(workspace, "javascript")
    assert "bloodyowl" not in values(workspace)


def test_an_erasure_that_was_killed_is_finished_by_the_next_command(workspace: Path) -> None:
    desk = Desk.open(workspace)
    person = forgetting.find(desk, "bloodyowl")
    with suppress(KeyboardInterrupt), unfinished.begun(desk, forgetting.NOTE):
        desk.corpus.forget(at=datetime.now(UTC), uris=person.uris, names=person.names)
        (workspace / "checked.toml").write_text('asked = ["bloodyowl"]\n', "utf-8")
        raise KeyboardInterrupt
    assert "bloodyowl" in values(workspace)
    told = condat("forget", "bloodyowl", folder=workspace)
    assert "interrupted" in told.stderr
    assert "bloodyowl" not in values(workspace)
    assert "interrupted" not in condat("doctor", folder=workspace).stderr


def test_a_forgotten_person_stays_away(workspace: Path) -> None:
    condat("forget", "bloodyowl", "--yes", folder=workspace)
    condat("import", str(SAMPLE / "data/putaindecode.jsonl"), folder=workspace)
    assert "bloodyowl" not in values(workspace)


def test_another_name_typed_erases_nobody(workspace: Path) -> None:
    told = condat("forget", "bloodyowl", folder=workspace, typed="kud\n")
    assert told.exit_code != 0
    assert "bloodyowl" in values(workspace)
    nobody = condat("forget", "bloody", folder=workspace)
    assert isinstance(nobody.exception, NotFoundError)
    assert "Did you mean bloodyowl?" in str(nobody.exception)


def test_the_program_says_its_version() -> None:
    told = CliRunner().invoke(register(), ["--version"])
    assert told.exit_code == 0
    assert told.output.strip() == metadata.version("condat")
