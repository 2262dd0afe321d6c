"""Write what a source gave: one transaction for several batches, each row with its first source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import daft
import pyarrow as pa
import pyarrow.compute as pc

from condat.corpus.engine import arrow
from condat.corpus.merge import Changes
from condat.corpus.schema import TABLES
from condat.corpus.snapshot import Snapshot
from condat.listen.contract import Batch
from condat.usecases.desk import Desk
from condat.usecases.listen.listening_same import known_as, renamed

# Tables whose rows two sources may both give (a site and its feed, a blog and a planet).
_SHARED = ("posts", "engagements", "authors")


@dataclass
class Gathered:
    """Batches on their way, and what to remember once they are written."""

    batches: list[Batch] = field(default_factory=list)
    rows: int = 0
    state: dict[str, str] | None = None

    def add(self, batch: Batch) -> None:
        """Take one more batch."""
        self.batches.append(batch)
        self.rows += sum(t.num_rows for t in (*batch.tables.values(), *batch.removed.values()))
        self.state = dict(batch.state) if batch.state is not None else self.state

    def __bool__(self) -> bool:
        return bool(self.batches)


@dataclass(frozen=True)
class Written:
    """Posts that are new, changed, the same and removed; rows rejected; the last version made."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    rejects: int = 0
    version: int | None = None

    def __add__(self, later: Written) -> Written:
        return Written(
            self.added + later.added,
            self.changed + later.changed,
            self.unchanged + later.unchanged,
            self.removed + later.removed,
            self.rejects + later.rejects,
            later.version or self.version,
        )


def write(desk: Desk, source: str, gathered: Gathered, now: datetime) -> Written:
    """Write batches in their order; a row that another source gave first stays as that told it."""
    if not gathered.rows:
        return Written()
    snapshot = desk.corpus.snapshot()
    with desk.corpus.transaction(at=now, note=f"listen {source}") as transaction:
        for batch in gathered.batches:
            for name, rows in _told_first(snapshot, batch.tables, source).items():
                transaction.upsert(name, rows)
            for name, keys in batch.removed.items():
                transaction.delete(name, _own(snapshot, name, keys, source))
    result = transaction.result
    posts = result.tables.get("posts", Changes())
    rejects = result.tables.get("rejects", Changes())
    return Written(
        posts.added, posts.changed, posts.unchanged, posts.removed, rejects.added, result.version
    )


def _told_first(
    snapshot: Snapshot, tables: Mapping[str, pa.Table], source: str
) -> dict[str, pa.Table]:
    """Leave out rows that another source gave, and the authors that then nothing speaks of."""
    same = known_as(snapshot, tables, source)
    kept = {}
    for name, rows in tables.items():
        others = pa.array(list(same), pa.string()) if name == "posts" else pa.array([], pa.string())
        new = rows.filter(pc.invert(pc.is_in(rows["uri"], others))) if len(others) else rows
        kept[name] = renamed(_own(snapshot, name, new, source), name, same)
    if "authors" in kept and "posts" in kept:
        authors = kept["authors"]
        named = pc.list_flatten(kept["posts"]["author_uris"])
        kept["authors"] = authors.filter(pc.is_in(authors["uri"], named.combine_chunks()))
    return kept


def _own(snapshot: Snapshot, name: str, rows: pa.Table, source: str) -> pa.Table:
    """Leave out rows that are in the corpus under another source."""
    if name not in _SHARED or not rows.num_rows or not snapshot.count(name):
        return rows
    schema = pa.schema([TABLES[name].schema.field("uri")])
    foreign = snapshot.frame(name).where(
        daft.col("uri").is_in(rows["uri"].to_pylist()) & (daft.col("source") != source)
    )
    taken = arrow(foreign.select("uri"), schema)["uri"]
    return rows.filter(pc.invert(pc.is_in(rows["uri"], taken))) if len(taken) else rows
