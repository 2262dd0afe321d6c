"""Forget a person: write every table anew without them, then remove all that was before.

The list of suppression is written first, so that a killed erasure is finished when the corpus is
next opened. A new *generation* of tables has no old log, statistics or files to hold a trace; the
versions before it can no longer be read. Results computed before go too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import polars as pl
import pyarrow as pa

from condat.core.errors import NotFoundError
from condat.core.words import mark
from condat.corpus import suppression
from condat.corpus.delta import CONTENT
from condat.corpus.derived import Derived
from condat.corpus.place import Place
from condat.corpus.schema import TABLES, TEXTS, Table
from condat.corpus.scrub import posts_of, scrub
from condat.corpus.staging import Staging
from condat.corpus.suppression import Suppression
from condat.corpus.transaction import table_files, write
from condat.corpus.versions import History, Version, Versions

NOTE = "a person was erased"


@dataclass(frozen=True)
class Erased:
    """What an erasure did: rows removed per table, and the version that it made."""

    removed: dict[str, int]
    version: int


def begin(place: Place, base: Version, uris: Iterable[str], names: Iterable[str]) -> Suppression:
    """Put a person on the list, with the names that their own rows give them.

    Raises
    ------
    NotFoundError
        When no row of the corpus has one of these URIs.
    """
    theirs = set(uris)
    if not _known(place, base, theirs):
        raise NotFoundError(
            mark("No account or post of {names} is in the corpus."), names=sorted(theirs)
        )
    phrases = theirs | _phrases(place, base, theirs, set(names))
    listed = suppression.load(place).adding(uris=theirs, phrases=phrases)
    listed = replace(listed, pending=base.generation)
    suppression.save(place, listed)
    return listed


def finish(place: Place, at: datetime) -> Erased:
    """Apply the list to everything; safe to do again after a crash at any point."""
    listed, versions = suppression.load(place), Versions(place)
    seen = versions.load()
    removed: dict[str, int] = {}
    if seen.latest.generation == listed.pending:
        listed = with_posts(place, seen.latest, listed)
        suppression.save(place, listed)
        new, removed = rewrite(place, seen.latest, listed, at)
        _end(versions, seen, new, at)
    _sweep(place)
    suppression.save(place, replace(listed, pending=None))
    return Erased(removed, versions.load().latest.number)


def renew(place: Place, at: datetime, note: str) -> int:
    """Begin a new generation with what is there now: nothing before it can be read any more.

    Returns
    -------
    int
        The version that it made.
    """
    versions = Versions(place)
    seen = versions.load()
    new, _ = rewrite(place, seen.latest, suppression.load(place), at, note)
    _end(versions, seen, new, at)
    _sweep(place)
    return new.number


def _end(versions: Versions, seen: History, new: Version, at: datetime) -> None:
    """Publish a version; those before it have ended."""
    past = (replace(v, note="", erased_at=v.erased_at or at) for v in seen.versions)
    versions.replace(seen, (*past, new))


def rewrite(
    place: Place, base: Version, listed: Suppression, at: datetime, note: str = NOTE
) -> tuple[Version, dict[str, int]]:
    """Write every table without the people listed into a new generation; not yet seen."""
    new = replace(base.next(at, note, {}), generation=_unused_generation(place), tables={})
    removed = {}
    for name in base.tables:
        staging = Staging(TABLES[name])
        before = 0
        for rows in _parts(place, base, TABLES[name]):
            before += rows.num_rows
            staging.upsert(scrub(rows, TABLES[name], listed)[0])
        changes, version = write(place, new, staging)
        removed[name] = before - changes.added
        if version is not None:
            new.tables[name] = version
    return new, removed


def with_posts(place: Place, base: Version, listed: Suppression) -> Suppression:
    """Add the posts that go, so that what was counted or done on them goes with them."""
    for rows in _parts(place, base, TABLES["posts"]):
        listed = listed.adding(posts=posts_of(rows, listed))
    return listed


def _sweep(place: Place) -> None:
    """Remove all that was before: older generations, results, old files of the versions."""
    versions = Versions(place)
    keep = f"g{versions.load().latest.generation}"
    for name in place.names(""):
        if name.startswith("g") and name != keep:
            place.remove(name)
    Derived(place).clear()
    versions.vacuum()


def _unused_generation(place: Place) -> int:
    numbers = [int(n[1:]) for n in place.names("") if n.startswith("g") and n[1:].isdigit()]
    return max(numbers, default=0) + 1


def _parts(place: Place, base: Version, table: Table) -> Iterable[pa.Table]:
    delta = table_files(place, base.generation, table)
    for file in delta.files(base.tables.get(table.name)):
        yield delta.read(file).drop_columns([CONTENT])


def _known(place: Place, base: Version, uris: set[str]) -> bool:
    for table in TABLES.values():
        if table.owner is None:
            continue
        for rows in _parts(place, base, table):
            owner = rows[table.owner]
            flat = owner.combine_chunks().flatten() if owner.type == TEXTS else owner
            if uris & set(flat.unique().to_pylist()):
                return True
    return False


def _phrases(place: Place, base: Version, uris: set[str], names: set[str]) -> set[str]:
    """Add to names what their own rows call them; leave out what someone else is called too."""
    ours, others = set(names), set[str]()
    for name, key, columns in (
        ("authors", "uri", ["name", "handle", "url"]),
        ("contacts", "person_uri", ["name", "email"]),
    ):
        for rows in _parts(place, base, TABLES[name]):
            frame = pl.from_arrow(rows.select([key, *columns]))
            assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table is never a series
            mine = pl.col(key).is_in(list(uris))
            ours |= _values(frame.filter(mine), columns)
            others |= _values(frame.filter(~mine), columns)
    return ours - others


def _values(frame: pl.DataFrame, columns: list[str]) -> set[str]:
    return {value for name in columns for value in frame[name].drop_nulls().to_list()}
