"""A lesson: what was learnt, from what, and whether the team heeds it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

PROPOSED, ACCEPTED, REFUSED = "proposed", "accepted", "refused"


class Lesson(models.Model):
    """What was learnt.

    ``effect`` is how many times what is usual, from ``low`` to ``high``.
    ``source`` says who wrote it: ``hand``, or a method.
    """

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="lessons")
    text = models.TextField()
    source = models.CharField(max_length=20, default="hand")
    trial = models.ForeignKey("trials.Trial", models.SET_NULL, null=True, blank=True)
    row = models.CharField(max_length=40, blank=True)
    link = models.URLField(max_length=500, blank=True)
    about = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=200, blank=True)
    do = models.CharField(max_length=4, blank=True)
    effect = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    state = models.CharField(max_length=10, default=PROPOSED)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    judged_by = models.CharField(max_length=254, blank=True)
    judged_at = models.DateTimeField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def heeded(self) -> bool:
        """Whether the next plan can act on it."""
        return bool(self.about and self.name and self.do)
