"""A corpus of one writer: transactions, versions, what is the same and what is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from condat.core.errors import CorpusError, InputError, NotFoundError
from condat.corpus.delta import DeltaFiles
from condat.corpus.merge import Changes
from condat.corpus.place import open_place
from condat.corpus.store import Corpus
from condat.corpus.transaction import Result

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def posts(*uris: str, title: str = "One") -> pa.Table:
    return pa.table({"uri": list(uris), "title": [title] * len(uris)})


def write(corpus: Corpus, table: str, rows: pa.Table) -> Result:
    with corpus.transaction(at=AT) as tx:
        tx.upsert(table, rows)
    return tx.result


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus.create(tmp_path / "corpus")


def test_the_same_rows_twice_change_nothing(corpus: Corpus) -> None:
    first = write(corpus, "posts", posts("a", "b"))
    again = write(corpus, "posts", posts("b", "a"))
    assert first == Result({"posts": Changes(added=2)}, 1)
    assert again == Result({"posts": Changes(unchanged=2)}, None)
    assert [version.number for version in corpus.versions()] == [0, 1]


def test_when_a_row_was_read_is_not_what_it_says(corpus: Corpus) -> None:
    write(corpus, "posts", posts("a"))
    later = posts("a").append_column("fetched_at", pa.array([AT], pa.timestamp("us", "UTC")))
    assert write(corpus, "posts", later).version is None


def test_a_row_of_the_same_key_is_replaced_and_the_old_version_stays(corpus: Corpus) -> None:
    write(corpus, "posts", posts("a", "b"))
    result = write(corpus, "posts", posts("a", "c", title="Two"))
    assert result.tables["posts"] == Changes(added=1, changed=1)
    now = corpus.snapshot().arrow("posts", ["uri", "title"])
    assert now.to_pydict() == {"uri": ["a", "b", "c"], "title": ["Two", "One", "Two"]}
    assert corpus.snapshot(1).arrow("posts", ["title"]).to_pydict() == {"title": ["One", "One"]}


def test_the_last_row_of_a_key_counts(corpus: Corpus) -> None:
    with corpus.transaction(at=AT) as tx:
        tx.upsert("posts", posts("a", "a", title="One"))
        tx.upsert("posts", posts("a", title="Two"))
    assert tx.result.tables["posts"] == Changes(added=1)
    assert corpus.snapshot().arrow("posts", ["title"]).to_pydict() == {"title": ["Two"]}


def test_rows_are_deleted_by_key(corpus: Corpus) -> None:
    write(corpus, "posts", posts("a", "b"))
    with corpus.transaction(at=AT) as tx:
        tx.delete("posts", pa.table({"uri": ["b", "never seen"]}))
    assert tx.result.tables["posts"] == Changes(removed=1)
    assert corpus.snapshot().arrow("posts", ["uri"]).to_pydict() == {"uri": ["a"]}


def test_every_snapshot_of_counts_is_kept(corpus: Corpus) -> None:
    day = pa.array([AT], pa.timestamp("us", "UTC"))
    for likes in (3, 4, 4):
        write(corpus, "counts", pa.table({"post_uri": ["a"], "at": day, "likes": [likes]}))
    assert sorted(corpus.snapshot().arrow("counts")["likes"].to_pylist()) == [3, 4]


def test_nothing_of_a_failed_transaction_is_seen(corpus: Corpus) -> None:
    def fail() -> None:
        with corpus.transaction(at=AT) as tx:
            tx.upsert("posts", posts("a"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert corpus.snapshot().count("posts") == 0


def test_several_tables_make_one_version(corpus: Corpus) -> None:
    with corpus.transaction(at=AT, note="both") as tx:
        tx.upsert("posts", posts("a"))
        tx.upsert("authors", pa.table({"uri": ["julia"]}))
    assert tx.result.version == 1
    assert (corpus.versions()[1].note, corpus.versions()[1].at) == ("both", AT)


def test_unknown_is_null_and_columns_are_those_of_the_schema(corpus: Corpus) -> None:
    write(corpus, "posts", posts("a"))
    row = corpus.snapshot().arrow("posts").to_pylist()[0]
    assert row["published"] is None
    assert row["author_uris"] is None


@pytest.mark.parametrize(
    ("table", "rows", "said"),
    [
        ("post", posts("a"), "no table post"),
        ("posts", pa.table({"uri": ["a"], "titel": ["x"]}), "no column titel"),
        ("posts", pa.table({"title": ["x"]}), "has no uri"),
        ("counts", pa.table({"post_uri": ["a"], "at": ["noon"]}), "noon"),
    ],
)
def test_rows_that_do_not_fit_are_named(
    corpus: Corpus, table: str, rows: pa.Table, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        write(corpus, table, rows)


def test_results_are_kept_by_version_and_parameters(corpus: Corpus) -> None:
    terms = pa.table({"term": ["pain"], "demand": [3.5]})
    corpus.derived.save("terms", terms, version=1, key="abc")
    assert corpus.derived.load("terms", version=1, key="abc") == terms
    assert corpus.derived.load("terms", version=2, key="abc") is None
    assert corpus.derived.load("terms", version=1, key="abd") is None


def test_a_corpus_is_made_once_and_not_found_before(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no corpus"):
        Corpus.open(tmp_path / "corpus")
    Corpus.create(tmp_path / "corpus")
    with pytest.raises(CorpusError, match="already"):
        Corpus.create(tmp_path / "corpus")
    with pytest.raises(NotFoundError, match="no version 7"):
        Corpus.open(tmp_path / "corpus").snapshot(7)


def test_a_creation_that_was_killed_is_completed(tmp_path: Path) -> None:
    place = open_place(tmp_path / "corpus")
    DeltaFiles(place, "versions", pa.schema({"number": pa.int64(), "bucket": pa.int32()})).create()
    with pytest.raises(NotFoundError):
        Corpus.open(tmp_path / "corpus")
    assert Corpus.create(tmp_path / "corpus").snapshot().version == 0
