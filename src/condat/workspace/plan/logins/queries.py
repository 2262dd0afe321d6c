"""The logins that a team keeps, for the one who listens."""

from __future__ import annotations

from pathlib import Path

from condat.listen.web.credential import Credential
from condat.usecases.listen.logins import Kept
from condat.workspace.plan.logins.models import Login


def kept_in(root: Path) -> Kept:
    """Return what knows the logins of the team of a workspace folder."""

    def kept(source: str) -> Credential | None:
        for one in Login.objects.filter(source=source).select_related("team"):
            if one.team.root.resolve() == root:
                return Credential(one.origin, one.sent_as, one.secret)
        return None

    return kept
