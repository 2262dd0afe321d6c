"""Vacuum, doctor, backup and restore; and what a killed writer leaves."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from condat.core.errors import CorpusError, ErasedError, InputError, NotFoundError
from condat.corpus import suppression
from condat.corpus.backup import backup, restore
from condat.corpus.check import check
from condat.corpus.schema import TABLES
from condat.corpus.staging import Staging
from condat.corpus.store import Corpus
from condat.corpus.transaction import write as write_table
from condat.corpus.versions import Versions

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = datetime(2027, 1, 5, 9, tzinfo=UTC)


def write(corpus: Corpus, *uris: str, title: str = "One") -> None:
    authors = [f"by {uri}" for uri in uris]
    with corpus.transaction(at=AT) as tx:
        posts = {"uri": list(uris), "title": [title] * len(uris)}
        tx.upsert("posts", pa.table(posts | {"author_uris": [[author] for author in authors]}))
        tx.upsert("authors", pa.table({"uri": authors}))


def titles(corpus: Corpus, version: int | None = None) -> dict[str, str]:
    rows = corpus.snapshot(version).arrow("posts", ["uri", "title"]).to_pydict()
    return dict(zip(rows["uri"], rows["title"], strict=True))


def killed(corpus: Corpus) -> None:
    """Do what a writer does up to the moment before it publishes."""
    staging = Staging(TABLES["posts"])
    staging.upsert(pa.table({"uri": ["a", "half"], "title": ["Half", "Half"]}))
    write_table(corpus.place, Versions(corpus.place).load().latest, staging)


def rows_files(corpus: Corpus) -> set[str]:
    return {name for name in corpus.place.all_files("g1") if name.endswith(".parquet")}


def levels(corpus: Corpus) -> dict[str, str]:
    return {finding.about: finding.level for finding in check(corpus.place)}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = Corpus.create(tmp_path / "corpus")
    write(corpus, "a", "b")
    write(corpus, "a", "c", title="Two")
    return corpus


def test_what_a_killed_writer_left_is_never_seen(corpus: Corpus) -> None:
    before = titles(corpus)
    killed(corpus)
    assert titles(corpus) == before
    assert levels(corpus)["leftovers"] == "warning"
    write(corpus, "d")
    assert titles(corpus) == before | {"d": "One"}
    assert levels(corpus)["leftovers"] == "ok"


def test_vacuum_keeps_the_versions_of_plans(corpus: Corpus) -> None:
    write(corpus, "a", title="Three")
    killed(corpus)
    before = rows_files(corpus)
    gone = corpus.vacuum(keep=[1], before=LATER)
    assert rows_files(corpus) < before
    assert len(before - rows_files(corpus)) == gone - 4  # and three states of the versions
    assert titles(corpus, 1) == {"a": "One", "b": "One"}
    assert titles(corpus) == {"a": "Three", "b": "One", "c": "Two"}
    with pytest.raises(NotFoundError, match="no version 2"):
        corpus.snapshot(2)
    assert set(levels(corpus).values()) == {"ok"}
    write(corpus, "e")
    assert len(titles(corpus)) == 4


def test_many_small_writes_do_not_leave_many_small_files(corpus: Corpus) -> None:
    for number in range(40):
        with corpus.transaction(at=AT) as tx:
            tx.upsert("engagements", pa.table({"uri": [f"e{number}"], "post_uri": ["a"]}))
            tx.upsert("counts", pa.table({"post_uri": ["a"], "at": [AT], "likes": [number]}))
    counts = next(f for f in check(corpus.place) if f.about == "counts")
    assert counts.message.format(**counts.values) == "rows: 40; files: 8"
    assert sorted(corpus.snapshot().arrow("counts")["likes"].to_pylist()) == list(range(40))


def test_a_damaged_file_is_found(corpus: Corpus, tmp_path: Path) -> None:
    newest = max((tmp_path / "corpus/g1/posts").rglob("*.parquet"), key=lambda p: p.stat().st_ctime)
    newest.write_bytes(newest.read_bytes()[:-40])
    assert levels(corpus)["posts"] == "error"


def test_a_backup_restores_the_same_version(corpus: Corpus, tmp_path: Path) -> None:
    made = backup(corpus, tmp_path / "team.condat")
    again = restore(tmp_path / "team.condat", tmp_path / "again")
    assert (made.version, again.snapshot().version) == (2, 2)
    for name in TABLES:
        assert again.snapshot().arrow(name) == corpus.snapshot().arrow(name)
    with pytest.raises(CorpusError, match="already"):
        restore(tmp_path / "team.condat", tmp_path / "again")


def test_a_restored_backup_does_not_bring_a_person_back(corpus: Corpus, tmp_path: Path) -> None:
    backup(corpus, tmp_path / "team.condat")
    corpus.forget(at=AT, uris=["by b"])
    (tmp_path / "again").mkdir()
    kept = tmp_path / "corpus" / suppression.FILE
    (tmp_path / "again" / suppression.FILE).write_bytes(kept.read_bytes())
    again = restore(tmp_path / "team.condat", tmp_path / "again", at=LATER)
    assert titles(again) == {"a": "Two", "c": "Two"}
    with pytest.raises(ErasedError, match="Jan 5, 2027"):
        again.snapshot(2)
    assert again.snapshot().version == 3


@pytest.mark.parametrize("cut", [10, 3000])
def test_a_damaged_backup_is_refused(corpus: Corpus, tmp_path: Path, cut: int) -> None:
    backup(corpus, tmp_path / "team.condat")
    data = bytearray((tmp_path / "team.condat").read_bytes())
    data[cut] ^= 255
    (tmp_path / "team.condat").write_bytes(data)
    with pytest.raises(InputError):
        restore(tmp_path / "team.condat", tmp_path / "again")
    assert not (tmp_path / "again").exists()
