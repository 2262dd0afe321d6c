"""What the team writes into a brief, beside what the evidence says."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from condat.workspace.create.pieces.models.piece import Piece
from condat.workspace.record.signed import Signed


class Section(Signed):
    """The team's own words on one section of a brief; making the brief again leaves them."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=20)
    text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["piece", "key"], name="one_text_a_section")
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.piece}"
