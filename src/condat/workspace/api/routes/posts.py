"""Posts, as they were heard; every table as a file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import daft
from daft import col, lit
from django.http import StreamingHttpResponse
from ninja import Query, Router

from condat.core.errors import InputError
from condat.core.words import mark
from condat.usecases.keep.formats import Format
from condat.usecases.search.searching import holding
from condat.workspace.api.access import Call, route
from condat.workspace.api.paging import Cursor, Limit, read, written
from condat.workspace.api.schemas import Post, Posts
from condat.workspace.pages.files import MEDIA, handed, tables
from condat.workspace.teams.roles import Act

router = Router(tags=["facts"])
COLUMNS = tuple(Post.model_fields)
HOLDS = """Holds these words in any form, case and accent; "in quotation marks" they follow each \
other, a minus leaves a word out."""
Text = Annotated[str, Query(max_length=500)]


@route(router, "GET", "/posts", Act.READ, Posts)
def read_posts(
    call: Call,
    uri: Annotated[list[str], Query(max_length=100, description="These posts alone.")] = [],  # noqa: B006
    author: Annotated[str, Query(max_length=500, description="Address of the author.")] = "",
    source: Text = "",
    language: Annotated[str, Query(max_length=20, description="As the source declares it.")] = "",
    kind: Text = "",
    text: Annotated[str, Query(max_length=200, description=HOLDS)] = "",
    since: datetime | None = None,
    until: datetime | None = None,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Posts:
    """Read posts, filtered, in the order of their addresses."""
    snapshot = call.desk.corpus.snapshot()
    frame = snapshot.frame("posts")
    for name, wanted in (("source", source), ("language", language), ("kind", kind)):
        frame = frame.where(col(name) == lit(wanted)) if wanted else frame
    if uri:
        frame = frame.where(col("uri").is_in(uri))
    if author:
        frame = frame.where(col("author_uris").list_contains(lit(author)))
    if text.strip():
        found = holding(call.desk, text)
        if not found:
            return Posts(version=snapshot.version, items=[], next=None)
        frame = frame.where(col("uri").is_in(found))
    frame = _between(frame, since, until)
    place = read(cursor, "")
    frame = frame.where(col("uri") > lit(place)) if place else frame
    rows = frame.select(*COLUMNS).sort("uri").limit(limit + 1).to_pylist()
    following = written(rows[limit - 1]["uri"]) if len(rows) > limit else None
    return Posts(version=snapshot.version, items=rows[:limit], next=following)


def _between(
    frame: daft.DataFrame, since: datetime | None, until: datetime | None
) -> daft.DataFrame:
    if since is not None:
        frame = frame.where(col("published") >= lit(_utc(since)))
    if until is not None:
        frame = frame.where(col("published") < lit(_utc(until)))
    return frame


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:
        raise InputError(mark("{text} is not a moment."), text=moment.isoformat()) from None


@route(router, "GET", "/exports/{table}", Act.LISTEN, tuple(MEDIA.values()))
def export_table(call: Call, table: str, form: Format = "csv") -> StreamingHttpResponse:
    """Take a table out as a file: facts, or what the last plan found; CSV, JSON lines, Parquet."""
    return handed(tables(call.desk, call.words), table, form)
