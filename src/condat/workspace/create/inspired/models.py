"""A post of somebody else that ours inspired, what we did with it, what we may do with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from condat.core.titles import called
from condat.corpus.suppression import GAP

SOON = timedelta(days=30)  # before a right ends, the team is told
PROPOSED, CONFIRMED, REJECTED = "proposed", "confirmed", "rejected"


class Match(models.Model):
    """Their post beside ours, passage by passage.

    ``source`` says who found it: ``hand``, or a method; ``score`` is a method's. ``author_uri`` is
    the person's, whichever of their accounts it stands on.
    """

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="matches")
    source = models.CharField(max_length=20, default="hand")
    score = models.FloatField(null=True)
    piece = models.ForeignKey(
        "pieces.Piece", models.SET_NULL, null=True, blank=True, related_name="inspired"
    )
    our_link = models.URLField(max_length=500, blank=True)
    our_passage = models.TextField(blank=True)
    link = models.URLField(max_length=500)
    post_uri = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=200, blank=True)
    author_uri = models.CharField(max_length=500, blank=True)
    published = models.DateTimeField(null=True)
    passage = models.TextField(blank=True)
    state = models.CharField(max_length=10, default=PROPOSED)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    judged_by = models.CharField(max_length=254, blank=True)
    judged_at = models.DateTimeField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["team", "link", "piece", "our_link"], name="one_match_a_pair"
            )
        ]

    def __str__(self) -> str:
        return self.title or self.link

    @property
    def gone(self) -> bool:
        """Whether its author was erased: what is left is the right that was granted."""
        return self.title == GAP

    @property
    def opening(self) -> str:
        """What it is called where it is read: its title, or its first words."""
        return called(self.title, self.passage, self.link)


class Step(models.Model):
    """Something that we did with it: thanked, cited, replied, invited."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.match}"


class Right(models.Model):
    """The right to reuse it, as asked for, and granted in writing or not."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="rights")
    scope = models.CharField(max_length=300)
    territory = models.CharField(max_length=200)
    media = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField()
    fee = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    granted_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["ends_on", "pk"]

    def __str__(self) -> str:
        return f"{self.scope}: {self.match}"

    def state(self, today: date) -> str:
        """Where it stands: asked, granted, ending within a month, ended."""
        if self.granted_on is None:
            return "asked"
        if self.ends_on < today:
            return "ended"
        return "ending" if self.ends_on <= today + SOON else "granted"
