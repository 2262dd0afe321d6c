"""What the methods found: keywords, topics, people, and the evidence of each number."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
from ninja import Query, Router

from condat.core.errors import NotFoundError
from condat.core.words import mark
from condat.workspace.api import tables
from condat.workspace.api.access import Call, route
from condat.workspace.api.paging import Cursor, Limit
from condat.workspace.api.schemas import Evidence, Keywords, People, Shortlist, Topics
from condat.workspace.protection.queries import objecting
from condat.workspace.teams.roles import Act

router = Router(tags=["plan"])
KEYS = {"keyword": ("keywords", "term"), "topic": ("topics", "topic"), "row": ("plan", "row")}
PERSON = {"person": ("people", "person_uri"), "candidate": ("shortlist", "person_uri")}
OF = KEYS | PERSON
Order = list[tuple[str, str]]
KEYWORDS: Order = [("opportunity", "descending"), ("language", "ascending"), ("term", "ascending")]
TOPICS: Order = [("posts", "descending"), ("topic", "ascending")]
PEOPLE: Order = [("rank", "ascending"), ("person_uri", "ascending")]
SHORTLIST: Order = [("position", "ascending"), ("person_uri", "ascending")]
TopicName = Annotated[str, Query(max_length=200, description='A topic; "" is the whole watch.')]


@route(router, "GET", "/keywords", Act.READ, Keywords)
def read_keywords(
    call: Call,
    language: Annotated[str, Query(max_length=20)] = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """Read the keywords, the greatest opportunity first."""
    rows = tables.found(call).table("keywords")
    spoken = rows.filter(pc.equal(rows["language"], language)) if language else rows
    return tables.paged(call, spoken.sort_by(KEYWORDS), cursor, limit)


@route(router, "GET", "/topics", Act.READ, Topics)
def read_topics(call: Call, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """Read the topics, the most written about first."""
    rows = tables.found(call).table("topics")
    return tables.paged(call, rows.sort_by(TOPICS), cursor, limit)


@route(router, "GET", "/people", Act.READ, People)
def read_people(
    call: Call, topic: TopicName = "", cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """Read who is heard on a topic, by rank, with how sure the rank is."""
    rows = _allowed(call, "people", topic)
    return tables.paged(call, rows.sort_by(PEOPLE), cursor, limit)


@route(router, "GET", "/shortlist", Act.READ, Shortlist)
def read_shortlist(
    call: Call, topic: TopicName = "", cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """Read who is worth reading before deciding, with the passages to read."""
    rows = _allowed(call, "shortlist", topic)
    return tables.paged(call, rows.sort_by(SHORTLIST), cursor, limit)


@route(router, "GET", "/evidence", Act.READ, Evidence)
def read_evidence(
    call: Call,
    of: Literal["keyword", "topic", "person", "candidate", "row"],
    key: Annotated[str, Query(min_length=1, max_length=500, description="Term, id or address.")],
    topic: TopicName = "",
) -> dict[str, Any]:
    """Open a number onto the row that it stands in and the posts behind it."""
    found, (table, column) = tables.found(call), OF[of]
    rows = _allowed(call, table, topic) if of in PERSON else found.table(table)
    some = rows.filter(pc.equal(rows[column], key)).slice(0, 1).to_pylist()
    if not some:
        raise NotFoundError(mark("There is no {name} here."), name=key)
    behind = _behind(some[0])
    quoted = found.quoted(behind)
    head = {"of": of, "key": key, "version": found.version, "as_of": found.browsed.as_of}
    posts = [quoted[uri] for uri in behind if uri in quoted]
    return {**head, "row": tables.plain(some[0], call.words), "posts": posts}


def _behind(row: dict[str, Any]) -> list[str]:
    passages = [passage["post_uri"] for passage in row.get("passages") or ()]
    return list(dict.fromkeys([*(row.get("evidence") or ()), *passages]))


def _allowed(call: Call, table: str, topic: str) -> pa.Table:
    """Return the rows of a topic, without who objects."""
    rows = tables.found(call).table(table)
    of_topic = rows.filter(pc.equal(rows["topic"], topic))
    gone = pa.array(sorted(objecting(call.team)), pa.string())
    return of_topic.filter(pc.invert(pc.is_in(of_topic["person_uri"], value_set=gone)))
