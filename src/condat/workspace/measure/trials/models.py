"""A test, and what was counted while it ran."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from condat.measure.trials.design import Counts, Design


class Trial(models.Model):
    """Two variants shown to people by lot. What is settled before it starts does not move after.

    ``usual`` and ``least`` are rates between 0 and 1; ``detectable`` is the least difference that
    so many ``people`` find four times out of five, ``needed`` the people that ``least`` takes.
    """

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="trials")
    hypothesis = models.TextField()
    varies = models.CharField(max_length=300)
    first = models.CharField(max_length=120)
    second = models.CharField(max_length=120)
    whom = models.CharField(max_length=300)
    counted = models.CharField(max_length=200)
    usual = models.FloatField()
    least = models.FloatField()
    share = models.FloatField(default=0.5)
    people = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    row = models.CharField(max_length=40, blank=True)
    detectable = models.FloatField(null=True)
    needed = models.PositiveIntegerField(null=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)
    learnt = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["ended_at", "ends_on", "pk"]

    def __str__(self) -> str:
        return self.varies

    @property
    def design(self) -> Design:
        """What was settled, as the method reads it."""
        return Design(self.usual, self.least, self.share)

    @property
    def state(self) -> str:
        """Where it stands: settled, running, ended."""
        if self.ended_at:
            return "ended"
        return "running" if self.started_at else "settled"

    def early(self, today: date) -> bool:
        """Say whether its planned end is still to come."""
        return self.ended_at is None and today < self.ends_on


class Reading(models.Model):
    """What was counted since the start, at one moment."""

    trial = models.ForeignKey(Trial, models.CASCADE, related_name="readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    first_shown = models.PositiveIntegerField()
    first_done = models.PositiveIntegerField()
    second_shown = models.PositiveIntegerField()
    second_done = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.trial}: {self.counts}"

    @property
    def counts(self) -> Counts:
        """The counts as the method reads them."""
        shown = self.first_shown, self.second_shown
        return Counts(shown, (self.first_done, self.second_done))
