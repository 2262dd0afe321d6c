"""What the methods found: keywords, topics, people, and the evidence of each number."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from daft import col
from ninja import Query, Router

from condat.core.errors import NotFoundError
from condat.core.words import mark
from condat.workspace.api import tables
from condat.workspace.api.access import Call, route
from condat.workspace.api.paging import Cursor, Limit, sliced
from condat.workspace.api.schemas import Evidence, Keywords, People, Shortlist, Topics
from condat.workspace.protection.queries import objecting
from condat.workspace.teams.roles import Act

router = Router(tags=["plan"])
KEYS = {"keyword": ("keywords", "term"), "topic": ("topics", "topic"), "row": ("plan", "row")}
PERSON = {"person": ("people", "person_uri"), "candidate": ("shortlist", "person_uri")}
OF = KEYS | PERSON
TopicName = Annotated[str, Query(max_length=200, description='A topic; "" is the whole watch.')]


@route(router, "GET", "/keywords", Act.READ, Keywords)
def read_keywords(
    call: Call,
    language: Annotated[str, Query(max_length=20)] = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """Read the keywords, the greatest opportunity first."""
    rows = tables.found(call.desk).rows("keywords")
    kept = [row for row in rows if language in ("", row["language"])]
    return _page(call, sorted(kept, key=_opportunity), cursor, limit)


def _opportunity(row: dict[str, Any]) -> tuple[float, str, str]:
    return -(row["opportunity"] or 0), row["language"], row["term"]


@route(router, "GET", "/topics", Act.READ, Topics)
def read_topics(call: Call, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """Read the topics, the most written about first."""
    rows = tables.found(call.desk).rows("topics")
    return _page(call, sorted(rows, key=lambda r: (-r["posts"], r["topic"])), cursor, limit)


@route(router, "GET", "/people", Act.READ, People)
def read_people(
    call: Call, topic: TopicName = "", cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """Read who is heard on a topic, by rank, with how sure the rank is."""
    rows = _of(call, "people", topic)
    return _page(call, sorted(rows, key=lambda r: (r["rank"], r["person_uri"])), cursor, limit)


@route(router, "GET", "/shortlist", Act.READ, Shortlist)
def read_shortlist(
    call: Call, topic: TopicName = "", cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """Read who is worth reading before deciding, with the passages to read."""
    rows = _of(call, "shortlist", topic)
    return _page(call, sorted(rows, key=lambda r: (r["position"], r["person_uri"])), cursor, limit)


@route(router, "GET", "/evidence", Act.READ, Evidence)
def read_evidence(
    call: Call,
    of: Literal["keyword", "topic", "person", "candidate", "row"],
    key: Annotated[str, Query(min_length=1, max_length=500, description="Term, id or address.")],
    topic: TopicName = "",
) -> dict[str, Any]:
    """Open a number onto the row that it stands in and the posts behind it."""
    found = tables.found(call.desk)
    table, column = OF[of]
    rows = _allowed(call, found.rows(table)) if of in PERSON else found.rows(table)
    row = next(
        (r for r in rows if r[column] == key and (of not in PERSON or r["topic"] == topic)), None
    )
    if row is None:
        raise NotFoundError(mark("There is no {name} here."), name=key)
    shown = tables.plain(row, call.words)
    posts = _posts(call, found.version, _behind(row))
    head = {"of": of, "key": key, "version": found.version, "as_of": found.as_of}
    return {**head, "row": shown, "posts": posts}


def _behind(row: dict[str, Any]) -> list[str]:
    passages = [passage["post_uri"] for passage in row.get("passages") or ()]
    return list(dict.fromkeys([*(row.get("evidence") or ()), *passages]))


def _posts(call: Call, version: int, uris: list[str]) -> list[dict[str, Any]]:
    snapshot = call.desk.corpus.snapshot(version)
    columns = ("uri", "title", "text", "url", "published", "author_uris")
    posts = snapshot.frame("posts").where(col("uri").is_in(uris)).select(*columns).to_pylist()
    authors = sorted({uri for post in posts for uri in post["author_uris"] or ()})
    known = snapshot.frame("authors").where(col("uri").is_in(authors)).select("uri", "name")
    names = {row["uri"]: row["name"] for row in known.to_pylist()}
    for post in posts:
        called = (names.get(uri) for uri in post.pop("author_uris") or ())
        post["names"] = [name for name in called if name]
    return sorted(posts, key=lambda post: uris.index(post["uri"]))


def _of(call: Call, table: str, topic: str) -> list[dict[str, Any]]:
    rows = tables.found(call.desk).rows(table)
    return [row for row in _allowed(call, rows) if row["topic"] == topic]


def _allowed(call: Call, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out who objects."""
    gone = objecting(call.team)
    return [row for row in rows if row["person_uri"] not in gone]


def _page(call: Call, rows: list[dict[str, Any]], cursor: str, limit: int) -> dict[str, Any]:
    found = tables.found(call.desk)
    some, following = sliced(rows, cursor, limit)
    items = [tables.plain(row, call.words) for row in some]
    return {"version": found.version, "as_of": found.as_of, "items": items, "next": following}
