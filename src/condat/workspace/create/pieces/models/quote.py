"""What somebody is quoted with."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from condat.workspace.create.pieces.models.piece import Piece


class Quote(models.Model):
    """A passage of the text that is somebody's words."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="quotes")
    person = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["person", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.text[:60]}"
