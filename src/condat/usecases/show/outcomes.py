"""The team's own results: what was imported of them, by page and campaign, week by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from condat.usecases.desk import Desk

BY = ["name", "page", "campaign"]


@dataclass(frozen=True)
class Total:
    """One result on one page or campaign: over the last days of a cycle, and as many before."""

    name: str
    page: str
    campaign: str
    now: float
    before: float


@dataclass(frozen=True)
class Outcomes:
    """The results of as many days as a cycle has, the greatest first, and the weeks of each."""

    since: datetime
    days: int
    totals: tuple[Total, ...]
    weeks: pa.Table  # week (timestamp), name, value

    def sums(self, cycle: Literal["now", "before"] = "now") -> dict[str, float]:
        """Return each result over all pages and campaigns, of these days or those before."""
        sums: dict[str, float] = {}
        for total in self.totals:
            value = total.now if cycle == "now" else total.before
            sums[total.name] = sums.get(total.name, 0.0) + value
        return sums


def outcomes(desk: Desk) -> Outcomes | None:
    """Sum up the results of the last days; None where none was imported."""
    table = desk.corpus.snapshot().arrow("outcomes")
    table = table.filter(pc.and_(pc.is_valid(table["day"]), pc.is_valid(table["value"])))
    table = table.filter(pc.less_equal(table["day"], pa.scalar(desk.as_of, table["day"].type)))
    if not table.num_rows:
        return None
    length = timedelta(days=desk.settings.plan.cycle_days)
    since = desk.as_of - length
    return Outcomes(since, length.days, tuple(_totals(table, since, since - length)), _weeks(table))


def _totals(table: pa.Table, since: datetime, before: datetime) -> list[Total]:
    kind = table["day"].type
    new = pc.greater(table["day"], pa.scalar(since, kind))
    old = pc.and_(pc.invert(new), pc.greater(table["day"], pa.scalar(before, kind)))
    zero = pa.scalar(0.0)
    table = table.append_column("now", pc.if_else(new, table["value"], zero))
    table = table.append_column("before", pc.if_else(old, table["value"], zero))
    grouped = table.group_by(BY).aggregate([("now", "sum"), ("before", "sum")])
    found = [
        Total(r["name"] or "", r["page"] or "", r["campaign"] or "", r["now_sum"], r["before_sum"])
        for r in grouped.to_pylist()
        if r["now_sum"] or r["before_sum"]
    ]
    return sorted(found, key=lambda one: (one.name, -one.now, one.page, one.campaign))


def _weeks(table: pa.Table) -> pa.Table:
    week = pc.floor_temporal(table["day"], unit="week")
    grouped = table.append_column("week", week).group_by(["name", "week"])
    summed = grouped.aggregate([("value", "sum")]).rename_columns(["name", "week", "value"])
    return summed.sort_by([("name", "ascending"), ("week", "ascending")])
