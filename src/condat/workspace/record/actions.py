"""Write a line of the record; called inside the transaction of what it tells."""

from __future__ import annotations

from typing import Any

from condat.workspace.accounts.models import User
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from condat.workspace.webhooks.outbox import events_of, tell


def record(
    *,
    team: Team,
    by: User | None,
    what: str,
    subject: str = "",
    why: str = "",
    detail: dict[str, Any] | None = None,
    name: str = "",
) -> Decision:
    """Keep who did what, when and why; tell those who want to know.

    Somebody without an account is known by name.
    """
    who, more = name or str(by), detail or {}
    told = {"what": what, "subject": subject, "by": who, "why": why, "detail": more}
    for kind in events_of(what, more):
        tell(team=team, kind=kind, data=told)
    return Decision.objects.create(
        team=team, by=by, name=who, what=what, subject=subject, why=why, detail=more
    )
