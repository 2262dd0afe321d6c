"""What a report is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from condat.charts.theme import Spec, draw, narrow
from condat.core.settings import Settings
from condat.core.titles import called, rest
from condat.core.words import Words
from condat.distribute.planned import Measures
from condat.plan.strategy.gate import Gate
from condat.report.page import Figure, Post
from condat.report.passages import passage
from condat.report.reasons import say

Record = dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """Derived tables by name, and what is needed to show them.

    ``posts`` holds, by URI, the posts that some row names as evidence: ``title``, ``text``,
    ``url``, ``published``, ``names`` (of the authors).
    """

    settings: Settings
    brand: str
    as_of: datetime
    version: int
    tables: Mapping[str, pa.Table]
    posts: Mapping[str, Record]
    strategy: Mapping[str, object]
    missing: tuple[tuple[str, str], ...]
    words: Words
    measures: Measures | None = None  # of the plan
    gate: Gate | None = None  # as it stood when the plan was made
    draft: str = ""  # why the plan is a draft, marked; empty when it counts

    def rows(self, name: str) -> list[Record]:
        """Return the records of a derived table; none when it was not computed."""
        table = self.tables.get(name)
        return table.to_pylist() if table is not None else []

    def evidence(
        self, uris: list[str] | None, *, terms: tuple[str, ...] = (), limit: int = 4
    ) -> tuple[Post, ...]:
        """Return the first posts of a row's evidence, each once, with the passage that matters."""
        known = [self.posts[uri] for uri in dict.fromkeys(uris or ()) if uri in self.posts]
        return tuple(shown(post, self.words, terms) for post in known[:limit])

    def say(self, reasons: list[Record] | None) -> tuple[str, ...]:
        """Say reasons as sentences; one whose code has no sentence is an error of the program."""
        return tuple(say(reason, self.words) for reason in reasons or ())

    def figure(self, caption: str, spec: Spec, description: str) -> Figure:
        """Draw a chart in the reader's language."""
        language = self.words.language
        return Figure(caption, draw(spec, language), description, draw(narrow(spec), language))


def shown(post: Record, words: Words, terms: tuple[str, ...] = ()) -> Post:
    """Show a post as evidence, with the passage that holds one of the terms; said once."""
    date = words.date(post["published"]) if post["published"] else ""
    text = passage(post["text"] or "", terms, post["title"] or "")
    title = called(post["title"], text, post["url"] or post["uri"])
    return Post(
        title,
        ", ".join(post["names"]),
        date,
        post["url"] or "",
        rest(title, text),
        post.get("language") or "",
    )
