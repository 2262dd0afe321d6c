"""Logins: kept, replaced, taken away; each is on record, without the secret."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from condat.listen.web.credential import Credential
from condat.workspace.accounts.models import User
from condat.workspace.plan.logins.models import Login
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team


@transaction.atomic
def keep(*, team: Team, source: str, credential: Credential, by: User) -> Login:
    """Keep the login of a source, in the place of the one before."""
    detail = {"to": credential.origin, "sent_as": credential.sent_as}
    told = {"origin": credential.origin, "sent_as": credential.sent_as}
    told |= {"secret": credential.secret, "name": str(by)}
    kept, new = Login.objects.update_or_create(
        team=team, source=source, defaults={**told, "at": timezone.now()}
    )
    what = "login kept" if new else "login replaced"
    record(team=team, by=by, what=what, subject=source, detail=detail)
    return kept


@transaction.atomic
def drop(*, team: Team, source: str, by: User) -> bool:
    """Take the login of a source away; say whether there was one."""
    gone, _ = Login.objects.filter(team=team, source=source).delete()
    if gone:
        record(team=team, by=by, what="login removed", subject=source)
    return bool(gone)
