"""What a team does for the people it listens to; each is written down with who and when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from condat.core.errors import ConflictError, InputError, NotFoundError
from condat.core.words import mark
from condat.usecases.desk import Desk
from condat.usecases.keep import forgetting
from condat.workspace.accounts.models import User
from condat.workspace.create.partnerships import prospects
from condat.workspace.protection.models import Balance, Notice, Objection
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team


@transaction.atomic
def object_to(
    *,
    team: Team,
    name: str,
    how: str,
    by: User | None,
    at: datetime | None = None,
    note: str = "",
    person_uri: str | None = None,
) -> Objection:
    """Keep somebody's objection; from now on they are left out of people, plans and mails.

    ``name`` is a name, handle or address; one that nobody in the corpus has yet is kept too.
    ``by`` is nobody when they said so themselves.

    Raises
    ------
    InputError
        When several people are called so, or they object already.
    """
    person = _known(team, name) if person_uri is None else person_uri
    same = team.objections.filter(name=name, person_uri=person)
    if same.exists():
        raise InputError(mark("{name} objects already."), name=name)
    themselves = "" if by else name
    detail = {"how": how}
    record(team=team, by=by, what="objection kept", subject=name, detail=detail, name=themselves)
    prospects.leave_alone(team=team, name=name, person_uri=person, by=by)
    return Objection.objects.create(
        team=team, person_uri=person, name=name, how=how, at=at or timezone.now(), note=note
    )


@transaction.atomic
def withdraw(*, objection: Objection, by: User, why: str) -> None:
    """Take an objection back, with the reason: the person changed their mind, or it was another.

    Raises
    ------
    InputError
        When there is no reason.
    """
    if not why.strip():
        raise InputError(mark("Say why."), field="why")
    record(team=objection.team, by=by, what="objection withdrawn", subject=objection.name, why=why)
    prospects.may_ask_again(
        team=objection.team, name=objection.name, person_uri=objection.person_uri, by=by
    )
    objection.delete()


@transaction.atomic
def tell(*, team: Team, language: str, text: str, by: User) -> Notice | None:
    """Write a new version of the notice; the same text again is none, no text takes it down."""
    versions = team.notices.filter(language=language)
    last = versions.first()
    if (last.text if last else "") == text:
        return None
    record(team=team, by=by, what="notice written", subject=language)
    return Notice.objects.create(
        team=team, language=language, version=_next(versions), text=text, by=by, name=str(by)
    )


@transaction.atomic
def weigh(*, team: Team, purpose: str, necessity: str, balance: str, by: User) -> Balance:
    """Write a new version of the balancing record; it waits for its approval."""
    record(team=team, by=by, what="balancing record written")
    return Balance.objects.create(
        team=team,
        version=_next(team.balances.all()),
        purpose=purpose,
        necessity=necessity,
        balance=balance,
        name=str(by),
    )


@transaction.atomic
def approve(*, balance: Balance, by: User) -> None:
    """Approve the record as it stands, under one's name.

    Raises
    ------
    ConflictError
        When it was written anew in the meantime, or is approved.
    """
    fresh = balance.team.balances.select_for_update().first()
    if fresh is None or fresh.pk != balance.pk or fresh.approved_by:
        raise ConflictError(mark("This is not the last version any more. Look at it again."))
    record(team=balance.team, by=by, what="balancing record approved")
    fresh.approved_by, fresh.approved_at = str(by), timezone.now()
    fresh.save(update_fields=["approved_by", "approved_at"])


def _next(versions: QuerySet[Notice] | QuerySet[Balance]) -> int:
    return int(versions.aggregate(last=Max("version"))["last"] or 0) + 1


def _known(team: Team, name: str) -> str:
    """Return the address of the person of that name; nothing when nobody is called so yet."""
    try:
        return forgetting.find(Desk.open(team.root), name).uri
    except NotFoundError:
        return ""
