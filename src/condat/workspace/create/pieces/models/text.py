"""The text of a piece, version by version, and what people say of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from condat.workspace.create.pieces.models.piece import Piece
from condat.workspace.record.signed import Signed


class Version(Signed):
    """The text as somebody saved it; never changed afterwards."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    restored = models.PositiveIntegerField(null=True)  # the version that it brings back

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["piece", "number"], name="one_version_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.piece}, {self.number}"


class Comment(Signed):
    """A remark on a version, or on a passage of it; answers are one level deep.

    ``by`` is a member; a guest of a letter has a name alone.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="comments")
    answers = models.ForeignKey("self", models.CASCADE, null=True, related_name="answered")
    passage = models.TextField(blank=True)
    text = models.TextField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"
