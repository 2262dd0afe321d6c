"""What the team writes into a brief, beside what the evidence says."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from condat.workspace.create.pieces.models.piece import Piece


class Section(models.Model):
    """The team's own words on one section of a brief; making the brief again leaves them."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=254)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["piece", "key"], name="one_text_a_section")
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.piece}"
