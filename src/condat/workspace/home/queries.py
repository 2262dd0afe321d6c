"""What Home tells: where the cycle stands, and what waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass

from condat.core.words import Words
from condat.plan.strategy.gate import steps
from condat.report.facts import Facts
from condat.usecases.decided import decisions_of
from condat.usecases.desk import Desk
from condat.usecases.health import health
from condat.usecases.sources import sources_of
from condat.usecases.strategy import gate_of


@dataclass(frozen=True)
class Waiting:
    """Something that somebody has to do, and the page where it is done."""

    text: str
    page: str


def waiting(desk: Desk, facts: Facts | None, words: Words) -> list[Waiting]:
    """Say what waits, most basic first: the strategy, the watch, then the plan's rows."""
    told = [Waiting(step, "strategy") for step in steps(gate_of(desk), words)]
    if not desk.corpus.snapshot().version:
        told.append(Waiting(words("Import posts or add a source to listen to."), "listen"))
    elif facts is None:
        told.append(Waiting(words("Make the first plan."), "plan"))
    return told + _sources(desk, words) + _rows(desk, facts, words)


def _sources(desk: Desk, words: Words) -> list[Waiting]:
    if not sources_of(desk):
        return []
    broken = [one for one in health(desk, desk.as_of) if one.status == "broken"]
    return [
        Waiting(words("{source} cannot be read any more.", source=one.name), "listen")
        for one in broken
    ]


def _rows(desk: Desk, facts: Facts | None, words: Words) -> list[Waiting]:
    """Count the rows of the plan that nobody has decided on."""
    if facts is None:
        return []
    decided = {one.row for one in decisions_of(desk).standing(desk.as_of)}
    open_rows = [row for row in facts.rows("plan") if row["row"] not in decided]
    if not open_rows:
        return []
    told = words.plural(
        "{count} row of the plan waits for a decision.",
        "{count} rows of the plan wait for a decision.",
        len(open_rows),
    )
    return [Waiting(told, "plan")]
