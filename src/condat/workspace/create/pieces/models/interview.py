"""What somebody said when we asked them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from condat.workspace.create.pieces.models.piece import Piece


class Interview(models.Model):
    """The text of a conversation for a piece; quotes are taken from it."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="interviews")
    person = models.CharField(max_length=200)
    on = models.DateField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=254)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.on}"
