"""Who did something and when, on the row itself: the name stays when the account goes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Signed(models.Model):
    """A row that says who made it, and when."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=254)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
