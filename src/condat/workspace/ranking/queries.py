"""What a public ranking shows, now: nobody who objected or was erased is in it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from condat.charts.people import ranks
from condat.core.errors import ErasedError
from condat.core.words import Words
from condat.report.facts import Record
from condat.report.page import Figure
from condat.report.persons import between, sure, untold
from condat.report.persons import ranking as weighed
from condat.usecases.desk import Desk
from condat.workspace.pages.figures import figure
from condat.workspace.pages.found import Found, found
from condat.workspace.protection.queries import objecting
from condat.workspace.teams.models import Team

SHOWN = 30
COLUMNS = ["name", "rank", "rank_low", "rank_high", "tier"]


@dataclass(frozen=True)
class Ranking:
    """A ranking as anybody may see it."""

    title: str
    as_of: datetime
    people: list[tuple[Record, str]]  # each with the ranks that they can have
    told: bool  # whether anybody is told apart from anyone else
    figure: Figure
    weights: str
    basis: str


def ranking(team: Team, topic: str, words: Words) -> Ranking | None:
    """Lay out the ranking of a topic; None when nobody is in it."""
    with suppress(ErasedError):
        here = found(Desk.open(team.root), words)
        return _laid_out(team, topic, here) if here else None
    return None


def _laid_out(team: Team, topic: str, here: Found) -> Ranking | None:
    words = here.words
    hidden = objecting(team)
    rows = [row for row in here.where("people", topic=topic) if _public(row, hidden)][:SHOWN]
    labels = {row["topic"]: row["label"] for row in here.table("topics").to_pylist()}
    if not rows or (topic and topic not in labels):
        return None
    brand = here.facts.brand
    title = (
        words("Who people read on {topic}", topic=labels[topic])
        if topic
        else words("Who people read on the subjects of {brand}", brand=brand)
    )
    table = pa.Table.from_pylist(rows).select(COLUMNS)
    return Ranking(
        title,
        here.browsed.as_of,
        [(row, between(row)) for row in rows],
        not untold(rows[0]),
        figure(sure(rows[0], words), ranks, table, words),
        weighed(here.facts.settings.people, words),
        rows[0]["basis"],
    )


def _public(row: Record, hidden: frozenset[str]) -> bool:
    return row["person_uri"] not in hidden and row["side"] == "audience"
