"""One line of the record."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Decision(models.Model):
    """Who did what to which subject, when and why. Lines are added, never changed."""

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="decisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=254)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    what = models.CharField(max_length=60)
    subject = models.CharField(max_length=300, blank=True)
    why = models.TextField(blank=True)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.name}: {self.what} {self.subject}"


class Press(models.Model):
    """A form that was sent, by what it held; where its answer led, once there is one."""

    key = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    led = models.CharField(max_length=2000, blank=True)

    def __str__(self) -> str:
        return self.key


class Change(models.Model):
    """A change of a team's file whose rows are committed; goes with the note of the change."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.key)
