"""Forgetting a person: what goes, what stays, and no byte of them in any file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from condat.core.errors import ErasedError, NotFoundError
from condat.corpus import erasure, suppression
from condat.corpus.place import open_place
from condat.corpus.schema import TABLES
from condat.corpus.store import Corpus
from condat.corpus.versions import Versions

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
JULIA, OMAR = "urn:condat:author:codefor:julia-kloiber", "https://social.example/@omar"
FORGOTTEN = (b"julia", b"kloiber", b"jkloib", b"mein labor")
TIME = pa.timestamp("us", "UTC")


def table(name: str, *given: dict[str, object]) -> pa.Table:
    return pa.Table.from_pylist(list(given), TABLES[name].schema)


def rows(**columns: list[object]) -> pa.Table:
    return pa.table(columns)


FACTS = {
    "authors": table(
        "authors",
        {"uri": JULIA, "name": "Julia Kloiber", "handle": "@jkloib"},
        {"uri": OMAR, "name": "Omar Ba", "description": "Works with Julia Kloiber."},
    ),
    "persons": rows(author_uri=[JULIA, OMAR], person_uri=["urn:person:1", "urn:person:2"]),
    "contacts": rows(person_uri=["urn:person:1"], email=["julia.kloiber@mail.example"]),
    "posts": table(
        "posts",
        {"uri": "https://a.example/julia/1", "author_uris": [JULIA], "text": "Mein Labor"},
        {"uri": "https://a.example/2", "author_uris": [JULIA, OMAR], "text": "Zusammen"},
        {
            "uri": "https://b.example/interview-julia-kloiber",
            "author_uris": [OMAR],
            "text": "Ask JULIA KLOIBER (@jkloib), not Juliette.",
            "in_reply_to": "https://a.example/julia/1",
            "links": ["https://a.example/julia/1", "https://c.example"],
            "mentions": [JULIA],
        },
        {"uri": "https://b.example/4", "text": "Ein Stück über Grafik."},
    ),
    "counts": rows(
        post_uri=["https://a.example/julia/1", "https://b.example/interview-julia-kloiber"],
        at=pa.array([AT, AT], TIME),
        likes=[5, 6],
    ),
    "engagements": rows(
        uri=["e1", "e2", "e3"],
        actor_uri=[JULIA, OMAR, OMAR],
        post_uri=["https://b.example/4", "https://a.example/julia/1", "https://b.example/4"],
    ),
    "rejects": rows(uri=["r1", "r2"], raw=['{"author": "Julia Kloiber"}', '{"author": "Omar"}']),
}


def fill(corpus: Corpus, *, order: list[str] | None = None) -> Corpus:
    with corpus.transaction(at=AT, note="from julia.jsonl") as tx:
        for name in order or FACTS:
            tx.upsert(name, FACTS[name])
    return corpus


def forget(corpus: Corpus) -> erasure.Erased:
    return corpus.forget(at=AT, uris=[JULIA, "urn:person:1"])


def content(corpus: Corpus) -> dict[str, list[dict[str, object]]]:
    snapshot = corpus.snapshot()
    return {name: snapshot.arrow(name).to_pylist() for name in TABLES}


def files_that_hold(folder: Path, words: tuple[bytes, ...]) -> list[str]:
    """Look into the bytes of every file and name, and into every value of every table."""
    found = []
    for path in filter(Path.is_file, folder.rglob("*")):
        data = path.read_bytes() + str(path.relative_to(folder)).encode()
        if path.suffix == ".parquet":
            data += repr(pq.read_table(path, partitioning=None).to_pylist()).encode()
        if path.suffix == ".arrow":
            data += repr(pa.ipc.open_file(path).read_all().to_pylist()).encode()
        found += [path.name for word in words if word in data.lower()]
    return found


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return fill(Corpus.create(tmp_path / "corpus"))


def test_no_byte_of_a_person_is_left_in_any_file(corpus: Corpus, tmp_path: Path) -> None:
    corpus.derived.save("people", rows(name=["Julia Kloiber"]), version=1, key="k")
    assert files_that_hold(tmp_path, FORGOTTEN)
    forget(corpus)
    assert files_that_hold(tmp_path, FORGOTTEN) == []


def test_what_others_wrote_stays_without_them(corpus: Corpus) -> None:
    erased = forget(corpus)
    kept = {row["text"]: row for row in corpus.snapshot().arrow("posts").to_pylist()}
    assert set(kept) == {"Zusammen", "Ask … (@…), not Juliette.", "Ein Stück über Grafik."}
    assert kept["Zusammen"]["author_uris"] == [OMAR]
    interview = kept["Ask … (@…), not Juliette."]
    assert interview["in_reply_to"] is None
    assert (interview["links"], interview["mentions"]) == (["https://c.example"], [])
    counts = corpus.snapshot().arrow("counts").to_pylist()
    assert [(row["post_uri"], row["likes"]) for row in counts] == [(interview["uri"], 6)]
    assert corpus.snapshot().arrow("engagements")["uri"].to_pylist() == ["e3"]
    assert corpus.snapshot().arrow("rejects")["uri"].to_pylist() == ["r2"]
    assert erased.removed["posts"] == 1


@pytest.mark.parametrize("order", [list(FACTS), list(FACTS)[::-1]])
def test_they_do_not_come_back_by_an_import(
    corpus: Corpus, tmp_path: Path, order: list[str]
) -> None:
    forget(corpus)
    before = content(corpus)
    fill(corpus, order=order)
    assert content(corpus) == before
    assert files_that_hold(tmp_path, FORGOTTEN) == []


def test_the_corpus_equals_one_that_never_held_them(corpus: Corpus, tmp_path: Path) -> None:
    forget(corpus)
    never = Corpus.create(tmp_path / "never")
    place = open_place(tmp_path / "never")
    suppression.save(place, suppression.load(open_place(tmp_path / "corpus")))
    assert content(fill(never)) == content(corpus)


def test_earlier_versions_end_with_a_date(corpus: Corpus) -> None:
    version = forget(corpus).version
    with pytest.raises(ErasedError, match="since Jan 5, 2026"):
        corpus.snapshot(1)
    assert corpus.snapshot(version).count("posts") == 3
    assert [v.note for v in corpus.versions()] == ["", "", erasure.NOTE]


def test_a_transaction_that_began_before_does_not_bring_them_back(
    corpus: Corpus, tmp_path: Path
) -> None:
    with corpus.transaction(at=AT) as tx:
        tx.upsert("posts", FACTS["posts"])
        forget(Corpus.open(tmp_path / "corpus"))
    assert corpus.snapshot().count("posts") == 3
    assert files_that_hold(tmp_path, FORGOTTEN) == []


@pytest.mark.parametrize("step", ["list", "tables", "versions", "sweep"])
def test_an_erasure_that_was_killed_is_finished_on_opening(
    corpus: Corpus, tmp_path: Path, step: str
) -> None:
    place = open_place(tmp_path / "corpus")
    base = Versions(place).load().latest
    listed = erasure.begin(place, base, [JULIA, "urn:person:1"], [])
    if step == "tables":
        erasure.rewrite(place, base, erasure.with_posts(place, base, listed), AT)
    if step in ("versions", "sweep"):
        kept = corpus.snapshot().arrow("posts")
        erasure.finish(place, AT)
        assert kept.num_rows == 4
        suppression.save(place, replace(suppression.load(place), pending=base.generation))
    if step == "versions":
        (tmp_path / "corpus" / "g1").mkdir()
        (tmp_path / "corpus" / "g1" / "left.txt").write_bytes(FORGOTTEN[0])
    opened = Corpus.open(tmp_path / "corpus")
    assert opened.snapshot().count("posts") == 3
    assert files_that_hold(tmp_path, FORGOTTEN) == []
    assert suppression.load(place).pending is None


def test_someone_who_is_not_there_is_not_found(corpus: Corpus) -> None:
    with pytest.raises(NotFoundError, match="urn:nobody"):
        corpus.forget(at=AT, uris=["urn:nobody"])


def test_a_name_that_someone_else_bears_stays_theirs(corpus: Corpus) -> None:
    with corpus.transaction(at=AT) as tx:
        tx.upsert("authors", rows(uri=["urn:other"], name=["Julia Kloiber"]))
    forget(corpus)
    names = corpus.snapshot().arrow("authors")["name"].to_pylist()
    assert names == ["Omar Ba", "Julia Kloiber"]


def test_files_outside_the_corpus_are_redacted_too(corpus: Corpus) -> None:
    forget(corpus)
    note = 'authors = ["urn:condat:author:codefor:julia-kloiber"]  # "https://a.example/julia/1"'
    assert corpus.redact(note) == 'authors = ["…"]  # "…"'
