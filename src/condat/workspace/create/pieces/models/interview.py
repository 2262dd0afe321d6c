"""What somebody said when we asked them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from condat.workspace.create.pieces.models.piece import Piece
from condat.workspace.record.signed import Signed


class Interview(Signed):
    """The text of a conversation for a piece; quotes are taken from it."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="interviews")
    person = models.CharField(max_length=200)
    on = models.DateField()
    text = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.on}"
