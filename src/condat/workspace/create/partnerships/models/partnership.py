"""A continuing relation with a person, and what passed between us."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from condat.corpus.suppression import GAP
from condat.workspace.record.signed import Signed


class Stage(StrEnum):
    """Where a relation stands."""

    TO_MEET = "to meet"
    CONTACTED = "contacted"
    TALKING = "talking"
    AGREED = "agreed"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


# What has begun is never locked by the gate, and an objection to prospecting does not undo it.
RUNNING = (Stage.AGREED, Stage.RUNNING, Stage.PAUSED)


class Partnership(models.Model):
    """Somebody we work with, or want to; found in the corpus by ``person_uri``, or typed in."""

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="partnerships")
    person_uri = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2)
    source = models.CharField(max_length=500)
    stage = models.CharField(max_length=10, default=Stage.TO_MEET)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    stance = models.CharField(max_length=10, default="unknown")
    next_step = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True)
    legal_name = models.CharField(max_length=200, blank=True)
    postal = models.CharField(max_length=400, blank=True)
    tax_country = models.CharField(max_length=80, blank=True)
    doors = models.PositiveIntegerField(default=0)
    objected_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["team", "person_uri"],
                condition=~models.Q(person_uri=""),
                name="one_partnership_each",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def begun(self) -> bool:
        """Whether something was agreed: the gate does not lock it."""
        return self.stage in RUNNING

    @property
    def gone(self) -> bool:
        """Whether the person was erased: what is left is what the accounts have to keep."""
        return self.source == GAP


class Touch(Signed):
    """Something that passed between us: a mail, a call, a meeting, what we did for them."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="touches")
    kind = models.CharField(max_length=10)
    theirs = models.BooleanField(default=False)
    on = models.DateField()
    text = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.partnership}"
