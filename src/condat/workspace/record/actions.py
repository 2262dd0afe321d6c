"""Write a line of the record; called inside the transaction of what it tells."""

from __future__ import annotations

from typing import Any

from condat.workspace.accounts.models import User
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from condat.workspace.webhooks.outbox import TOLD, tell


def record(
    *,
    team: Team,
    by: User,
    what: str,
    subject: str = "",
    why: str = "",
    detail: dict[str, Any] | None = None,
) -> Decision:
    """Keep who did what, when and why; tell those who want to know."""
    told = {"what": what, "subject": subject, "by": str(by), "why": why, "detail": detail or {}}
    if what in TOLD:
        tell(team=team, kind=TOLD[what], data=told)
    return Decision.objects.create(
        team=team, by=by, name=str(by), what=what, subject=subject, why=why, detail=detail or {}
    )
