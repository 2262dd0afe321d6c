"""Make, find and revoke the tokens of programs."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from condat.core.errors import InputError
from condat.core.words import mark
from condat.workspace.accounts.models import User
from condat.workspace.api.models import Token
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Membership
from condat.workspace.teams.roles import MAY, Act, Role

BEGIN = "condat_"
SHOWN = len(BEGIN) + 6
USED = timedelta(minutes=1)  # how exactly the last use is known


@transaction.atomic
def make(*, membership: Membership, name: str, acts: Iterable[str], days: int) -> tuple[Token, str]:
    """Make a token for a member; returns it with its secret, which is kept nowhere.

    Raises
    ------
    InputError
        When it would allow more than the member's role.
    """
    asked = sorted(set(acts))
    beyond = set(asked) - MAY[Role(membership.role)]
    if beyond or not asked:
        raise InputError(mark("A token may do what your role may do, and no more."), field="acts")
    secret = BEGIN + secrets.token_urlsafe(32)
    token = Token.objects.create(
        team=membership.team,
        user=membership.user,
        name=name,
        start=secret[:SHOWN],
        digest=digest(secret),
        acts=asked,
        ends_at=timezone.now() + timedelta(days=days),
    )
    detail = {"acts": asked, "days": days}
    team, by = membership.team, membership.user
    record(team=team, by=by, what="token made", subject=name, detail=detail)
    return token, secret


@transaction.atomic
def revoke(*, token: Token, by: User) -> None:
    """End a token at once."""
    ended = Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
    if ended:
        record(team=token.team, by=by, what="token revoked", subject=token.name)


def find(secret: str) -> Token | None:
    """Return the token of a secret while it lets in; None when there is none."""
    known = Token.objects.select_related("team", "user").filter(digest=digest(secret)).first()
    if known is None or not known.open or not known.user.is_active:
        return None
    now = timezone.now()
    if known.used_at is None or now - known.used_at > USED:
        Token.objects.filter(pk=known.pk).update(used_at=now)
    return known


def allowed(token: Token, role: str) -> frozenset[Act]:
    """Return what a token allows: never more than its owner's role does now."""
    return MAY[Role(role)] & {Act(act) for act in token.acts}


def digest(secret: str) -> str:
    """Hash a secret; it has 256 random bits, so that a fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
