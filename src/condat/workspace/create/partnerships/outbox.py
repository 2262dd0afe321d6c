"""Mails leave here, each once.

A mail is taken (``sending``, committed) before it is handed to the server, and is ``sent`` after.
A worker that dies before taking it leaves it waiting: the next one sends it. One that dies after
may have sent it: nobody can know, so it is not sent again and the team is told. Its Message-ID is
its key, so that a copy sent by hand is the same mail to who receives it.
"""

from __future__ import annotations

import smtplib
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from condat.core.errors import SourceError
from condat.core.words import mark
from condat.usecases.desk import Desk
from condat.usecases.team.strategy import gate_of
from condat.workspace.create.partnerships.doors import objection_door
from condat.workspace.create.partnerships.models import Mail, Partnership, Touch
from condat.workspace.create.partnerships.models.mail import Post
from condat.workspace.create.partnerships.models.partnership import Stage
from condat.workspace.record.actions import record

TRIES = 8
FIRST_WAIT = timedelta(seconds=30)


def deliver(desk: Desk, arguments: dict[str, Any]) -> dict[str, Any]:
    """Send one mail, unless it was sent, taken or stopped: the work of a job."""
    mail = _take(arguments["mail"])
    if mail is None:
        return {}
    if locked(desk, mail.partnership):
        return {"state": _settle(mail, state=Post.HELD)}
    try:
        message(mail).send()
    except smtplib.SMTPRecipientsRefused:
        return {"state": _settle(mail, state=Post.REFUSED, problem=mail.to)}
    except (smtplib.SMTPException, OSError) as error:
        _again_later(mail)
        told = mark("The mail server did not take it: {detail}. It is tried again by itself.")
        raise SourceError(told, permanent=False, detail=error) from error
    return {"state": _sent(mail)}


def message(mail: Mail) -> EmailMessage:
    """Make the mail as it leaves."""
    door = objection_door(mail.partnership)
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {"Message-ID": f"<{mail.key}@{host}>", "List-Unsubscribe": f"<{door}>"}
    if mail.follows is not None:
        headers["In-Reply-To"] = f"<{mail.follows.key}@{host}>"
    text = f"{mail.body}\n\n-- \n{mail.notice}\n"
    return EmailMessage(
        mail.subject, text, None, [mail.to], reply_to=[mail.reply_to], headers=headers
    )


def locked(desk: Desk, partnership: Partnership) -> bool:
    """Say whether the gate holds what is new: nothing was agreed, and nobody opened it."""
    return not partnership.begun and gate_of(desk).draft


@transaction.atomic
def _take(key: str) -> Mail | None:
    """Take a mail that waits; None when it is another's, was stopped, or left already."""
    mails = Mail.objects.filter(key=key, state=Post.WAITING)
    if not mails.filter(partnership__objected_at=None).update(state=Post.SENDING):
        return None
    return Mail.objects.select_related("partnership__team", "follows", "by").get(key=key)


@transaction.atomic
def _settle(mail: Mail, *, state: Post, problem: str = "") -> str:
    mine = Mail.objects.filter(pk=mail.pk, state=Post.SENDING)
    mine.update(state=state, problem=problem)
    return state


@transaction.atomic
def _again_later(mail: Mail) -> None:
    """Let it wait, longer after each try; after the last it is given up."""
    tries = mail.tries + 1
    state = Post.WAITING if tries < TRIES else Post.REFUSED
    mine = Mail.objects.filter(pk=mail.pk, state=Post.SENDING)
    mine.update(state=state, tries=tries, again_at=timezone.now() + FIRST_WAIT * 2**tries)


@transaction.atomic
def _sent(mail: Mail) -> str:
    """Note that it left: in the outbox, as a touch, in the record."""
    now = timezone.now()
    Mail.objects.filter(pk=mail.pk).update(state=Post.SENT, sent_at=now)
    _count_from(now.date(), mail)
    partnership = mail.partnership
    Touch.objects.create(
        partnership=partnership,
        kind="mail",
        on=now.date(),
        text=mail.subject,
        by=mail.by,
        name=mail.name,
    )
    Partnership.objects.filter(pk=partnership.pk, stage=Stage.TO_MEET).update(stage=Stage.CONTACTED)
    detail = {"key": str(mail.key)}
    record(
        team=partnership.team,
        by=mail.by,
        name=mail.name,
        what="mail sent",
        subject=partnership.name,
        detail=detail,
    )
    return Post.SENT


def _count_from(day: date, mail: Mail) -> None:
    """Count the days of a follow-up from when the mail left, not from when it was written."""
    waited = day - mail.written_at.date()
    for later in mail.follow_ups.filter(state=Post.PLANNED):
        if later.due_on is not None:
            later.due_on += waited
            later.save(update_fields=["due_on"])


def due(today: date) -> list[Mail]:
    """Return the follow-ups whose day has come, and what waits for another try."""
    planned = Q(state=Post.PLANNED, due_on__lte=today, follows__state=Post.SENT)
    again = Q(state=Post.WAITING, again_at__lte=timezone.now())
    wanted = Mail.objects.filter(planned | again, partnership__objected_at=None)
    return list(wanted.select_related("partnership__team"))
