"""Ask a feed for what is new, and the comment feeds of its latest entries."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from condat.core.errors import SourceError
from condat.listen.connectors.feeds.entry import Feed
from condat.listen.connectors.feeds.memory import Memory, Place
from condat.listen.connectors.feeds.parsing import expect, parse
from condat.listen.connectors.feeds.rows import counts, entry_uri, tables
from condat.listen.contract import Batch, Fetcher, Request
from condat.listen.rows import table

DEPTH = "20"


def read(request: Request, fetch: Fetcher) -> Iterator[Batch]:
    """Read a feed; nothing comes when it did not change.

    What is remembered is handed over with the last batch alone: a run that ends before asks for
    the same entries again and loses none.

    Raises
    ------
    SourceError
        When the address cannot be read, or is no feed.
    """
    memory = Memory.load(request.state, request.address)
    before = memory.state(request.address)
    for found, read_entries in _batches(request, fetch, memory):
        yield Batch(found, read=read_entries)
    after = memory.state(request.address)
    if after != before:
        yield Batch({}, state=after)


def _batches(
    request: Request, fetch: Fetcher, memory: Memory
) -> Iterator[tuple[dict[str, pa.Table], int]]:
    answer = fetch(memory.feed.url, headers=memory.feed.conditions())
    if memory.feed.is_new(answer):
        feed = expect(answer)
        yield from _pages(feed, request, fetch, memory)
    if request.options.get("comments", "yes") == "yes":
        for thread in memory.threads:
            yield from _thread(thread, request, fetch)


def _pages(
    feed: Feed, request: Request, fetch: Fetcher, memory: Memory
) -> Iterator[tuple[dict[str, pa.Table], int]]:
    """Read the first page, and older ones until one holds an entry that we know."""
    first, left = feed, int(request.options.get("depth", DEPTH))
    yield _tables(feed, request, memory), _size(feed)
    while feed.next and left > 1 and not memory.is_known(_uris(feed, request)):
        feed, left = expect(fetch(feed.next)), left - 1
        yield _tables(feed, request, None), _size(feed)
    memory.note(_uris(first, request))
    parents = {e.comments_feed: entry_uri(e, request.source) for e in first.entries}
    memory.follow(first, {url: uri for url, uri in parents.items() if url})


def _tables(feed: Feed, request: Request, memory: Memory | None) -> dict[str, pa.Table]:
    found = tables(feed, request)
    counted = counts(feed, request)
    changed = memory.moved(counted) if memory else list(counted.values())
    return found | ({"counts": table("counts", changed, request)} if changed else {})


def _thread(
    thread: Place, request: Request, fetch: Fetcher
) -> Iterator[tuple[dict[str, pa.Table], int]]:
    """Read a comment feed; what is wrong with it does not stop the feed itself."""
    try:
        answer = fetch(thread.url, headers=thread.conditions())
    except SourceError:
        return
    feed = parse(answer) if thread.is_new(answer) else None
    if feed and feed.entries:
        yield tables(feed, request, parent=thread.parent), _size(feed)


def _uris(feed: Feed, request: Request) -> list[str]:
    return [entry_uri(entry, request.source) for entry in feed.entries]


def _size(feed: Feed) -> int:
    return len(feed.entries) + feed.cut
