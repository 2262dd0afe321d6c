"""A team, its members, and who was asked to join."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from condat.workspace.teams.roles import NAMES, Role

WEEK = timedelta(days=7)
ROLES = [(role.value, NAMES[role]) for role in Role]


class Team(models.Model):
    """A workspace folder and the people who work on it.

    ``aligned`` says which list of suppression its rows were last brought into line with.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    folder = models.CharField(max_length=500)
    made_at = models.DateTimeField(default=timezone.now)
    aligned = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def root(self) -> Path:
        """The folder; a relative one lies in the server's home."""
        return Path(settings.HOME, self.folder)


class Membership(models.Model):
    """Someone's role in a team."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=ROLES)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["team", "user"], name="one_role_each")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role} of {self.team}"


def in_a_week() -> object:
    """Return when an invitation made now ends."""
    return timezone.now() + WEEK


class Invitation(models.Model):
    """A place in a team, offered to an address; taken once, within a week."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=ROLES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    ends_at = models.DateTimeField(default=in_a_week)
    taken_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.email} to {self.team}"

    @property
    def open(self) -> bool:
        """Whether it can still be taken."""
        return self.taken_at is None and self.ends_at > timezone.now()
