"""A piece, and who takes part in it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from condat.workspace.create.pieces.kinds import Status


class Piece(models.Model):
    """Something that the team makes: an article, an interview, an event.

    ``row`` names the row of the plan that it came from, ``planned`` holds it, ``brief`` what the
    evidence says of it (the plain values of ``condat.create.texts.briefs.Brief``).
    """

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="pieces")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=12)
    status = models.CharField(max_length=10, default=Status.IDEA)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    keyword = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=500, blank=True)
    persona = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    due = models.DateTimeField(null=True, blank=True, db_index=True)
    url = models.URLField(max_length=500, blank=True)
    row = models.CharField(max_length=40, blank=True)
    planned = models.JSONField(default=dict)
    brief = models.JSONField(null=True)
    briefed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["due", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["team", "row"], condition=~models.Q(row=""), name="one_piece_a_row"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Part(models.Model):
    """Someone's part in a piece."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="parts")
    name = models.CharField(max_length=200)
    uri = models.CharField(max_length=500, blank=True)
    role = models.CharField(max_length=12)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["piece", "name", "role"], name="one_part_each")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"
