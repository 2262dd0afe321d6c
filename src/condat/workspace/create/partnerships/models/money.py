"""What the team means to spend on partnerships, and who signs for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Budget(models.Model):
    """For one calendar year, in one currency."""

    team = models.ForeignKey("teams.Team", models.CASCADE, related_name="budgets")
    year = models.PositiveSmallIntegerField()
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering: ClassVar[list[str]] = ["year", "currency"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["team", "year", "currency"], name="one_budget_each")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount} {self.currency}"


class House(models.Model):
    """Who we are in a contract."""

    team = models.OneToOneField("teams.Team", models.CASCADE, related_name="house")
    legal_name = models.CharField(max_length=200, blank=True)
    postal = models.CharField(max_length=400, blank=True)
    email = models.EmailField(blank=True)
    tax_country = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.legal_name
