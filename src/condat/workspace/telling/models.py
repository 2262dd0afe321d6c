"""How far a story is told."""

from __future__ import annotations

from django.db import models


class Telling(models.Model):
    """The steps done so far, and what they gave: a story that broke off goes on from there."""

    team = models.OneToOneField("teams.Team", models.CASCADE, related_name="telling")
    done = models.PositiveIntegerField(default=0)
    known = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.team}: {self.done}"
