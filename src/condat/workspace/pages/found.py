"""What the last plan's version tells, for pages: small tables kept in memory, posts by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from condat.core.words import Words
from condat.plan.scope import side_of
from condat.report.facts import Facts, Record
from condat.report.page import Post
from condat.usecases.desk import Desk
from condat.usecases.plan.plans import RECORD, ended, folder, versions
from condat.usecases.read.personas import known_marks
from condat.usecases.show.browsing import Browsed, browsed, ready
from condat.usecases.show.quoting import quoted

KEPT = 8


@dataclass(frozen=True)
class Found:
    """The tables behind the pages of words and people, in the reader's language."""

    browsed: Browsed
    words: Words
    today: Desk

    @property
    def version(self) -> int:
        """The version of the corpus that all of it was computed from."""
        return self.browsed.version

    @cached_property
    def facts(self) -> Facts:
        """The same, as the report's sections take it."""
        desk = self.browsed.desk
        return Facts(
            settings=desk.settings,
            brand=desk.watch.brand.name,
            as_of=self.browsed.as_of,
            version=self.version,
            tables=self.browsed.tables,
            posts={},
            strategy={},
            missing=(),
            words=self.words,
        )

    def table(self, name: str) -> pa.Table:
        """Return a small table."""
        return self.browsed.tables[name]

    def where(self, name: str, **values: object) -> list[Record]:
        """Return the records of a small table that hold some values."""
        table = self.table(name)
        for column, value in values.items():
            table = table.filter(pc.equal(table[column], value))
        rows: list[Record] = table.to_pylist()
        return rows

    def quoted(self, uris: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Fetch posts by key from the version that all was computed from."""
        return quoted(self.browsed.desk.corpus.snapshot(self.version), list(uris))

    def evidence(
        self, uris: Sequence[str] | None, terms: tuple[str, ...] = (), limit: int = 10
    ) -> tuple[Post, ...]:
        """Return posts, each with the passage that matters."""
        first = list(dict.fromkeys(uris or ()))[:limit]
        return self._told(self.quoted(first), first, terms, limit)

    def statements(self) -> list[Record]:
        """Return what the posts say of the statements of today's personas, if they were asked."""
        marks = known_marks(self.today, self.version)
        rows: list[Record] = marks.to_pylist() if marks is not None else []
        return rows

    def quoting(self, passages: Mapping[str, str], terms: tuple[str, ...] = ()) -> tuple[Post, ...]:
        """Return posts by URI, each with a passage that was chosen already."""
        texts = {
            uri: {**post, "text": passages[uri]} for uri, post in self.quoted(passages).items()
        }
        return self._told(texts, list(passages), terms, len(passages))

    def _told(
        self,
        posts: dict[str, dict[str, Any]],
        uris: Sequence[str],
        terms: tuple[str, ...],
        limit: int,
    ) -> tuple[Post, ...]:
        """Tell posts; those of others say where they can be taken up."""
        known = [uri for uri in uris if uri in posts]
        told = replace(self.facts, posts=posts).evidence(known, terms=terms, limit=limit)
        return tuple(
            replace(one, uri=uri if self._theirs(posts[uri]) else "")
            for one, uri in zip(told, known, strict=False)
        )

    def _theirs(self, post: Mapping[str, Any]) -> bool:
        authors = post["author_uris"] or ()
        return bool(authors) and side_of(self.today.watch, post["source"], authors) != "ours"


def found(desk: Desk, words: Words, version: int | None = None) -> Found | None:
    """Return what pages read of the last plan (or of an earlier one), in the reader's language.

    While people are ranked again under other weights, what the plan's own weights gave.
    """
    made = versions(desk)
    if not made or version not in (None, *made) or ended(desk):
        return None
    asked = None if version in (None, made[-1]) and ready(desk) else version or made[-1]
    written = (folder(desk, asked or made[-1]) / RECORD).stat().st_mtime_ns
    head, weights = desk.corpus.snapshot().version, desk.settings.people.model_dump_json()
    kept = _read(desk.root, asked, written, head, weights)
    return Found(kept, words, desk) if kept else None


@lru_cache(KEPT)
def _read(
    root: Path,
    version: int | None,
    written: int,  # noqa: ARG001 - what names a plan
    head: int,  # noqa: ARG001 - an erasure ends what was read before it
    weights: str,  # noqa: ARG001
) -> Browsed | None:
    return browsed(Desk.open(root), version)
