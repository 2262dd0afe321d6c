"""Search the posts that were heard: by words, side, language, source, author, date, reactions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from condat.core.errors import InputError, NotYetError
from condat.core.titles import called, rest
from condat.core.watch import Voice, Watch
from condat.core.words import mark
from condat.corpus.fulltext.asked import Asked
from condat.corpus.fulltext.index import Fulltext
from condat.plan.scope import side_of
from condat.usecases.desk import Desk
from condat.usecases.search import indexing
from condat.usecases.search.indexing_entries import NONE, SOME, UNKNOWN

PER_PAGE = 20
DEEPEST = 500  # pages
MOST_ROWS = 50_000  # that one export holds
PASSAGE = 280  # characters
REACTIONS = (SOME, NONE, UNKNOWN)
Pieces = list[tuple[str, bool]]
Names = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; what is empty is not asked."""

    words: str = ""
    side: str = ""
    language: str = ""
    source: str = ""
    author: str = ""  # an address, else words of a name
    since: date | None = None
    until: date | None = None
    reactions: str = ""
    newest: bool = False


@dataclass(frozen=True)
class Heard:
    """A post that was found: what is known of it, whose it is, where the words are in it.

    ``title`` and ``passage`` are pieces of text, each with whether it is one of the words; a
    comment has its text for a title, which is said once.
    """

    post: Mapping[str, Any]
    side: str
    title: Pieces
    passage: Pieces


@dataclass(frozen=True)
class Found:
    """How many posts were found, those of one page, and the corpus version they are from."""

    count: int
    posts: list[Heard]
    version: int

    @property
    def pages(self) -> int:
        """How many pages there are to turn."""
        return min(-(-self.count // PER_PAGE), DEEPEST)


def search(desk: Desk, wish: Wish, page: int = 1) -> Found:
    """Find posts, a page at a time; what came in lately is found too, unless it is very much.

    In a workspace that stands still, what was published after its moment is not known yet.

    Raises
    ------
    NotYetError
        When no index was made yet.
    """
    index, version = _index(desk)
    asked = _asked(desk, wish)
    hits = index.search(asked, limit=PER_PAGE, offset=(page - 1) * PER_PAGE, newest=wish.newest)
    posts = [_heard(desk.watch, index, asked, row) for row in hits.rows]
    return Found(hits.count, posts, version)


def every(desk: Desk, wish: Wish) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Give the posts that are found, whole, each with its side; at most ``MOST_ROWS``."""
    index, _ = _index(desk)
    hits = index.search(_asked(desk, wish), limit=MOST_ROWS, newest=wish.newest)
    return ((row, _side(desk.watch, row)) for row in hits.rows)


def sources(desk: Desk) -> list[str]:
    """Name the sources that posts are from, the largest first; none before there is an index."""
    index = indexing.opened(desk.root)
    tally = index.tally(Asked(known_by=desk.settings.as_of), "source") if index else {}
    return sorted(tally, key=lambda name: (-tally[name], name))


def of_side(watch: Watch, side: str) -> tuple[list[Names], Names]:
    """Say a side as what has to hold of a post and what may not; the inverse of ``side_of``.

    Examples
    --------
    >>> of_side(Watch(brand=Voice(name="Us", sources=("blog",))), "ours")
    ([{'source': ['blog'], 'author': []}], {})
    """
    ours, rivals = _named([watch.brand]), _named(watch.competitors)
    if side == "ours":
        return [ours], {}
    if side == "competitor":
        return [rivals], ours
    both = {name: [*ours[name], *rivals[name]] for name in ours}
    return [], both


def _named(voices: Sequence[Voice]) -> Names:
    return {
        "source": [name for voice in voices for name in voice.sources],
        "author": [uri for voice in voices for uri in voice.authors],
    }


def holding(desk: Desk, words: str) -> list[str]:
    """Return the URIs of the posts that hold words, in any form.

    Raises
    ------
    NotYetError
        When no index was made yet.
    InputError
        When far too many do.
    """
    index, _ = _index(desk)
    hits = index.search(_asked(desk, Wish(words=words)), limit=MOST_ROWS)
    if hits.count > MOST_ROWS:
        told = mark("More than {count} posts hold this: add a word.")
        raise InputError(told, count=MOST_ROWS, field="text")
    return [str(row["uri"]) for row in hits.rows]


def _index(desk: Desk) -> tuple[Fulltext, int]:
    indexing.keep_up(desk)
    index, made = indexing.opened(desk.root), indexing.made(desk.root)
    if index is None or made is None:
        raise NotYetError(mark("The posts are not searchable yet."))
    return index, made.version


def _asked(desk: Desk, wish: Wish) -> Asked:
    where: list[Names] = []
    without: Names = {}
    if wish.side:
        where, without = of_side(desk.watch, wish.side)
    for name in ("language", "source", "reactions"):
        if value := getattr(wish, name):
            where.append({name: [value]})
    exact = ":" in wish.author
    if exact:
        where.append({"author": [wish.author]})
    zone = ZoneInfo(desk.settings.plan.time_zone)
    return Asked(
        words=wish.words,
        names="" if exact else wish.author,
        where=where,
        where_not=without,
        since=_midnight(wish.since, zone),
        until=_midnight(wish.until + timedelta(days=1) if wish.until else None, zone),
        known_by=desk.settings.as_of,
    )


def _midnight(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, time.min, zone) if day else None


def _heard(watch: Watch, index: Fulltext, asked: Asked, row: Mapping[str, Any]) -> Heard:
    title, text = (
        index.passage(asked, row[name], row["language"], PASSAGE) for name in ("title", "text")
    )
    if not row["title"]:
        title, text = _untitled(row, text)
    return Heard(row, _side(watch, row), title, text)


def _untitled(row: Mapping[str, Any], passage: Pieces) -> tuple[Pieces, Pieces]:
    """Call a post by its first words; its passage says what follows them, where they begin it."""
    first = called("", row["text"], row["url"] or row["uri"])
    if first == " ".join(row["text"].split()):
        return passage, []
    said, *marked = (text for text, _ in passage)
    left = rest(first, said)
    return [(first, False)], passage if marked else [(left, False)] if left else []


def _side(watch: Watch, row: Mapping[str, Any]) -> str:
    return side_of(watch, row["source"], row["author_uris"] or ())
