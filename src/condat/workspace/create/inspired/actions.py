"""Mark a post as inspired by ours, judge it, answer it, ask for the right to reuse it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from condat.core.errors import ConflictError, InputError
from condat.core.words import mark
from condat.workspace.accounts.models import User
from condat.workspace.create.inspired.models import CONFIRMED, REJECTED, Match, Right, Step
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team

STEPS = ("thanked", "cited", "replied", "invited")


@transaction.atomic
def note(*, team: Team, by: User, values: dict[str, Any]) -> Match:
    """Mark a post as inspired by one of ours."""
    match = Match.objects.create(team=team, made_by=by, **values)
    record(team=team, by=by, what="inspired marked", subject=str(match)[:300])
    return match


@transaction.atomic
def judge(*, match: Match, by: User, confirmed: bool, why: str = "") -> None:
    """Confirm that ours inspired it, or reject it with the reason.

    Raises
    ------
    InputError
        When it is rejected without a reason.
    """
    if not confirmed and not why.strip():
        raise InputError(mark("Say why ours did not inspire it."), field="why")
    match.state = CONFIRMED if confirmed else REJECTED
    match.judged_by, match.judged_at, match.why = str(by), timezone.now(), why.strip()
    match.save(update_fields=["state", "judged_by", "judged_at", "why"])
    record(
        team=match.team, by=by, what=f"inspired {match.state}", subject=str(match)[:300], why=why
    )


@transaction.atomic
def do(*, match: Match, by: User, kind: str, text: str) -> Step:
    """Note that we thanked, cited, replied or invited.

    Raises
    ------
    InputError
        When it is none of those.
    ConflictError
        When nobody confirmed that ours inspired it.
    """
    _confirmed(match)
    if kind not in STEPS:
        raise InputError(mark("{name} is not something to do."), name=kind)
    step = Step.objects.create(match=match, kind=kind, note=text.strip(), by=by)
    record(team=match.team, by=by, what=kind, subject=str(match)[:300], why=text)
    return step


@transaction.atomic
def ask(*, match: Match, by: User, values: dict[str, Any]) -> Right:
    """Note that the right to reuse it was asked for."""
    _confirmed(match)
    right = Right.objects.create(match=match, **values)
    record(team=match.team, by=by, what="right asked", subject=str(match)[:300], why=right.scope)
    return right


@transaction.atomic
def grant(*, right: Right, by: User, on: date) -> None:
    """Note that the right was granted in writing."""
    right.granted_on = on
    right.save(update_fields=["granted_on"])
    match = right.match
    record(team=match.team, by=by, what="right granted", subject=str(match)[:300], why=right.scope)


def _confirmed(match: Match) -> None:
    if match.state != CONFIRMED:
        hint = mark("Confirm it first.")
        raise ConflictError(mark("Nobody confirmed that ours inspired it."), hint=hint)
