"""The cycle: what the team believes, who does what, and what is told of it on Mondays."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Cycle(models.Model):
    """One turn of the loop: a hypothesis when it starts, a review when it ends."""

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="cycles")
    hypothesis = models.TextField()
    started_at = models.DateTimeField(default=timezone.now)
    review = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["team"], condition=models.Q(ended_at=None), name="one_cycle_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.hypothesis


class Duty(models.Model):
    """Who sees to one of the seven jobs."""

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="duties")
    job = models.CharField(max_length=20)
    owner = models.ForeignKey("teams.Membership", models.CASCADE, related_name="duties")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["team", "job"], name="one_owner_a_job")
        ]

    def __str__(self) -> str:
        return f"{self.job}: {self.owner}"


class Silence(models.Model):
    """A member who wants no letter on Mondays."""

    membership = models.OneToOneField("teams.Membership", models.CASCADE, related_name="silence")
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"no letter to {self.membership}"


class Letter(models.Model):
    """The letter of one Monday to one member: taken on, then sent, once."""

    membership = models.ForeignKey("teams.Membership", models.CASCADE, related_name="letters")
    week = models.DateField()
    taken_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["membership", "week"], name="one_letter_a_week")
        ]

    def __str__(self) -> str:
        return f"{self.week} to {self.membership}"
