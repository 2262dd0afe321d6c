"""The figures of the scorecard, and the indicators as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from condat.core.words import Words
from condat.measure.indicators import Lack, lacks
from condat.measure.scorecard import Item
from condat.usecases.desk import Desk
from condat.usecases.plan.agreed import agreed
from condat.usecases.plan.plans import last_plan
from condat.usecases.show.outcomes import Outcomes
from condat.usecases.show.output import output
from condat.workspace.create.pieces.kinds import Status
from condat.workspace.measure.indicators.models import Indicator, Value
from condat.workspace.teams.models import Team

AGREED = ("accepted", "changed")


@dataclass(frozen=True)
class Line:
    """An indicator, what it was last, and what it lacks."""

    indicator: Indicator
    last: Value | None
    lacks: tuple[Lack, ...]


def find(team: Team, number: int) -> Indicator:
    """Return an indicator of a team, or answer that there is none."""
    return get_object_or_404(Indicator, pk=number, team=team)


def lines(team: Team) -> list[Line]:
    """Return the indicators: kept ones, those that could be, then those to drop first."""
    every = team.indicators.select_related("owner__user").prefetch_related("values")
    found = [Line(one, next(iter(one.values.all()), None), lacks(one.named)) for one in every]
    return sorted(found, key=lambda line: (not line.indicator.kept, len(line.lacks)))


def figures(team: Team, desk: Desk, results: Outcomes | None, words: Words) -> Iterator[Item]:
    """List the figures of the last days of a cycle: those known, then those typed."""
    yield from _inputs(team, desk, words)
    ours, days = output(desk), desk.settings.plan.cycle_days
    if ours.posts:
        yield Item(
            "outputs",
            words("Our posts of the last {days} days", days=days),
            float(ours.posts),
            page="results",
        )
    yield Item("outputs", words("Views"), ours.seen, page="results")
    told = words("Likes, shares, replies, saves and clicks")
    yield Item("outtakes", told, ours.answered, page="results")
    for name, value in (results.sums() if results else {}).items():
        yield Item("outcomes", name, value, page="results")
    for line in lines(team):
        if line.indicator.kept or not line.lacks or "value" in line.lacks:
            yield _typed(line)


def _inputs(team: Team, desk: Desk, words: Words) -> Iterator[Item]:
    kept = last_plan(desk)
    rows = [r for r in agreed(desk, kept.rows if kept else []) if r["decision"] in AGREED]
    if rows:
        spent = sum(row["cost"] or 0.0 for row in rows)
        currency = desk.settings.plan.currency
        yield Item("inputs", words("Cost of the rows agreed"), spent, currency, "plan")
        yield Item("activities", words("Rows agreed"), float(len(rows)), page="plan")
    done = team.pieces.filter(status=Status.PUBLISHED).count()
    if done:
        yield Item("activities", words("Pieces published"), float(done), page="pieces")


def _typed(line: Line) -> Item:
    one = line.indicator
    # a column of texts to the type checker; the form offers tiers alone
    return Item(one.tier, one.name, line.last.value if line.last else None, one.unit, "indicators")  # type: ignore[arg-type]
