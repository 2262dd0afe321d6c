"""Find topics, once per corpus version, with ids that stay from one version to the next."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from condat.core.errors import NotFoundError
from condat.core.ids import digest
from condat.core.words import mark
from condat.plan.topics.division import Division, divided, holding
from condat.plan.topics.moments import KEPT
from condat.plan.topics.naming import tables
from condat.plan.topics.votes import agreed
from condat.usecases.desk import Desk
from condat.usecases.read.moments import looked
from condat.usecases.read.reading import Reading, dated, reading

METHOD = "16"  # raise it when the same posts give other topics
_TABLES = ("topics", "topic_terms", "post_topics")
_NAMED = "topic_names"  # terms of topics by version alone: whatever the moment it was reckoned from


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
    asked = (METHOD, str(desk.settings.seed), desk.settings.language, desk.watch.model_dump_json())
    key, lasting = digest(*asked, desk.reckoned), digest(*asked)
    kept = [desk.corpus.derived.load(name, version=read.version, key=key) for name in _TABLES]
    found = [table for table in kept if table is not None]
    if len(found) < len(_TABLES):
        former, written = _former(desk, read.version, lasting), _written(desk, read.version)
        division = _divided(desk, read)
        named = (desk.settings.language, written, _people(desk, read.version))
        found = list(tables(division, read.readings, former, *named))
        for name, table in zip(_TABLES, found, strict=True):
            desk.corpus.derived.save(name, table, version=read.version, key=key)
        desk.corpus.derived.save(_NAMED, found[1], version=read.version, key=lasting)
    return Topics(read.version, *found)


@dataclass(frozen=True)
class TopicPosts:
    """One topic with its terms, the strongest first, and its posts, those most on it first."""

    topic: dict[str, Any]
    terms: list[dict[str, Any]]
    posts: list[dict[str, Any]]


def opened(desk: Desk, wanted: str, limit: int) -> TopicPosts:
    """Return one topic, by its id or label, with at most ``limit`` posts.

    Raises
    ------
    NotFoundError
        When there is no such topic; suggests the nearest.
    """
    found = topics(desk)
    chosen, _ = named(found.topics, wanted)
    (topic,) = found.topics.filter(pc.equal(found.topics["topic"], chosen)).to_pylist()
    terms = found.topic_terms.filter(pc.equal(found.topic_terms["topic"], chosen))
    about = found.post_topics.filter(pc.equal(found.post_topics["topic"], chosen))
    order = [("weight", "descending"), ("post_uri", "ascending")]
    shown = about.sort_by(order).slice(0, limit)
    rows = dated(desk, reading(desk, found.version), shown["post_uri"].to_pylist())
    share = dict(zip(*(shown[name].to_pylist() for name in ("post_uri", "weight")), strict=True))
    return TopicPosts(
        topic, terms.to_pylist(), [row | {"share": share[row["uri"]]} for row in rows]
    )


def named(known_topics: pa.Table, wanted: str) -> tuple[str, str]:
    """Return the id and label of the topic that somebody means by its id or label.

    Raises
    ------
    NotFoundError
        When there is no such topic; suggests the nearest.
    """
    rows = known_topics.select(["topic", "label"]).to_pylist()
    known = {row["topic"]: row["label"] for row in rows}
    for topic, label in known.items():
        if wanted.casefold() in (topic.casefold(), label.casefold()):
            return topic, label
    near = get_close_matches(wanted, known.values(), n=1, cutoff=0.4)
    hint = mark("Did you mean {near}?") if near else mark("Run: condat topics")
    raise NotFoundError(mark('There is no topic "{name}".'), name=wanted, near=near, hint=hint)


def _divided(desk: Desk, read: Reading) -> Division:
    with desk.progress.step(mark("Finding topics"), KEPT) as step:
        found = agreed(looked(desk, read.version, step), seed=desk.settings.seed)
    return divided(holding(read.post_terms, found.terms), found.topic, found.support)


def _written(desk: Desk, version: int) -> pa.Table:
    posts = desk.corpus.snapshot(version).arrow("posts", ["uri", "author_uris"])
    at, authors = (
        pc.list_parent_indices(posts["author_uris"]),
        pc.list_flatten(posts["author_uris"]),
    )
    return pa.table({"post_uri": posts["uri"].take(at), "author_uri": authors})


def _people(desk: Desk, version: int) -> set[str]:
    names = desk.corpus.snapshot(version).arrow("authors", ["name", "handle"])
    return {name for column in names.columns for name in column.to_pylist() if name}


def _former(desk: Desk, version: int, key: str) -> pa.Table | None:
    for before in range(version - 1, 0, -1):
        found = desk.corpus.derived.load(_NAMED, version=before, key=key)
        if found is not None:
            return found
    return None
