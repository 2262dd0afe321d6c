"""Letters: templates, what one says to a person, and handing it to the outbox."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from condat.core.errors import GateError, InputError
from condat.core.words import Words, mark
from condat.create.deals.letters import fill, places
from condat.workspace.accounts.models import User
from condat.workspace.create.partnerships.doors import objection_door
from condat.workspace.create.partnerships.models import Mail, Partnership, Template
from condat.workspace.create.partnerships.models.mail import WAITS, Post
from condat.workspace.create.partnerships.notice import notice, reminder
from condat.workspace.create.partnerships.outbox import due, locked
from condat.workspace.jobs.actions import ask
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit
from condat.workspace.teams.models import Team


@dataclass(frozen=True)
class Letter:
    """A letter to one person, before it leaves; ``missing`` are the places nothing fills."""

    subject: str
    body: str
    notice: str
    follow_days: int | None
    follow_body: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The places left."""
        return places("\n".join((self.subject, self.body, self.follow_body)))


def letter(
    visit: Visit, partnership: Partnership, template: Template, wrote: Mapping[str, str]
) -> Letter:
    """Fill a template with what is known of a person."""
    values = {
        "name": partnership.name,
        "first_name": partnership.name.split()[0],
        "team": visit.team.name,
        "sender": str(visit.user),
        "subject": next(iter(visit.desk.watch.subjects), ""),
        **wrote,
    }
    return Letter(
        fill(template.subject, values),
        fill(template.body, values),
        first_notice(partnership, visit.user),
        template.follow_days,
        fill(template.follow_body, values),
    )


def first_notice(partnership: Partnership, sender: User) -> str:
    """Return what stands under a letter: all of it the first time, later how to object."""
    door, language = objection_door(partnership), partnership.language
    if partnership.mails.filter(state__in=(Post.SENT, Post.SENDING)).exists():
        return reminder(door=door, language=language)
    return notice(
        team=partnership.team.name,
        source=partnership.source,
        contact=sender.email,
        door=door,
        language=language,
    )


@transaction.atomic
def write(*, visit: Visit, partnership: Partnership, key: uuid.UUID, **told: Any) -> Mail:
    """Hand a letter to the outbox; the same key is the same mail, however often it is pressed.

    While the gate is closed it is kept, and leaves when a person sends it after the approval.

    Raises
    ------
    InputError
        When they objected, have no address, or a place of the letter is not filled.
    """
    _may_write(partnership, told)
    same = Mail.objects.filter(key=key, partnership=partnership).first()
    if same is not None:
        return same
    held = locked(visit.desk, partnership)
    state = Post.HELD if held else Post.WAITING
    mail = _written(partnership, visit.user, key=key, state=state, told=told)
    _plan_follow_up(mail, told.get("follow_days"), told.get("follow_body", ""))
    record(
        team=visit.team,
        by=visit.user,
        what="mail written",
        subject=partnership.name,
        detail={"key": str(mail.key), "held": held, "partnership": partnership.pk},
    )
    if not held:
        _hand_over(mail, visit.user)
    return mail


def _written(
    partnership: Partnership, by: User, *, key: uuid.UUID, state: str, told: Mapping[str, Any]
) -> Mail:
    return Mail.objects.create(
        partnership=partnership,
        key=key,
        to=partnership.email,
        subject=told["subject"],
        body=told["body"],
        notice=first_notice(partnership, by),
        state=state,
        by=by,
        name=str(by),
        reply_to=by.email,
    )


@transaction.atomic
def release(*, visit: Visit, mail: Mail) -> None:
    """Send what was kept at the gate, now that it is open.

    Raises
    ------
    InputError
        When the gate is closed still, or they objected.
    """
    _may_write(mail.partnership, {})
    if locked(visit.desk, mail.partnership):
        told = mark("New outreach waits until the strategy is approved.")
        raise GateError(
            told, hint=mark("Approve its fields, or ask an owner to go ahead without it.")
        )
    if Mail.objects.filter(pk=mail.pk, state=Post.HELD).update(state=Post.WAITING):
        _hand_over(mail, visit.user)


@transaction.atomic
def stop(*, mail: Mail, by: User) -> None:
    """Stop a mail that has not left, and what follows it."""
    waits = Mail.objects.filter(state__in=WAITS)
    stopped = waits.filter(pk=mail.pk).update(state=Post.STOPPED, due_on=None)
    waits.filter(follows=mail).update(state=Post.STOPPED, due_on=None)
    if stopped:
        team, name = mail.partnership.team, mail.partnership.name
        record(team=team, by=by, what="mail stopped", subject=name)


def post_due(today: date) -> int:
    """Hand over the follow-ups whose day has come, and what waits for another try."""
    found = due(today)
    for mail in found:
        with transaction.atomic():
            ready = Mail.objects.filter(pk=mail.pk, state__in=(Post.PLANNED, Post.WAITING))
            if ready.update(state=Post.WAITING, again_at=None):
                _hand_over(mail, mail.by)
    return len(found)


@transaction.atomic
def settle(*, mail: Mail, left: bool, by: User) -> None:
    """Say whether a mail left that was handed over when its worker died."""
    unsure = Mail.objects.filter(pk=mail.pk, state=Post.SENDING)
    if left and unsure.update(state=Post.SENT, sent_at=timezone.now()):
        team, name = mail.partnership.team, mail.partnership.name
        record(team=team, by=by, what="mail sent", subject=name, detail={"key": str(mail.key)})
    elif unsure.update(state=Post.WAITING):
        _hand_over(mail, by)


@transaction.atomic
def write_template(*, team: Team, by: User, template: Template | None, **values: Any) -> Template:
    """Write a template, or change one."""
    written = template or Template(team=team)
    for name, value in values.items():
        setattr(written, name, value)
    written.save()
    record(team=team, by=by, what="template written", subject=written.name)
    return written


def _may_write(partnership: Partnership, told: Mapping[str, Any]) -> None:
    if partnership.objected_at is not None:
        raise InputError(mark("{name} has asked not to be contacted."), name=partnership.name)
    if not partnership.email:
        hint = mark("Add it under their details.")
        raise InputError(mark("{name} has no e-mail address."), name=partnership.name, hint=hint)
    left = places("\n".join(str(told.get(part, "")) for part in ("subject", "body", "follow_body")))
    if left:
        hint = mark("Write that part by hand.")
        raise InputError(mark("There is no value for {places}."), places=list(left), hint=hint)


def _plan_follow_up(first: Mail, days: int | None, body: str) -> None:
    if not days or not body.strip():
        return
    language, door = first.partnership.language, objection_door(first.partnership)
    Mail.objects.create(
        partnership=first.partnership,
        follows=first,
        to=first.to,
        subject=Words(language)("Re: {subject}", subject=first.subject),
        body=body,
        notice=reminder(door=door, language=language),
        state=Post.PLANNED,
        due_on=first.written_at.date() + timedelta(days=days),
        by=first.by,
        name=first.name,
        reply_to=first.reply_to,
    )


def _hand_over(mail: Mail, by: User | None) -> None:
    arguments = {"mail": str(mail.key)}
    ask(team=mail.partnership.team, kind="outreach", by=by, arguments=arguments)
