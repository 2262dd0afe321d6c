"""The address by which one member reads the calendar elsewhere; entries joined by hand."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone


def fresh() -> str:
    """Return what makes an address unlike any before."""
    return secrets.token_urlsafe(12)


class Feed(models.Model):
    """A member's address of the calendar; another ``nonce`` makes another address of it."""

    membership = models.OneToOneField("teams.Membership", models.CASCADE, related_name="feed")
    nonce = models.CharField(max_length=20, default=fresh)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"calendar of {self.membership}"


class Joined(models.Model):
    """An entry of an imported calendar, by its key there, that somebody said is a piece."""

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="joined_entries")
    piece = models.ForeignKey("pieces.Piece", models.CASCADE, related_name="joined_entries")
    entry = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """An entry is one piece's at most."""

        constraints = (models.UniqueConstraint(fields=("team", "entry"), name="joined_once"),)

    def __str__(self) -> str:
        return f"{self.entry} is {self.piece}"
