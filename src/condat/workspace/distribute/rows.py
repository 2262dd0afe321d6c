"""The rows of the plan as they stand now, and those that a reader asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from condat.core.words import Words
from condat.distribute.decisions import Decision
from condat.distribute.since import since
from condat.distribute.tables import PLAN
from condat.report.facts import Facts
from condat.report.page import Card
from condat.report.sections.plan import card
from condat.usecases.desk import Desk
from condat.usecases.plan.agreed import agreed
from condat.usecases.team.decided import decisions_of

Record = dict[str, Any]
FILTERS = ("week", "person", "persona", "state")
ASKED = (*FILTERS, "message", "form", "place")  # what an address can ask for


@dataclass(frozen=True)
class Line:
    """A row of the plan as a card, and the team's word on it."""

    row: Record
    card: Card
    decision: Decision | None
    week: str


def as_agreed(desk: Desk, facts: Facts) -> Facts:
    """Return the facts with the rows, and the means that they take, as the team agreed since."""
    proposed = facts.rows("plan")
    rows = agreed(desk, proposed)
    tables = {**facts.tables, "plan": pa.Table.from_pylist(rows, schema=PLAN)}
    measures = facts.measures
    if measures:
        measures = replace(measures, ceilings=since(measures.ceilings, proposed, rows))
    return replace(facts, tables=tables, measures=measures)


def lines(desk: Desk, facts: Facts) -> list[Line]:
    """Lay out each row, in the order of time; ``facts`` are as agreed."""
    last = {one.row: one for one in decisions_of(desk).standing(desk.as_of)}
    zone = ZoneInfo(facts.settings.plan.time_zone)
    return [
        Line(row, card(facts, row), last.get(row["row"]), week_of(row["moment"], zone))
        for row in facts.rows("plan")
    ]


def week_of(moment: datetime, zone: ZoneInfo) -> str:
    """Name the week that a moment is in.

    Examples
    --------
    >>> week_of(datetime.fromisoformat("2026-11-22T23:30:00+00:00"), ZoneInfo("Europe/Paris"))
    '2026-W48'
    """
    return f"{moment.astimezone(zone):%G-W%V}"


def value(line: Line, name: str) -> str:
    """Return what a filter looks at; nothing where the row has none."""
    found = {"week": line.week, "state": line.row["decision"]}
    return str(found.get(name) or line.row.get(name) or "")


def choices(every: list[Line], words: Words) -> dict[str, list[tuple[str, str]]]:
    """Return the values that each filter can take, with their words."""
    found = {name: dict.fromkeys(value(line, name) for line in every) for name in FILTERS}
    return {
        name: [(one, _shown(name, one, words)) for one in sorted(values) if one]
        for name, values in found.items()
    }


def _shown(name: str, one: str, words: Words) -> str:
    if name != "week":
        return one
    monday = datetime.strptime(f"{one}-1", "%G-W%V-%u")  # noqa: DTZ007 - a day, not a moment
    return words("Week of {date}", date=words.day(monday))


def wanted(every: list[Line], asked: Mapping[str, str]) -> list[Line]:
    """Return the rows that a reader asked for."""
    set_ = {name: asked[name] for name in ASKED if asked.get(name)}
    return [line for line in every if all(value(line, n) == v for n, v in set_.items())]
