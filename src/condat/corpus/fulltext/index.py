"""The index: opened to be read, or written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Document, Index, Order, Query

from condat.core.titles import opening
from condat.corpus.fulltext.asked import Asked, query, typed
from condat.corpus.fulltext.entries import STEMS, Entry, analyzers, document, schema

_HEAP = 128_000_000


@dataclass(frozen=True)
class Hits:
    """How many posts were found, and some of them in order, as they are shown."""

    count: int
    rows: list[dict[str, Any]]


class Fulltext:
    """An index, opened to be read; it does not change while it is open."""

    def __init__(self, folder: Path) -> None:
        self._index = _registered(Index.open(str(folder)))
        # Its declared types leave out how many were found.
        self._searcher: Any = self._index.searcher()

    def search(self, asked: Asked, *, limit: int, offset: int = 0, newest: bool = False) -> Hits:
        """Find posts: the nearest to the words first, or the newest (always, without words)."""
        by_date = newest or not asked.words.strip()
        order = {"order_by_field": "published", "order": Order.Desc} if by_date else {}
        found = self._searcher.search(query(asked), limit, offset=offset, **order)
        return Hits(found.count or 0, [self._shown(address) for _, address in found.hits])

    def count(self, asked: Asked) -> int:
        """Count posts."""
        return self._searcher.search(query(asked), 1).count or 0

    def tally(self, asked: Asked, name: str) -> dict[str, int]:
        """Count posts by the values of a field: one of ``EXACT``, or ``month`` (202611)."""
        terms = {"terms": {"field": name, "size": 10_000}}
        buckets = self._searcher.aggregate(query(asked), {name: terms})[name]["buckets"]
        return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}

    def passage(self, asked: Asked, text: str, language: str, size: int) -> list[tuple[str, bool]]:
        """Cut the piece of a text that holds most of the words: texts, and whether each is one."""
        wanted = typed(asked.words)
        for name in (language, "words"):
            if name in (*STEMS, "words") and (cut := self._cut(wanted, name, text, size)):
                return cut
        return [(opening(text, size), False)]

    def _cut(self, wanted: Query, name: str, text: str, size: int) -> list[tuple[str, bool]]:
        maker = tantivy.SnippetGenerator.create(self._searcher, wanted, schema(), name)
        maker.set_max_num_chars(size)
        laid = Document()
        laid.add_text(name, text)
        snippet = maker.snippet_from_doc(laid)
        fragment = snippet.fragment().encode()
        marks = sorted((mark.start, mark.end) for mark in snippet.highlighted())
        return _pieces(fragment, marks) if marks else []

    def _shown(self, address: tantivy.DocAddress) -> dict[str, Any]:
        kept = self._searcher.doc(address).get_first("shown")
        row: dict[str, Any] = json.loads(kept or b"{}")
        row["published"] = datetime.fromisoformat(row["published"]) if row["published"] else None
        return row


class Writing:
    """An index being written; nothing is seen before ``keep``, and nothing is half written."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._writer = _registered(Index(schema(), str(folder))).writer(_HEAP, 1)

    def put(self, entries: Iterable[Entry]) -> None:
        """Add posts that are not in the index."""
        for entry in entries:
            self._writer.add_document(document(entry))

    def drop(self, uris: Iterable[str]) -> None:
        """Take posts out."""
        for uri in uris:
            self._writer.delete_documents_by_term("uri", uri)

    def keep(self) -> None:
        """Let readers who open it from now on see what was put and dropped."""
        self._writer.commit()
        self._writer.wait_merging_threads()


def _registered(index: Index) -> Index:
    for name, analyzer in analyzers().items():
        index.register_tokenizer(name, analyzer)
    return index


def _pieces(fragment: bytes, marks: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Cut a text at marks that count bytes.

    Examples
    --------
    >>> _pieces("blé dur".encode(), [(0, 4)])
    [('blé', True), (' dur', False)]
    """
    pieces, last = [], 0
    for start, end in marks:
        pieces += [(fragment[last:start], False), (fragment[start:end], True)]
        last = end
    pieces.append((fragment[last:], False))
    return [(piece.decode(), told) for piece, told in pieces if piece]
