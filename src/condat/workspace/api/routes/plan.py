"""The plan: its rows, and the team's word on each."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from django.db import transaction
from ninja import Router

from condat.distribute.decisions import Decision
from condat.distribute.tables import PLAN
from condat.usecases.plan import ruling
from condat.usecases.plan.agreed import agreed
from condat.usecases.team.decided import decisions_of
from condat.workspace.api import tables
from condat.workspace.api.access import Call, route
from condat.workspace.api.paging import Cursor, Limit
from condat.workspace.api.schemas import DecisionIn, Plan, Said
from condat.workspace.record.actions import record
from condat.workspace.teams.roles import Act

router = Router(tags=["plan"])


@route(router, "GET", "/plan", Act.READ, Plan)
def read_plan(call: Call, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """Read the rows of the last plan as they stand, with their reasons and the team's word on them.

    In the order of time, with what the team changed in them and the numbers that the pages show.
    """
    said = {one.row: one for one in decisions_of(call.desk).standing(call.desk.as_of)}
    rows = agreed(call.desk, tables.found(call).table("plan").to_pylist())
    page = tables.paged(call, pa.Table.from_pylist(rows, schema=PLAN), cursor, limit)
    items = [row | {"said": _said(said.get(row["row"]))} for row in page["items"]]
    return page | {"items": items}


@route(router, "POST", "/plan/{row}/decision", Act.DECIDE, Said)
def decide_row(call: Call, row: str, given: DecisionIn) -> Said:
    """Accept, change or dismiss a row, with the reason; or take that back."""
    with transaction.atomic():
        decision = ruling.decide(
            call.desk,
            row=row,
            verdict=given.verdict,
            by=str(call.user),
            why=given.why,
            changes=given.changes,
        )
        record(
            team=call.team,
            by=call.user,
            what=given.verdict,
            subject=decision.row,
            why=given.why,
            detail=given.changes,
        )
    return Said(verdict=decision.verdict, by=decision.by, at=decision.at, why=decision.why)


def _said(decision: Decision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return decision.model_dump(mode="json", include={"verdict", "by", "at", "why"})
