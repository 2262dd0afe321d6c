"""What was agreed: deliverables, what is given for them, and the evidence kept with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from condat.workspace.create.partnerships.models.partnership import Partnership
from condat.workspace.record.signed import Signed


class Deal(models.Model):
    """One agreement, with one promotional objective."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="deals")
    advertiser = models.CharField(max_length=200)
    objective = models.CharField(max_length=300)
    missions = models.TextField(blank=True)
    publics = models.JSONField(default=list)
    currency = models.CharField(max_length=3, default="EUR")
    rights = models.TextField(blank=True)
    ends_on = models.DateField(null=True)
    confirmed = models.CharField(max_length=254, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    signed_on = models.DateField(null=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.objective


class Deliverable(models.Model):
    """Something to publish: what, where, when; and the link once it is out."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="deliverables")
    what = models.CharField(max_length=300)
    place = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    images = models.CharField(max_length=10, blank=True)
    url = models.URLField(max_length=500, blank=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.what


class Compensation(models.Model):
    """Something given for a promotion; ``value`` is ex. VAT, null while nobody knows it."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="compensations")
    kind = models.CharField(max_length=10)
    what = models.CharField(max_length=300, blank=True)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, default="promised")
    on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


class Evidence(Signed):
    """Someone's word, with its date, that nothing was given. Never changed."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="evidence")
    text = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at"]

    def __str__(self) -> str:
        return f"{self.name}, {self.at:%Y-%m-%d}"
