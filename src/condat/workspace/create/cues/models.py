"""A comment of somebody else that the team takes up."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from condat.core.titles import called

ANSWERED, LEFT = "answered", "left"
REASON = 300  # characters of a comment that stand in the record


class Cue(models.Model):
    """A comment, who took it up, whom and which piece it led to, what was answered.

    ``author_uri`` is the person of the corpus. ``outcome`` is empty while it waits for an answer.
    """

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="cues")
    post_uri = models.CharField(max_length=500)
    link = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=300, blank=True)
    passage = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    published = models.DateTimeField(null=True)
    author = models.CharField(max_length=200)
    author_uri = models.CharField(max_length=500)
    partnership = models.ForeignKey(
        "partnerships.Partnership", models.SET_NULL, null=True, related_name="cues"
    )
    piece = models.ForeignKey("pieces.Piece", models.SET_NULL, null=True, related_name="cues")
    name = models.CharField(max_length=254)  # who took it up
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, blank=True)
    answer = models.TextField(blank=True)
    closed_by = models.CharField(max_length=254, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["team", "post_uri"], name="one_cue_a_comment")
        ]

    def __str__(self) -> str:
        return called(self.title, self.passage, self.link or self.author)
