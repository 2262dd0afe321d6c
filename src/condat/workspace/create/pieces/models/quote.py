"""What somebody is quoted with."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from condat.workspace.create.pieces.models.interview import Interview
from condat.workspace.create.pieces.models.piece import Piece


class Quote(models.Model):
    """A passage of the text that is somebody's words, and the interview that it was said in."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="quotes")
    person = models.CharField(max_length=200)
    text = models.TextField()
    interview = models.ForeignKey(Interview, models.SET_NULL, null=True, related_name="quotes")

    class Meta:
        ordering: ClassVar[list[str]] = ["person", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.text[:60]}"
