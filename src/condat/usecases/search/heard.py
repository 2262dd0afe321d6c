"""The corpus in numbers: what was heard, by whom, in which language, from where, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from condat.corpus.fulltext.asked import Asked
from condat.corpus.fulltext.index import Fulltext
from condat.plan.chronicle import filled
from condat.plan.scope import side_of
from condat.usecases.desk import Desk
from condat.usecases.search import indexing
from condat.usecases.search.searching import of_side

SIDES = ("ours", "competitor", "audience")


@dataclass(frozen=True)
class Given:
    """A source by its name, whose voice it is, and its posts."""

    source: str
    side: str
    posts: int


@dataclass(frozen=True)
class Numbers:
    """Everything that was heard, in or out of the watch; ``months`` as the chart takes them.

    Posts are counted up to the moment of a workspace that stands still.
    """

    posts: int
    authors: int
    sides: Mapping[str, int]
    languages: Mapping[str, int]
    sources: tuple[Given, ...]
    months: pa.Table


def numbers(desk: Desk) -> Numbers | None:
    """Count what was heard; None before it can be searched."""
    index = indexing.opened(desk.root)
    if index is None:
        return None
    every = Asked(known_by=desk.settings.as_of)
    sides = {side: _of(desk, side) for side in SIDES}
    return Numbers(
        posts=index.count(every),
        authors=desk.corpus.snapshot().count("authors"),
        sides={side: index.count(asked) for side, asked in sides.items()},
        languages=_largest(index.tally(every, "language")),
        sources=tuple(
            Given(name, side_of(desk.watch, name, ()), posts)
            for name, posts in _largest(index.tally(every, "source")).items()
        ),
        months=_months(index, sides),
    )


def _of(desk: Desk, side: str) -> Asked:
    where, without = of_side(desk.watch, side)
    return Asked(where=where, where_not=without, known_by=desk.settings.as_of)


def _largest(tally: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(tally.items(), key=lambda pair: (-pair[1], pair[0])))


def _months(index: Fulltext, sides: Mapping[str, Asked]) -> pa.Table:
    rows = [
        {"start": f"{month[:4]}-{month[4:]}-01", "side": side, "posts": posts}
        for side, asked in sides.items()
        for month, posts in index.tally(asked, "month").items()
    ]
    return filled(rows, "month")
