"""What a page is made of; the two writers (HTML and PDF) know these blocks and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from condat.core.spacing import bound


@dataclass(frozen=True)
class Post:
    """A post as evidence: enough to recognise it and to go there."""

    title: str
    author: str
    date: str
    url: str
    passage: str
    language: str = ""  # of the passage; empty where not known
    uri: str = ""  # where a reader can take it up: of others' posts in the workspace


@dataclass(frozen=True)
class Row:
    """A line of a table, opening onto its posts."""

    cells: tuple[str, ...]
    evidence: tuple[Post, ...] = ()
    anchor: str = ""  # where on the page its first cell leads


@dataclass(frozen=True)
class Grid:
    """A table. ``numbers`` are the indexes of the columns that hold numbers."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: tuple[int, ...] = ()
    caption: str = ""
    kind: str = field(default="grid", init=False)


@dataclass(frozen=True)
class Figure:
    """A chart under its finding; ``description`` says it to who cannot see it.

    ``narrow`` is the chart for a phone; empty where it is the same.
    """

    caption: str
    svg: str
    description: str
    narrow: str = ""
    kind: str = field(default="figure", init=False)


@dataclass(frozen=True)
class Card:
    """One row of the plan, or one person: a heading, a line under it, facts, evidence."""

    heading: str
    lead: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    evidence: tuple[Post, ...] = ()
    anchor: str = ""
    aside_label: str = ""
    aside: tuple[str, ...] = ()  # what only who asks for it reads


@dataclass(frozen=True)
class Cards:
    """Cards, one under another."""

    cards: tuple[Card, ...]
    kind: str = field(default="cards", init=False)


@dataclass(frozen=True)
class Note:
    """A paragraph; ``tone`` is plain, warning or unknown (what cannot be known yet)."""

    text: str
    tone: str = "plain"
    kind: str = field(default="note", init=False)


Block = Grid | Figure | Cards | Note


@dataclass(frozen=True)
class Section:
    """A titled part of the page; its title is a sentence with the answer in it."""

    key: str
    stage: str
    title: str
    lead: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Page:
    """The whole report."""

    language: str
    brand: str
    title: str
    computed: str
    banners: tuple[Note, ...]
    sections: tuple[Section, ...]
    evidence_label: str
    contents_label: str

    def bound(self) -> Page:
        """Return the page with its punctuation bound; charts stay as they were drawn."""
        shown: Page = changed(self, lambda text: text if text[:1] == "<" else bound(text))
        return shown


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """Return a part of a page, or a page, with each of its texts changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(changed(one, change) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        given = (one.name for one in fields(value) if one.init)
        return replace(value, **{name: changed(getattr(value, name), change) for name in given})
    return value
