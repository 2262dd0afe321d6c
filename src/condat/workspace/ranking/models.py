"""A ranking that is or was public."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


def new_token() -> str:
    """Return what stands in the public address: nobody guesses it."""
    return secrets.token_urlsafe(18)


class PublicRanking(models.Model):
    """The ranking of a topic ("": the whole watch), public from ``at`` until ``ended_at``."""

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="rankings")
    topic = models.CharField(max_length=120, blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=254)
    contact = models.EmailField()
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["team", "topic"],
                condition=models.Q(ended_at=None),
                name="one_public_ranking_a_topic",
            )
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.topic or '–'}"
