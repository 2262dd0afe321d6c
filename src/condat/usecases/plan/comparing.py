"""What changed between the last plan and the one before it, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from condat.core.words import Said, mark
from condat.usecases.desk import Desk
from condat.usecases.plan.plans import Kept, ended, last_plan, lost, plan_before
from condat.usecases.team.decided import decisions_of

Record = dict[str, Any]
CHANGED = {
    "budget": mark("Budget: from {before} to {after}."),
    "currency": mark("Currency: from {before} to {after}."),
    "cycle_days": mark("Days of the cycle: from {before} to {after}."),
    "rows": mark("Rows of the plan: from {before} to {after}."),
    "pieces_per_week": mark("Pieces a week: from {before} to {after}."),
    "per_place_per_week": mark("Pieces a week in one place: from {before} to {after}."),
    "partners_per_cycle": mark("Partners: from {before} to {after}."),
    "time_zone": mark("Time zone: from {before} to {after}."),
}
WATCHED = ("moment", "place", "title", "message", "persona", "person", "form")


@dataclass(frozen=True)
class Gone:
    """A row that is in the plan no more, and why."""

    row: Record
    why: Said


@dataclass(frozen=True)
class Moved:
    """A row in both plans, and the fields that are not as they were."""

    before: Record
    after: Record
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Two plans side by side: what came, what went, what is otherwise, and what was new to know."""

    before: Kept
    after: Kept
    came: tuple[Record, ...]
    went: tuple[Gone, ...]
    moved: tuple[Moved, ...]
    why: tuple[Said, ...]

    @property
    def same(self) -> bool:
        """Whether both plans say the same."""
        return not (self.came or self.went or self.moved)


def compare(desk: Desk) -> Comparison | None:
    """Compare the last plan with the one before; None where there is but one, or one is erased."""
    after, before = last_plan(desk), plan_before(desk)
    if after is None or before is None or ended(desk) or lost(desk):
        return None
    then = {row["row"]: row for row in before.rows}
    now = {row["row"]: row for row in after.rows}
    both = (_moved(then[row], now[row]) for row in now if row in then)
    return Comparison(
        before=before,
        after=after,
        came=tuple(row for name, row in now.items() if name not in then),
        went=tuple(
            Gone(row, _why(desk, row, after)) for name, row in then.items() if name not in now
        ),
        moved=tuple(one for one in both if one.fields),
        why=tuple(_learnt(desk, before, after)),
    )


def _moved(before: Record, after: Record) -> Moved:
    return Moved(before, after, tuple(name for name in WATCHED if before[name] != after[name]))


def _why(desk: Desk, row: Record, after: Kept) -> Said:
    """Say why a row is gone: it went out, somebody dismissed it, or something is worth more."""
    if row["moment"] <= after.as_of:
        return Said(mark("Its date has passed."))
    word = next((d for d in decisions_of(desk).standing(desk.as_of) if d.row == row["row"]), None)
    if word and word.verdict == "dismissed":
        told = mark("Dismissed by {by} on {date}: {why}")
        return Said(told, {"by": word.by, "date": word.at, "why": word.why})
    return Said(mark("Another choice is now worth more."))


def _learnt(desk: Desk, before: Kept, after: Kept) -> Iterator[Said]:
    """Say what the second plan knew that the first did not."""
    if before.version != after.version:
        read = [desk.corpus.snapshot(one.version).count("posts") for one in (before, after)]
        yield Said(mark("Posts read since: {count}."), {"count": read[1] - read[0]})
    old, new = before.settings["plan"], after.settings["plan"]
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            yield Said(CHANGED[name], {"before": old[name], "after": new[name]})
