"""Who may call, and what was answered already."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Token(models.Model):
    """A way in for a program: of one person, into one team, for some acts, for some time.

    The token itself is shown once and kept as a hash; ``start`` is what it begins with, so that
    its owner knows which it is.
    """

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="tokens")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=120)
    start = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    acts = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.name} of {self.user}"

    @property
    def open(self) -> bool:
        """Whether it lets in."""
        return self.revoked_at is None and self.ends_at > timezone.now()


class Answered(models.Model):
    """What a request with an idempotency key was answered; it is answered so again for a day."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=200)
    asked = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["token", "key"], name="answered_once")
        ]

    def __str__(self) -> str:
        return self.key
