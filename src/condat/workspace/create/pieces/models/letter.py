"""A signed link for somebody without an account, and what they answered."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from condat.workspace.create.pieces.models.piece import Piece
from condat.workspace.create.pieces.models.text import Version

GOOD_FOR = timedelta(days=14)


def in_two_weeks() -> object:
    """Return when a letter written now ends."""
    return timezone.now() + GOOD_FOR


class Asks(StrEnum):
    """What a letter asks of whom it is for."""

    WRITE = "brief"
    TEXT = "text"
    QUOTES = "quotes"


class Letter(models.Model):
    """What is shown to somebody by a link: a brief, or one version to approve.

    ``shown`` is exactly what is asked about, and ``digest`` its SHA-256.
    """

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="letters")
    version = models.ForeignKey(Version, models.CASCADE, null=True, related_name="letters")
    asks = models.CharField(max_length=6)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=2)
    shown = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(default=in_two_weeks)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.asks} of {self.piece} to {self.name}"

    @property
    def open(self) -> bool:
        """Whether it can still be read."""
        return self.withdrawn_at is None and self.ends_at > timezone.now()


class Answer(models.Model):
    """What was decided by a letter: once, with name, time and what exactly was approved.

    ``wording`` is, quote by quote, what its author stands by: as it was shown, in other words, or
    nothing (it is not to be quoted). Of other letters it is empty.
    """

    letter = models.OneToOneField(Letter, models.CASCADE, related_name="answer")
    approved = models.BooleanField()
    comment = models.TextField(blank=True)
    wording = models.JSONField(default=list)
    name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each quote as it was shown, with what its author stands by."""
        return list(zip(self.letter.shown, self.wording, strict=True)) if self.wording else []

    def __str__(self) -> str:
        return f"{self.name}: {'approved' if self.approved else 'changes'}"
