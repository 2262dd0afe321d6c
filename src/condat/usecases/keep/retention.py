"""Keep what is known of people no longer than the team has said."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.compute as pc
from dateutil.relativedelta import relativedelta

from condat.core.errors import InputError
from condat.core.settings import FILE, Retention
from condat.core.words import mark
from condat.corpus.schema import TABLES
from condat.corpus.snapshot import Snapshot
from condat.usecases.desk import Desk
from condat.usecases.editing import editing
from condat.usecases.keep import unfinished
from condat.usecases.keep.forgetting import MADE_WITH
from condat.usecases.search import indexing

NOTE = "what was kept long enough has left"
NOTED = "retaining"
Contacted = Mapping[str, datetime]  # person's URI -> when the team was last in contact with them
Keys = dict[str, pa.Table]


@dataclass(frozen=True)
class Left:
    """What has been kept long enough, and has left or would leave."""

    posts: int = 0
    people: int = 0
    prospects: int = 0

    def __bool__(self) -> bool:
        return bool(self.posts or self.people or self.prospects)


def due(desk: Desk, contacted: Contacted | None = None) -> Left:
    """Count what has been kept long enough; nothing is changed."""
    return _left(_keys(desk, desk.corpus.snapshot(), contacted or {}))


def retain(desk: Desk, contacted: Contacted | None = None) -> Left:
    """Take what has been kept long enough out of every table and every earlier version.

    Unlike an erasure it puts nobody on the list of suppression: who writes again is heard again.
    Done again after a crash at any point, it ends in the same state.

    Parameters
    ----------
    contacted : mapping, optional
        When each prospect was last in contact with the team; else when their row was imported
        counts.
    """
    keys = _keys(desk, desk.corpus.snapshot(), contacted or {})
    before = unfinished.noted(desk, NOTED)
    left = _both(_left(keys), before)
    if left or before is not None:
        with unfinished.begun(desk, NOTED, json.dumps(asdict(left))):
            _let_go(desk, keys)
    return left


def _both(left: Left, before: str | None) -> Left:
    """Count what left before a run was killed too."""
    told = json.loads(before) if before else {}
    return Left(**{name: max(count, told.get(name, 0)) for name, count in asdict(left).items()})


def _let_go(desk: Desk, keys: Keys) -> None:
    """Take rows out of the latest tables, then end all that was made with them."""
    with desk.corpus.transaction(at=datetime.now(UTC), note=NOTE) as tx:
        for name, rows in keys.items():
            tx.delete(name, rows)
    for name in MADE_WITH:
        shutil.rmtree(desk.root / name, ignore_errors=True)
    with indexing.without(desk):
        desk.corpus.renew(at=datetime.now(UTC), note="")


def set_retention(desk: Desk, *, posts: int | None, prospects: int) -> None:
    """Say how many months posts and prospects are kept; None keeps posts.

    Raises
    ------
    InputError
        When it is less than a month.
    """
    values = {"posts_months": posts, "prospects_months": prospects}
    for name, months in values.items():
        if months is not None and months < 1:
            raise InputError(mark("It is kept a month at least."), field=name)
    with editing(desk.root / FILE) as document:
        kept = {name: months for name, months in values.items() if months is not None}
        document["retention"] = kept


def _left(keys: Keys) -> Left:
    count = {name: rows.num_rows for name, rows in keys.items()}
    return Left(count["posts"], count["authors"], count["contacts"])


def _keys(desk: Desk, snapshot: Snapshot, contacted: Contacted) -> Keys:
    """Return the keys of all rows that leave, by table."""
    kept = desk.settings.retention
    posts = snapshot.arrow("posts", ["uri", "author_uris", "published", "fetched_at"])
    old = _before(pc.coalesce(posts["published"], posts["fetched_at"]), kept.posts_months, desk)
    gone, staying = posts.filter(old), posts.filter(pc.invert(old))
    contacts = _contacts(desk, snapshot, kept, contacted)
    known = pa.concat_arrays(
        [_flat(staying["author_uris"]), _staying(snapshot, contacts, "contacts", "person_uri")]
    )
    return {
        "posts": gone.select(["uri"]),
        "counts": _of(snapshot, "counts", "post_uri", gone["uri"]),
        "engagements": _of(snapshot, "engagements", "post_uri", gone["uri"]),
        "contacts": contacts,
        **_people(snapshot, _flat(gone["author_uris"]), known),
    }


def _people(snapshot: Snapshot, before: pa.Array, known: pa.Array) -> Keys:
    """Return the accounts that all of their posts have left, and nobody keeps in contact with."""
    links = snapshot.arrow("persons", ["author_uri", "person_uri"])
    kept = links.filter(pc.is_in(links["person_uri"], value_set=known))["author_uri"]
    leaving = before.filter(pc.invert(pc.is_in(before, value_set=known)))
    leaving = leaving.filter(pc.invert(pc.is_in(leaving, value_set=kept.combine_chunks())))
    leaving = pc.unique(leaving)
    authors = snapshot.arrow("authors", ["uri"])
    return {
        "authors": authors.filter(pc.is_in(authors["uri"], value_set=leaving)),
        "persons": _of(snapshot, "persons", "author_uri", leaving),
    }


def _contacts(desk: Desk, snapshot: Snapshot, kept: Retention, contacted: Contacted) -> pa.Table:
    rows = snapshot.arrow("contacts", ["person_uri", "fetched_at"])
    times = [
        max(filter(None, (at, contacted.get(uri))), default=None)
        for uri, at in zip(*(rows[name].to_pylist() for name in rows.column_names), strict=True)
    ]
    last = pa.chunked_array([pa.array(times, rows["fetched_at"].type)])
    return rows.filter(_before(last, kept.prospects_months, desk)).select(["person_uri"])


def _before(moments: pa.ChunkedArray, months: int | None, desk: Desk) -> pa.ChunkedArray:
    """Say which moments lie longer ago than so many months; an unknown one does not."""
    if months is None:
        return pa.chunked_array([pa.array([False] * len(moments), pa.bool_())])
    limit = pa.scalar(desk.as_of - relativedelta(months=months), moments.type)
    return pc.fill_null(pc.less(moments, limit), False)


def _of(snapshot: Snapshot, table: str, column: str, wanted: pa.ChunkedArray) -> pa.Table:
    rows = snapshot.arrow(table, list(dict.fromkeys([*TABLES[table].key, column])))
    same = pc.is_in(rows[column], value_set=pa.array(wanted.to_pylist(), pa.string()))
    return rows.filter(same).select([*TABLES[table].key])


def _staying(snapshot: Snapshot, gone: pa.Table, table: str, column: str) -> pa.Array:
    rows = snapshot.arrow(table, [column])[column]
    staying = rows.filter(pc.invert(pc.is_in(rows, value_set=gone[column].combine_chunks())))
    return staying.combine_chunks().cast(pa.string())


def _flat(lists: pa.ChunkedArray) -> pa.Array:
    return pc.list_flatten(lists).combine_chunks().cast(pa.string())
