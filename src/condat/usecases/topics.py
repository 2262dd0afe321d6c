"""Find topics, once per corpus version, with ids that stay from one version to the next."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from condat.core.ids import digest
from condat.plan.topics.division import divide, numbered
from condat.plan.topics.naming import tables
from condat.usecases.desk import Desk
from condat.usecases.reading import reading

METHOD = "2"  # raise it when the same posts give other topics
_TABLES = ("topics", "topic_terms", "post_topics")


@dataclass(frozen=True)
class Topics:
    """``TOPICS``, ``TOPIC_TERMS`` and ``POST_TOPICS`` at one version of the corpus."""

    version: int
    topics: pa.Table
    topic_terms: pa.Table
    post_topics: pa.Table


def topics(desk: Desk, version: int | None = None) -> Topics:
    """Return the topics of the corpus, finding them if that was not done yet.

    Raises
    ------
    NotYetError
        When no post is in scope.
    """
    read = reading(desk, version)
    key = digest(METHOD, str(desk.settings.seed), desk.settings.language, desk.reckoned)
    kept = [desk.corpus.derived.load(name, version=read.version, key=key) for name in _TABLES]
    found = [table for table in kept if table is not None]
    if len(found) < len(_TABLES):
        with desk.progress.step(desk.words("Finding topics"), 1) as step:
            written = _written(desk, read.version)
            division = divide(numbered(read.post_terms, written), seed=desk.settings.seed)
            former = _former(desk, read.version, key)
            found = list(tables(division, read.readings, former, desk.settings.language, written))
            step.advance()
        for name, table in zip(_TABLES, found, strict=True):
            desk.corpus.derived.save(name, table, version=read.version, key=key)
    return Topics(read.version, *found)


def _written(desk: Desk, version: int) -> pa.Table:
    posts = desk.corpus.snapshot(version).arrow("posts", ["uri", "author_uris"])
    at, authors = (
        pc.list_parent_indices(posts["author_uris"]),
        pc.list_flatten(posts["author_uris"]),
    )
    return pa.table({"post_uri": posts["uri"].take(at), "author_uri": authors})


def _former(desk: Desk, version: int, key: str) -> pa.Table | None:
    for before in range(version - 1, 0, -1):
        found = desk.corpus.derived.load("topic_terms", version=before, key=key)
        if found is not None:
            return found
    return None
