"""What a feed says, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Author:
    """A name, and the address that stands beside it."""

    name: str
    url: str | None = None
    kind: str = "Person"


@dataclass(frozen=True)
class Date:
    """A date as it is written, and as the parser of the format read it (seconds since 1970)."""

    written: str = ""
    seconds: int | None = None


@dataclass(frozen=True)
class Entry:
    """One entry; ``form`` says whether ``body`` is html or text."""

    id: str
    url: str
    title: str
    body: str
    form: str = "html"
    published: Date = Date()
    updated: Date = Date()
    authors: tuple[Author, ...] = ()
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    language: str | None = None
    media: str = ""
    replies_to: str = ""
    comments_feed: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Feed:
    """A feed: who speaks, its entries, its next page, and what was wrong with it."""

    url: str
    title: str
    entries: tuple[Entry, ...]
    site: str = ""
    language: str | None = None
    authors: tuple[Author, ...] = ()
    next: str = ""
    problem: str = ""
    line: int | None = None
    cut: int = 0
