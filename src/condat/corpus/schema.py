"""The tables of facts, in ActivityStreams 2.0 terms.

Every table is keyed; times are UTC to the microsecond; what a source does not say is null, never 0.
Three columns tell where a row is from: ``source`` (the name given to what was listened to or
imported), ``fetched_at`` and ``raw_hash`` (hash of the bytes the row was made from).
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

TIME = pa.timestamp("us", tz="UTC")
TEXT = pa.string()
TEXTS = pa.list_(pa.string())
COUNT = pa.int64()
PROVENANCE = (("source", TEXT), ("fetched_at", TIME), ("raw_hash", TEXT))


@dataclass(frozen=True)
class Table:
    """A table of facts: its name, columns, key, and the columns that name or quote a person.

    ``owner`` is the column with the URI (or URIs) of whom a row belongs to: erasing a person
    removes these rows, and takes the person out of all others. In an ``append_only`` table a row of
    the same key and other content is another row: a key may be there more than once.
    """

    name: str
    schema: pa.Schema
    key: tuple[str, ...]
    owner: str | None = None
    append_only: bool = False


def _table(
    name: str,
    *columns: tuple[str, pa.DataType],
    key: tuple[str, ...],
    owner: str | None = None,
    append_only: bool = False,
) -> Table:
    fields = [pa.field(n, t, nullable=n not in key) for n, t in (*columns, *PROVENANCE)]
    return Table(name, pa.schema(fields), key, owner, append_only)


AUTHORS = _table(
    "authors",
    ("uri", TEXT),
    ("platform", TEXT),
    ("handle", TEXT),
    ("name", TEXT),
    ("url", TEXT),
    ("description", TEXT),
    ("place", TEXT),
    ("language", TEXT),
    ("followers", COUNT),
    ("kind", TEXT),  # Person, Organization, null when not known
    key=("uri",),
    owner="uri",
)
PERSONS = _table(
    "persons",
    ("author_uri", TEXT),
    ("person_uri", TEXT),
    key=("author_uri",),
    owner="author_uri",
)
CONTACTS = _table(
    "contacts",
    ("person_uri", TEXT),
    ("name", TEXT),
    ("email", TEXT),
    ("role", TEXT),
    ("rate", pa.float64()),
    ("currency", TEXT),
    ("available_from", TIME),
    ("available_until", TIME),
    ("past_collaborations", TEXTS),
    ("competitor_collaborations", TEXTS),
    ("notes", TEXT),
    key=("person_uri",),
    owner="person_uri",
)
POSTS = _table(
    "posts",
    ("uri", TEXT),
    ("author_uris", TEXTS),
    ("kind", TEXT),  # Article, Note, Video, Audio, Image, Event, Comment
    ("published", TIME),
    ("time_known", pa.bool_()),  # false when the source gave a date without a time of day
    ("updated", TIME),
    ("language", TEXT),  # as declared by the source
    ("title", TEXT),
    ("text", TEXT),  # plain text
    ("url", TEXT),
    ("in_reply_to", TEXT),
    ("links", TEXTS),
    ("mentions", TEXTS),
    ("tags", TEXTS),
    key=("uri",),
    owner="author_uris",
)
ENGAGEMENTS = _table(
    "engagements",
    ("uri", TEXT),
    ("actor_uri", TEXT),
    ("kind", TEXT),  # Like, Announce, Reply, Quote, Follow
    ("post_uri", TEXT),
    ("at", TIME),
    key=("uri",),
    owner="actor_uri",
)
COUNTS = _table(
    "counts",
    ("post_uri", TEXT),
    ("at", TIME),
    ("views", COUNT),
    ("likes", COUNT),
    ("shares", COUNT),
    ("replies", COUNT),
    ("saves", COUNT),
    ("clicks", COUNT),
    key=("post_uri", "at"),
    append_only=True,
)
SEARCHES = _table(
    "searches",
    ("uri", TEXT),
    ("query", TEXT),
    ("page", TEXT),
    ("language", TEXT),
    ("period_start", TIME),
    ("period_end", TIME),
    ("clicks", COUNT),
    ("impressions", COUNT),
    ("position", pa.float64()),
    key=("uri",),
)
RESULTS = _table(
    "results",
    ("uri", TEXT),
    ("query", TEXT),
    ("rank", COUNT),
    ("title", TEXT),
    ("snippet", TEXT),
    ("url", TEXT),
    ("language", TEXT),
    ("at", TIME),
    key=("uri",),
)
CALENDAR = _table(
    "calendar",
    ("uri", TEXT),
    ("title", TEXT),
    ("at", TIME),
    ("channel", TEXT),
    ("status", TEXT),
    ("owner", TEXT),
    ("url", TEXT),
    key=("uri",),
)
OUTCOMES = _table(
    "outcomes",
    ("uri", TEXT),
    ("name", TEXT),  # sessions, sign-ups, sales ...
    ("day", TIME),
    ("page", TEXT),
    ("campaign", TEXT),
    ("value", pa.float64()),
    key=("uri",),
)
REJECTS = _table(
    "rejects",
    ("uri", TEXT),
    ("file", TEXT),
    ("line", COUNT),
    ("field", TEXT),
    ("reason", TEXT),  # a code of listen/reasons.py
    ("values", TEXTS),  # what fills the places of its sentence
    ("raw", TEXT),
    key=("uri",),
)

TABLES = {
    table.name: table
    for table in (
        AUTHORS,
        PERSONS,
        CONTACTS,
        POSTS,
        ENGAGEMENTS,
        COUNTS,
        SEARCHES,
        RESULTS,
        CALENDAR,
        OUTCOMES,
        REJECTS,
    )
}


def empty(name: str) -> pa.Table:
    """Return a table of facts with no rows.

    Examples
    --------
    >>> empty("counts").num_rows
    0
    """
    return TABLES[name].schema.empty_table()
