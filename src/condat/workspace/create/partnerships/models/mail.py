"""What is written to people: templates, and an outbox in which each mail leaves once."""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from condat.workspace.create.partnerships.models.partnership import Partnership


class Template(models.Model):
    """A letter with places to fill, in one language, and what follows when nobody answers."""

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="templates")
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    follow_days = models.PositiveSmallIntegerField(null=True)
    follow_body = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["language", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["team", "name", "language"], name="one_template_each")
        ]

    def __str__(self) -> str:
        return self.name


class Post(StrEnum):
    """Where a mail stands."""

    HELD = "held"  # at the gate, until a person sends it
    PLANNED = "planned"  # a follow-up, on its day unless there is an answer
    WAITING = "waiting"  # for the worker
    SENDING = "sending"  # handed over; what was in here when a worker died is not sent again
    SENT = "sent"
    STOPPED = "stopped"
    REFUSED = "refused"


WAITS = (Post.HELD, Post.PLANNED, Post.WAITING)


class Mail(models.Model):
    """One mail of the outbox. ``key`` is its name everywhere: the same key is the same mail."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="mails")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    follows = models.ForeignKey("self", models.CASCADE, null=True, related_name="follow_ups")
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    notice = models.TextField(blank=True)
    state = models.CharField(max_length=10, default=Post.WAITING)
    due_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=254)
    reply_to = models.EmailField()
    written_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"
