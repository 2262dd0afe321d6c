"""A row of the plan as the team agreed to it."""

from __future__ import annotations

from typing import Any

from condat.core.errors import InputError, NotFoundError
from condat.core.words import Words, mark
from condat.report.titles import piece
from condat.usecases.desk import Desk
from condat.usecases.plan.plans import last_plan
from condat.usecases.team.decided import decisions_of

AGREED = ("accepted", "changed")


def agreed(desk: Desk, row: str, words: Words) -> tuple[str, dict[str, Any]]:
    """Return the title and the values of a row, with what the team changed in it.

    Raises
    ------
    NotFoundError
        When the last plan has no such row.
    InputError
        When the team has not accepted it.
    """
    kept = last_plan(desk)
    found = next((one for one in kept.rows if one["row"] == row), None) if kept else None
    if found is None:
        raise NotFoundError(mark("No row of the plan is called {row}."), row=row)
    said = {one.row: one for one in decisions_of(desk).standing(desk.as_of)}.get(row)
    if said is None or said.verdict not in AGREED:
        hint = mark("Accept it on the page of the plan first.")
        raise InputError(mark("This row is not accepted yet."), hint=hint)
    values = found | said.proposal.model_dump()
    same = values["title"] == found["title"]
    return (found["idea"] if same and found["idea"] else piece(values, words)), values
