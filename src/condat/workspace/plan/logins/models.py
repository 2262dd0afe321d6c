"""What a source asks for, as it is kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from condat.workspace.server.sealed import SealedField


class Login(models.Model):
    """The secret of one source: sealed, bound to one origin, never shown again."""

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="logins")
    source = models.CharField(max_length=200)
    origin = models.CharField(max_length=300)
    sent_as = models.CharField(max_length=100)
    secret = SealedField()
    name = models.CharField(max_length=254)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["team", "source"], name="one_login_a_source")
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.sent_as}"
