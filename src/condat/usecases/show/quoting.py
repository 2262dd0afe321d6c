"""A few posts by their addresses, with the names of who wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from condat.corpus.snapshot import Snapshot

COLUMNS = ["uri", "title", "text", "url", "published", "author_uris", "language", "source"]


def quoted(snapshot: Snapshot, uris: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return posts by URI; ``names`` are those of the authors. What is not there is left out."""
    records: list[dict[str, Any]] = snapshot.pick("posts", uris, COLUMNS).to_pylist()
    authors = {uri for record in records for uri in record["author_uris"] or ()}
    known = snapshot.pick("authors", sorted(authors), ["name"]).to_pylist()
    names = {row["uri"]: row["name"] for row in known}
    for record in records:
        called = (names.get(uri) for uri in record["author_uris"] or ())
        record["names"] = [name for name in called if name]
    return {record["uri"]: record for record in records}
