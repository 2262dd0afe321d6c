"""A post as it stands in the index: its fields, and how their words are cut."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import tantivy
from tantivy import Document, Schema, SchemaBuilder

STEMS = {"fr": "French", "en": "English", "de": "German"}
EXACT = ("uri", "source", "language", "author", "kind", "reactions")  # fields of whole values
_LONGEST = 60  # letters of a word that is indexed


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
def analyzers() -> Mapping[str, tantivy.TextAnalyzer]:
    """Return how the words of each field are cut, bent and spelt."""
    return {"words": _analyzer()} | {name: _analyzer(stem) for name, stem in STEMS.items()}


def _analyzer(stem: str = "") -> tantivy.TextAnalyzer:
    build = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    build = build.filter(tantivy.Filter.remove_long(_LONGEST))
    build = build.filter(tantivy.Filter.lowercase())
    if stem:
        build = build.filter(tantivy.Filter.stemmer(stem))
    return build.filter(tantivy.Filter.ascii_fold()).build()


def document(entry: Entry) -> Document:
    """Lay an entry out for the index."""
    laid = Document()
    laid.add_text("uri", entry.uri)
    laid.add_text("words", entry.text)
    laid.add_text("names", entry.names)
    if entry.language in STEMS:
        laid.add_text(entry.language, entry.text)
    for name, values in entry.values.items():
        for value in values:
            laid.add_text(name, value)
    if entry.published:
        laid.add_date("published", entry.published)
        laid.add_integer("month", entry.published.year * 100 + entry.published.month)
    moment = entry.published.isoformat() if entry.published else None
    shown = {**entry.shown, "uri": entry.uri, "language": entry.language, "published": moment}
    laid.add_bytes("shown", json.dumps(shown, ensure_ascii=False).encode())
    return laid
