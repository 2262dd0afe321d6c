"""The same corpus in an S3-compatible store, by one setting."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from condat.core.errors import ErasedError, NotFoundError, SettingsError
from condat.core.settings import Store
from condat.corpus.place import open_place
from condat.corpus.store import Corpus
from servers import seaweed

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(seaweed.missing() is not None, reason=str(seaweed.missing())),
]
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def bucket() -> Iterator[seaweed.Seaweed]:
    with seaweed.run() as running:
        yield running


@pytest.fixture
def store(bucket: seaweed.Seaweed, monkeypatch: pytest.MonkeyPatch) -> Store:
    for name, value in bucket.environment.items():
        monkeypatch.setenv(name, value)
    uri = f"s3://{bucket.bucket}/{uuid.uuid4().hex}"
    return Store(uri=uri, endpoint=bucket.endpoint, allow_http=True)


def write(corpus: Corpus, *uris: str, title: str = "One") -> int | None:
    with corpus.transaction(at=AT) as tx:
        authors = [f"author of {uri}" for uri in uris]
        posts = {"uri": list(uris), "title": [title] * len(uris)}
        tx.upsert("posts", pa.table(posts | {"author_uris": [[author] for author in authors]}))
        tx.upsert("authors", pa.table({"uri": authors}))
    return tx.result.version


def test_transactions_versions_and_results(store: Store) -> None:
    with pytest.raises(NotFoundError):
        Corpus.open(store.uri, store)
    corpus = Corpus.create(store.uri, store)
    assert write(corpus, "a", "b") == 1
    assert write(corpus, "b", "a") is None
    assert write(corpus, "b", "c", title="Two") == 2
    now = Corpus.open(store.uri, store).snapshot()
    assert now.arrow("posts", ["title"])["title"].to_pylist() == ["One", "Two", "Two"]
    assert corpus.snapshot(1).count("posts") == 2
    corpus.derived.save("terms", pa.table({"term": ["x"]}), version=2, key="k")
    assert corpus.derived.load("terms", version=2, key="k") == pa.table({"term": ["x"]})


def test_two_writers_at_once_lose_nothing(store: Store) -> None:
    Corpus.create(store.uri, store)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda n: write(Corpus.open(store.uri, store), f"post {n}"), range(4)))
    assert Corpus.open(store.uri, store).snapshot().count("posts") == 4


def test_a_person_is_erased_from_every_object(store: Store) -> None:
    corpus = Corpus.create(store.uri, store)
    write(corpus, "https://example.org/by-julia")
    corpus.forget(at=AT, uris=["author of https://example.org/by-julia"])
    place = open_place(store.uri, store)
    held = [name for name in place.all_files("") if b"julia" in (place.read(name) or b"").lower()]
    assert held == []
    assert not any(name.startswith("g1/") for name in place.all_files(""))
    with pytest.raises(ErasedError):
        corpus.snapshot(1)


def test_keys_that_are_missing_are_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(SettingsError, match="AWS_SECRET_ACCESS_KEY"):
        Corpus.open(store.uri, store)
