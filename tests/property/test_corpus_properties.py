"""What holds for all rows: the same again is nothing, order is nothing, a name never stays."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from condat.corpus.hashing import buckets, rows
from condat.corpus.merge import merge
from condat.corpus.schema import TABLES
from condat.corpus.staging import conform
from condat.corpus.store import Corpus
from condat.corpus.suppression import Suppression

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
TEXT = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
POST = st.fixed_dictionaries(
    {
        "uri": st.sampled_from([f"https://example.org/{n}" for n in range(6)]),
        "title": TEXT,
        "tags": st.none() | st.lists(TEXT, max_size=3),
        "time_known": st.none() | st.booleans(),
        "published": st.none() | st.datetimes(timezones=st.just(UTC)),
    }
)
POSTS = st.lists(POST, max_size=12)
slow = settings(max_examples=12, deadline=None)


def table(posts: list[dict[str, object]]) -> pa.Table:
    return conform(pa.Table.from_pylist(posts, TABLES["posts"].schema), TABLES["posts"])


def write(corpus: Corpus, posts: list[dict[str, object]], size: int = 100) -> int | None:
    with corpus.transaction(at=AT) as tx:
        for start in range(0, len(posts), size):
            tx.upsert("posts", table(posts[start : start + size]))
    return tx.result.version


@given(posts=POSTS, size=st.integers(1, 5))
@slow
def test_the_last_row_of_each_key_is_kept_however_it_came(
    posts: list[dict[str, object]], size: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus.create(folder)
        write(corpus, posts, size)
        kept = corpus.snapshot().arrow("posts")
        assert write(corpus, kept.to_pylist()) is None
        last = {post["uri"]: post for post in posts}
        assert kept == table([last[uri] for uri in sorted(last, key=str)])


@given(posts=st.lists(POST, max_size=8, unique_by=lambda post: post["uri"]), seed=st.integers(0, 9))
@slow
def test_the_order_of_imports_does_not_matter(posts: list[dict[str, object]], seed: int) -> None:
    shuffled = [posts[i] for i in np.random.default_rng(seed).permutation(len(posts))]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        first, second = Corpus.create(one), Corpus.create(two)
        write(first, posts)
        for post in shuffled:
            write(second, [post])
        assert first.snapshot().arrow("posts") == second.snapshot().arrow("posts")


@given(posts=st.lists(POST, min_size=2, max_size=2))
def test_rows_hash_alike_when_they_are_alike(posts: list[dict[str, object]]) -> None:
    one, two = posts
    first, second = rows(table(posts))
    assert (first == second) == (one == two)


@given(staged=st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.integers(0, 2))))
def test_every_staged_key_is_counted_once(staged: list[tuple[str, int | None]]) -> None:
    columns = {"uri": [k for k, _ in staged], "content": [v for _, v in staged]}
    schema = pa.schema({"uri": pa.string(), "content": pa.int64()})
    present = pa.table({"uri": ["a", "b"], "content": [1, 1]}, schema=schema)
    found = merge(pa.table(columns, schema=schema), present, ("uri",), append_only=False)
    last = dict(staged)
    unknown = [key for key, value in last.items() if value is None and key == "c"]
    assert sum(vars(found.changes).values()) == len(last) - len(unknown)


@given(
    name=st.text(st.sampled_from("éÉaß İ'-_ñ1Ω"), min_size=1, max_size=9),
    before=st.text(max_size=5),
    after=st.text(max_size=5),
)
def test_a_name_between_spaces_is_always_found(name: str, before: str, after: str) -> None:
    known = Suppression("00").adding(phrases=[name])
    blanked = known.blank(f"{before} {name.upper().lower()} {after}")
    assert not known or "…" in blanked
    assert known.blank(blanked) == blanked or not known


def test_hashes_never_change() -> None:
    posts = pa.table({"uri": ["https://example.org/1", "é"], "n": [1, None], "l": [["a", "b"], []]})
    assert rows(posts).tolist() == [883935870458531164, 2429219901011773564]
    assert buckets(posts["uri"]).tolist() == [8, 6]
