"""What a team keeps so that it can show how it treats the people it listens to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from condat.core.words import mark
from condat.workspace.record.signed import Signed

HOW = {
    "mail": mark("By e-mail"),
    "message": mark("By message on a social network"),
    "letter": mark("By letter"),
    "spoken": mark("By word of mouth"),
    "link": mark("Through the link in our e-mail"),
}


class Objection(models.Model):
    """Somebody who does not want to be approached or ranked (GDPR, article 21)."""

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="objections")
    person_uri = models.CharField(max_length=500, blank=True, db_index=True)
    name = models.CharField(max_length=254)
    at = models.DateTimeField(default=timezone.now)
    how = models.CharField(max_length=20)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return self.name


class Notice(Signed):
    """One version of what people are told, in one language; the last one is public."""

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="notices")
    language = models.CharField(max_length=2)
    version = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["language", "-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["team", "language", "version"], name="one_text_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.team}, {self.language} {self.version}"


class Balance(models.Model):
    """One version of the balancing record: purpose, necessity, balance; then approved by name."""

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="balances")
    version = models.PositiveIntegerField()
    purpose = models.TextField()
    necessity = models.TextField()
    balance = models.TextField()
    name = models.CharField(max_length=254)
    at = models.DateTimeField(default=timezone.now)
    approved_by = models.CharField(max_length=254, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["team", "version"], name="one_record_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.team} {self.version}"
