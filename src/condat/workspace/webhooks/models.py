"""Who is told, what happened, and how each telling went."""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.utils import timezone

from condat.core.words import mark
from condat.workspace.server.sealed import SealedField

KINDS = {
    "plan.made": mark("A plan is made"),
    "row.decided": mark("Someone decided on a row of the plan"),
    "piece.approved": mark("A piece is approved"),
    "piece.changed": mark("A piece is added, moved or edited"),
    "partnership.changed": mark("A partnership begins or changes"),
    "import.done": mark("A file or a post is imported"),
    "job.failed": mark("A job failed"),
}
TEST = "test"


class State(StrEnum):
    """Where a delivery stands."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class Endpoint(models.Model):
    """An address that is told of events. For a day after a rotation, the old secret signs too."""

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="endpoints")
    url = models.URLField(max_length=500)
    kinds = models.JSONField(default=list)
    secret = SealedField()
    former = SealedField(blank=True)
    former_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.url

    @property
    def secrets(self) -> list[str]:
        """The secrets that sign now, the newest first."""
        until = self.former_until
        return [self.secret, self.former] if until and until > timezone.now() else [self.secret]


class Event(models.Model):
    """Something that happened, as it is told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="events")
    kind = models.CharField(max_length=30)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.kind


class Delivery(models.Model):
    """One event for one endpoint: tried until it is taken, by one worker at a time."""

    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=10, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    answer = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["endpoint", "event"], name="told_once")
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.endpoint}: {self.state}"
