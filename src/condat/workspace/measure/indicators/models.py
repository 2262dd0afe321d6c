"""An indicator, and what it was at some day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from condat.measure.indicators import Named


class Indicator(models.Model):
    """Something that the team looks at. ``tier`` is its place in the chain of the scorecard."""

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="indicators")
    name = models.CharField(max_length=120)
    objective = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(
        "teams.Membership", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decision = models.CharField(max_length=300, blank=True)
    tier = models.CharField(max_length=10)
    unit = models.CharField(max_length=20, blank=True)
    kept = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-kept", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["team", "name"], name="one_indicator_a_name")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def named(self) -> Named:
        """The indicator as the method reads it."""
        owner = str(self.owner.user) if self.owner else ""
        return Named(self.name, self.objective, owner, self.decision)


class Value(models.Model):
    """What an indicator was on a day."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values")
    day = models.DateField()
    value = models.FloatField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["indicator", "day"], name="one_value_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} on {self.day}: {self.value}"
