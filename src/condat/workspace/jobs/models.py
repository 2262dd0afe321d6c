"""One piece of long work and where it stands."""

from __future__ import annotations

import uuid
from datetime import timedelta
from enum import StrEnum
from math import ceil
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class State(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNDER_WAY = (State.WAITING, State.RUNNING)
JUST_NOW = timedelta(minutes=1)


class Job(models.Model):
    """Long work. The worker that holds ``lease`` alone may change it until ``leased_until``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=30)
    arguments = models.JSONField(default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, default=State.WAITING)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    step = models.CharField(max_length=200, blank=True)
    step_at = models.DateTimeField(null=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    error = models.JSONField(null=True)
    result = models.JSONField(null=True)
    put_away = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["team", "kind", "arguments"],
                condition=models.Q(state__in=UNDER_WAY),
                name="asked_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.team}: {self.state}"

    @property
    def under_way(self) -> bool:
        """Whether it waits or runs."""
        return self.state in UNDER_WAY

    @property
    def news(self) -> bool:
        """Whether a page should still tell of it: under way, failed, or ended a moment ago."""
        ended = self.ended_at is not None and timezone.now() - self.ended_at < JUST_NOW
        return self.under_way or self.failing or ended

    @property
    def failing(self) -> bool:
        """Whether it failed, and nobody has put that away."""
        return self.state == State.FAILED and not self.put_away

    @property
    def share(self) -> float | None:
        """How much of the step is done, from 0 to 1; None when nobody can say."""
        return min(self.done / self.total, 1) if self.total else None

    @property
    def minutes_left(self) -> int | None:
        """The minutes that the step still takes at its pace so far; None when nobody can say."""
        if not self.total or not self.done or self.step_at is None:
            return None
        pace = (timezone.now() - self.step_at) / self.done
        return ceil(pace * max(self.total - self.done, 0) / timedelta(minutes=1))
