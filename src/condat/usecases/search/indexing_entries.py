"""Posts as entries of the search index: words, names of authors, whether anybody reacted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import daft
import pyarrow as pa
import pyarrow.compute as pc
from daft import col, lit

from condat.corpus.engine import arrow
from condat.corpus.fulltext.entries import Entry
from condat.corpus.snapshot import Snapshot
from condat.language.identify import identify

SOME, NONE, UNKNOWN = "some", "none", "unknown"
REACTIONS = ("likes", "shares", "replies", "saves", "clicks")
_COLUMNS = ("uri", "title", "text", "url", "author_uris", "source", "published", "kind")
_SHOWN = ("title", "text", "url", "source", "kind", "author_uris")


def entries(snapshot: Snapshot, uris: Sequence[str] | None) -> Iterator[list[Entry]]:
    """Give the entries of some posts, of all where none is named, a batch at a time."""
    posts = snapshot.frame("posts")
    if uris is not None:
        posts = _only(posts, "uri", uris)
    posts = posts.select(*_COLUMNS, "language").join(_reactions(snapshot), on="uri", how="left")
    names = _names(snapshot)
    for batch in posts.to_arrow_iter():
        yield _entries(pa.Table.from_batches([batch]), names)


def written_by(snapshot: Snapshot, authors: Sequence[str]) -> set[str]:
    """Return the posts of some authors."""
    each = snapshot.frame("posts").select("uri", "author_uris").explode("author_uris")
    return set(arrow(_only(each, "author_uris", authors).select("uri"))["uri"].to_pylist())


def _only(frame: daft.DataFrame, name: str, values: Sequence[str]) -> daft.DataFrame:
    wanted = daft.from_arrow(pa.table({name: pa.array(values, pa.string())}))
    return frame.join(wanted, on=name, how="semi")


def _reactions(snapshot: Snapshot) -> daft.DataFrame:
    """Give the most reactions that were told of each post; null where no number was."""
    total, told = lit(0), lit(0)
    for name in REACTIONS:
        total, told = total + col(name).fill_null(0), told + col(name).not_null().cast("int64")
    counted = snapshot.frame("counts").where(told > 0).select(col("post_uri"), total.alias("got"))
    acts = snapshot.frame("engagements").where(col("post_uri").not_null())
    seen = acts.select(col("post_uri"), lit(1).cast("int64").alias("got"))
    both = counted.with_column("got", col("got").cast("int64")).concat(seen)
    return (
        both.groupby("post_uri").agg(col("got").max()).select(col("post_uri").alias("uri"), "got")
    )


def _names(snapshot: Snapshot) -> dict[str, str]:
    """Name each account as a reader would look for it: name and handle."""
    table = snapshot.arrow("authors", ["uri", "name", "handle"]).to_pydict()
    both = zip(table["uri"], table["name"], table["handle"], strict=True)
    return {uri: name or handle for uri, name, handle in both if name or handle}


def _entries(batch: pa.Table, names: dict[str, str]) -> list[Entry]:
    whole = pc.binary_join_element_wise(
        *(pc.fill_null(batch[name].cast(pa.string()), "") for name in ("title", "text")), "\n"
    )
    language = identify(whole, batch["language"].cast(pa.string()).combine_chunks())
    rows = zip(batch.to_pylist(), whole.to_pylist(), language.to_pylist(), strict=True)
    return [_entry(row, text, spoken, names) for row, text, spoken in rows]


def _entry(row: dict[str, Any], text: str, language: str, names: dict[str, str]) -> Entry:
    authors = row["author_uris"] or []
    called = [names[uri] for uri in authors if uri in names]
    got = row["got"]
    values = {
        "source": [row["source"] or ""],
        "language": [language],
        "author": authors,
        "kind": [row["kind"] or ""],
        "reactions": [UNKNOWN if got is None else SOME if got else NONE],
    }
    shown = {name: row[name] for name in _SHOWN} | {"names": called, "got": got}
    shown |= {"title": row["title"] or "", "text": row["text"] or ""}
    return Entry(row["uri"], text, language, row["published"], values, " ".join(called), shown)
