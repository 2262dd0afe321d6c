"""What our pieces did where they went out: how many, how often seen, how often answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from daft import col, lit

from condat.plan.scope import sided
from condat.usecases.desk import Desk

SEEN, ANSWERED = ("views",), ("likes", "shares", "replies", "saves", "clicks")


@dataclass(frozen=True)
class Output:
    """Our posts of a cycle; null where no count is known."""

    posts: int
    seen: float | None
    answered: float | None


def output(desk: Desk) -> Output:
    """Count our posts of the last cycle, with their last counts."""
    moment = desk.as_of.replace(minute=0, second=0, microsecond=0)
    return _output(desk.root, desk.corpus.snapshot().version, moment)


@lru_cache(32)
def _output(root: Path, version: int, as_of: datetime) -> Output:
    desk = Desk.open(root)
    snapshot = desk.corpus.snapshot(version)
    since = as_of - timedelta(days=desk.settings.plan.cycle_days)
    posts = sided(snapshot.frame("posts"), desk.watch, as_of)
    ours = posts.where((col("side") == lit("ours")) & (col("published") > lit(since)))
    uris = ours.select("uri").to_arrow()["uri"].combine_chunks()
    counts = snapshot.frame("counts").where(col("post_uri").is_in(uris.to_pylist())).to_arrow()
    last = counts.sort_by([("at", "ascending")]).group_by("post_uri", use_threads=False)
    known = last.aggregate([(name, "last") for name in (*SEEN, *ANSWERED)])
    return Output(len(uris), _sum(known, SEEN), _sum(known, ANSWERED))


def _sum(table: pa.Table, names: tuple[str, ...]) -> float | None:
    """Sum columns up; None where nothing was counted."""
    sums = [pc.sum(table[f"{name}_last"]).as_py() for name in names]
    told = [value for value in sums if value is not None]
    return float(sum(told)) if told else None
