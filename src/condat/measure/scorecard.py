"""A scorecard in the chain of the AMEC: from what went in to what it changed.

Counting what was published and seen says nothing of what it did; a scorecard that ends there says
so (AMEC, *Integrated Evaluation Framework*, 2016; *Barcelona Principles 3.0*, 2020). The price of
the same space as advertising (AVE) is not computed and not taken; the "value" that tools put on
mentions (EMV) may be shown, beside the chain, as what it is: not a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Tier = Literal["inputs", "activities", "outputs", "outtakes", "outcomes", "impact"]
Money = Literal["ave", "emv", ""]
TIERS: tuple[Tier, ...] = ("inputs", "activities", "outputs", "outtakes", "outcomes", "impact")
_AVE = re.compile(
    r"\bAVEs?\b|advertising value|equivalent advertising|[ée]quivalen\w* (?:achat|publicit)"
    r"|valeur publicitaire|werbe[äa]quivalen|werbewert",
    re.IGNORECASE,
)
_EMV = re.compile(
    r"\bEMV\b|\bMIV\b|earned media value|media impact value|valeur m[ée]dia|medienwert"
    r"|media[- ]?value",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Item:
    """One figure of the chain; ``page`` is where it is opened."""

    tier: Tier
    name: str
    value: float | None
    unit: str = ""
    page: str = ""


@dataclass(frozen=True)
class Scorecard:
    """The chain, what is missing in it, and what does not belong in it.

    Parameters
    ----------
    tiers : mapping of str to tuple of Item
        All six, in order.
    missing : tuple of str
        Tiers without a figure.
    aside : tuple of Item
        Media "values" (EMV): shown, not counted.
    refused : tuple of Item
        Advertising equivalents (AVE): their figures are not shown.
    """

    tiers: Mapping[Tier, tuple[Item, ...]]
    missing: tuple[Tier, ...]
    aside: tuple[Item, ...]
    refused: tuple[Item, ...]

    @property
    def complete(self) -> bool:
        """Whether every tier has a figure."""
        return not self.missing


def money(name: str) -> Money:
    """Tell an advertising equivalent and a media "value" by their names.

    Examples
    --------
    >>> money("Équivalent publicitaire (EUR)"), money("Earned media value"), money("Sign-ups")
    ('ave', 'emv', '')
    """
    if _AVE.search(name):
        return "ave"
    return "emv" if _EMV.search(name) else ""


def scorecard(items: Iterable[Item]) -> Scorecard:
    """Sort figures into the chain and say what is missing.

    Examples
    --------
    >>> card = scorecard([Item("outputs", "Views", 1200.0), Item("outcomes", "EMV", 9e6)])
    >>> card.complete, "outcomes" in card.missing, card.aside[0].name
    (False, True, 'EMV')
    """
    known = [one for one in items if one.value is not None]
    sort = {one: money(one.name) for one in known}
    tiers = {
        tier: tuple(one for one in known if one.tier == tier and not sort[one]) for tier in TIERS
    }
    return Scorecard(
        tiers=tiers,
        missing=tuple(tier for tier in TIERS if not tiers[tier]),
        aside=tuple(one for one in known if sort[one] == "emv"),
        refused=tuple(one for one in known if sort[one] == "ave"),
    )
