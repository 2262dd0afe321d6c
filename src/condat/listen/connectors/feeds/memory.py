"""What is remembered of a feed between two runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from condat.core.ids import digest
from condat.listen.connectors.feeds.entry import Feed
from condat.listen.contract import Response
from condat.listen.rows import Row

THREADS = 10


@dataclass
class Place:
    """An address, and what it said about the version that it gave us."""

    url: str
    etag: str = ""
    modified: str = ""
    body: str = ""
    parent: str = ""

    def conditions(self) -> dict[str, str]:
        """Ask for a newer version only."""
        told = {"if-none-match": self.etag, "if-modified-since": self.modified}
        return {name: value for name, value in told.items() if value}

    def is_new(self, answer: Response) -> bool:
        """Note an answer; say whether it differs from the last one."""
        if answer.status == 304:
            return False
        body = digest(answer.content)
        fresh = body != self.body
        self.etag = answer.headers.get("etag", "")
        self.modified = answer.headers.get("last-modified", "")
        self.body = body
        return fresh


@dataclass
class Memory:
    """A feed, the comment feeds of its latest entries, entries seen, and their last counts."""

    feed: Place
    threads: list[Place] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    counts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, state: Mapping[str, str], address: str) -> Memory:
        """Read the state of a source; it is void when the source got another address."""
        kept = json.loads(state.get("memory", "{}"))
        if kept.get("address") != address:
            return cls(Place(address))
        threads = [Place(**thread) for thread in kept["threads"]]
        return cls(Place(**kept["feed"]), threads, kept["seen"], kept["counts"])

    def state(self, address: str) -> dict[str, str]:
        """Write the state of a source."""
        return {"memory": json.dumps(asdict(self) | {"address": address})}

    def is_known(self, uris: Iterable[str]) -> bool:
        """Say whether one of these entries was on the first page last time."""
        return not set(self.seen).isdisjoint(digest(uri) for uri in uris)

    def note(self, uris: Iterable[str]) -> None:
        """Remember the entries of the first page."""
        self.seen = [digest(uri) for uri in uris]

    def moved(self, counted: Mapping[str, Row]) -> list[Row]:
        """Return the counts that differ from the last ones, and remember these."""
        hashes = {digest(uri): str(row["raw_hash"]) for uri, row in counted.items()}
        changed = [r for uri, r in counted.items() if self.counts.get(digest(uri)) != r["raw_hash"]]
        self.counts = hashes
        return changed

    def follow(self, feed: Feed, uris: Mapping[str, str]) -> None:
        """Keep an eye on the comment feeds of the latest entries (address -> entry's URI)."""
        known = {thread.url: thread for thread in self.threads}
        told = [e.comments_feed for e in feed.entries if e.comments_feed in uris]
        fresh = [known.pop(url, Place(url, parent=uris[url])) for url in dict.fromkeys(told)]
        self.threads = [*fresh, *known.values()][:THREADS]
