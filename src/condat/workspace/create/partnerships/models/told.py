"""What a partner tells us by a signed link."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from condat.workspace.create.partnerships.models.deal import Deliverable
from condat.workspace.create.partnerships.models.partnership import Partnership


class Feedback(models.Model):
    """Their own figures and what they think; what they left open is null, never 0."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="feedback")
    deliverable = models.ForeignKey(
        Deliverable, models.SET_NULL, null=True, related_name="feedback"
    )
    reach = models.PositiveBigIntegerField(null=True)
    clicks = models.PositiveBigIntegerField(null=True)
    sales = models.PositiveBigIntegerField(null=True)
    working = models.TextField(blank=True)
    change = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at"]

    def __str__(self) -> str:
        return f"{self.partnership}, {self.at:%Y-%m-%d}"
