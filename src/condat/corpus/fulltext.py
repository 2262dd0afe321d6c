"""Full-text search over posts: an index in a folder of its own, derived from the corpus.

Words are found whatever their case and accents, as they stand or by their stem in French, English
or German. Each post is one entry, which holds what a reader needs to recognise it, so that a page
opens no table. The index says nothing that the corpus does not: losing it loses nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Document, FieldType, Index, Occur, Order, Query, Schema, SchemaBuilder

STEMS = {"fr": "French", "en": "English", "de": "German"}
EXACT = ("uri", "source", "language", "author", "kind", "reactions")  # fields of whole values
_LONGEST = 60  # letters of a word that is indexed
_HEAP = 128_000_000
_PHRASE = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')


@dataclass(frozen=True)
class Entry:
    """A post as it is found: the words, the values that filters ask for, and what is shown."""

    uri: str
    text: str
    language: str
    published: datetime | None
    values: Mapping[str, Sequence[str]]  # of the fields of ``EXACT``, the address left out
    names: str  # of its authors
    shown: Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """What is looked for.

    Parameters
    ----------
    words : str
        All have to stand in a post; "between quotation marks" in this order, after a minus not.
    names : str
        Words of an author's name.
    where : sequence of mappings
        Each has to hold: one of its fields has one of its values.
    where_not : mapping
        None of these fields may have one of these values.
    since, until : datetime, optional
        The first moment, and the one after the last; posts without a date are then left out.
    """

    words: str = ""
    names: str = ""
    where: Sequence[Mapping[str, Sequence[str]]] = ()
    where_not: Mapping[str, Sequence[str]] = field(default_factory=dict)
    since: datetime | None = None
    until: datetime | None = None
    known_by: datetime | None = None  # leaves out what was published later; what has no date stays


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
        query = _query(asked)
        by_date = newest or not asked.words.strip()
        order = {"order_by_field": "published", "order": Order.Desc} if by_date else {}
        found = self._searcher.search(query, limit, offset=offset, **order)
        return Hits(found.count or 0, [self._shown(address) for _, address in found.hits])

    def count(self, asked: Asked) -> int:
        """Count posts."""
        return self._searcher.search(_query(asked), 1).count or 0

    def tally(self, asked: Asked, name: str) -> dict[str, int]:
        """Count posts by the values of a field: one of ``EXACT``, or ``month`` (202611)."""
        terms = {"terms": {"field": name, "size": 10_000}}
        buckets = self._searcher.aggregate(_query(asked), {name: terms})[name]["buckets"]
        return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}

    def passage(self, asked: Asked, text: str, language: str, size: int) -> list[tuple[str, bool]]:
        """Cut the piece of a text that holds most of the words: texts, and whether each is one."""
        query = _words(asked.words)
        for name in (language, "words"):
            if name in (*STEMS, "words") and (cut := self._cut(query, name, text, size)):
                return cut
        return [(text[:size] + ("…" if len(text) > size else ""), False)]

    def _cut(self, query: Query, name: str, text: str, size: int) -> list[tuple[str, bool]]:
        maker = tantivy.SnippetGenerator.create(self._searcher, query, schema(), name)
        maker.set_max_num_chars(size)
        document = Document()
        document.add_text(name, text)
        snippet = maker.snippet_from_doc(document)
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
            self._writer.add_document(_document(entry))

    def drop(self, uris: Iterable[str]) -> None:
        """Take posts out."""
        for uri in uris:
            self._writer.delete_documents_by_term("uri", uri)

    def keep(self) -> None:
        """Let readers who open it from now on see what was put and dropped."""
        self._writer.commit()
        self._writer.wait_merging_threads()


@lru_cache
def schema() -> Schema:
    """Return the fields of an entry."""
    build = SchemaBuilder()
    for name in EXACT:
        fast = name != "uri"
        build.add_text_field(name, fast=fast, tokenizer_name="raw", index_option="basic")
    build.add_text_field("words", tokenizer_name="words", index_option="position")
    build.add_text_field("names", tokenizer_name="words", index_option="basic")
    for language in STEMS:
        build.add_text_field(language, tokenizer_name=language, index_option="freq")
    build.add_date_field("published", indexed=True, fast=True)
    build.add_integer_field("month", fast=True)
    build.add_bytes_field("shown", stored=True)
    return build.build()


@lru_cache
def _analyzers() -> Mapping[str, tantivy.TextAnalyzer]:
    return {"words": _analyzer()} | {name: _analyzer(stem) for name, stem in STEMS.items()}


def _analyzer(stem: str = "") -> tantivy.TextAnalyzer:
    build = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    build = build.filter(tantivy.Filter.remove_long(_LONGEST))
    build = build.filter(tantivy.Filter.lowercase())
    if stem:
        build = build.filter(tantivy.Filter.stemmer(stem))
    return build.filter(tantivy.Filter.ascii_fold()).build()


def _registered(index: Index) -> Index:
    for name, analyzer in _analyzers().items():
        index.register_tokenizer(name, analyzer)
    return index


def _document(entry: Entry) -> Document:
    document = Document()
    document.add_text("uri", entry.uri)
    document.add_text("words", entry.text)
    document.add_text("names", entry.names)
    if entry.language in STEMS:
        document.add_text(entry.language, entry.text)
    for name, values in entry.values.items():
        for value in values:
            document.add_text(name, value)
    if entry.published:
        document.add_date("published", entry.published)
        document.add_integer("month", entry.published.year * 100 + entry.published.month)
    moment = entry.published.isoformat() if entry.published else None
    shown = {**entry.shown, "uri": entry.uri, "language": entry.language, "published": moment}
    document.add_bytes("shown", json.dumps(shown, ensure_ascii=False).encode())
    return document


def _query(asked: Asked) -> Query:
    must = [_words(asked.words), _all("names", asked.names)]
    must += [_any(values) for values in asked.where]
    if asked.since or asked.until:
        must.append(_between(asked.since, asked.until))
    parts = [(Occur.Must, each) for each in must]
    parts += [(Occur.MustNot, _any(asked.where_not))] if asked.where_not else []
    parts += [(Occur.MustNot, _later(asked.known_by))] if asked.known_by else []
    return Query.boolean_query(parts)


def _words(text: str) -> Query:
    """Read what a person typed: each word or quoted phrase has to be there, after a minus not."""
    parts = [(Occur.Must, Query.all_query())]
    wanted = False
    for no_phrase, phrase, no_word, word in _PHRASE.findall(text):
        query = _all("words", phrase, together=True) if phrase else _any_form(word)
        without = bool(no_phrase or no_word)
        wanted |= not without
        parts.append((Occur.MustNot if without else Occur.Must, query))
    return Query.boolean_query(parts[1:] if wanted else parts)


def _any_form(word: str) -> Query:
    """Find what a person types as one word ("l'eau" is two), as it stands or by its stem."""
    parts = _analyzers()["words"].analyze(word)
    if len(parts) != 1:
        return _all("words", word, together=True)
    forms = [("words", parts[0])]
    forms += [(name, stem) for name in STEMS for stem in _analyzers()[name].analyze(word)]
    return _should(Query.term_query(schema(), name, form) for name, form in forms)


def _all(name: str, text: str, *, together: bool = False) -> Query:
    words: list[str | tuple[int, str]] = [*_analyzers()["words"].analyze(text)]
    if together and len(words) > 1:
        return Query.phrase_query(schema(), name, words)
    terms = [(Occur.Must, Query.term_query(schema(), name, word)) for word in words]
    return Query.boolean_query(terms) if terms else Query.all_query()


def _any(values: Mapping[str, Sequence[str]]) -> Query:
    terms = ((name, value) for name, some in values.items() for value in some)
    return _should(Query.term_query(schema(), name, value) for name, value in terms)


def _should(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _between(since: datetime | None, until: datetime | None) -> Query:
    return Query.range_query(
        schema(), "published", FieldType.Date, since, until, include_upper=until is None
    )


def _later(moment: datetime) -> Query:
    return Query.range_query(
        schema(), "published", FieldType.Date, moment, None, include_lower=False
    )


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
