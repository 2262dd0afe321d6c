"""What was given to whom, and when a written contract becomes due.

The sum counts cash and value in kind, ex. VAT, of one influencer, advertiser, calendar year and
promotional objective. What is not known, or is in another currency, is told apart: it is neither
nothing nor converted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import cast

from condat.create.deals.rules import Threshold, rule

CONTRACT = "fr-written-contract"
NOTHING = "none"


@dataclass(frozen=True)
class Given:
    """Something given, or promised, for a promotion.

    ``value`` is ex. VAT; None says that nobody knows it yet. ``kind`` is ``cash``, ``content``,
    ``event``, ``product`` or ``none``.
    """

    influencer: str
    advertiser: str
    objective: str
    on: date
    kind: str
    value: Decimal | None
    currency: str = "EUR"


@dataclass(frozen=True, order=True)
class Scope:
    """What is summed together."""

    influencer: str
    advertiser: str
    year: int
    objective: str


@dataclass(frozen=True)
class Sum:
    """Where one scope stands under a threshold.

    Attributes
    ----------
    total : Decimal
        In the currency of the threshold.
    others : mapping of str to Decimal
        Sums in other currencies, which are not added.
    unvalued : int
        How many things have no value yet.
    reached : bool
        Whether the total is at the threshold or beyond, on a day when the rule holds.
    """

    scope: Scope
    rule: Threshold
    total: Decimal
    others: Mapping[str, Decimal] = field(default_factory=dict)
    unvalued: int = 0

    @property
    def holds(self) -> bool:
        """Whether the rule was in force that year."""
        return self.scope.year >= self.rule.since.year

    @property
    def reached(self) -> bool:
        """Whether a written contract is required."""
        return self.holds and self.total >= self.rule.amount

    @property
    def certain(self) -> bool:
        """Whether nothing is left out of the total."""
        return not self.others and not self.unvalued

    @property
    def left(self) -> Decimal:
        """How much can still be given below the threshold."""
        return max(self.rule.amount - self.total, Decimal(0))


def sums(given: Iterable[Given]) -> dict[Scope, Sum]:
    """Sum what was given, scope by scope.

    Examples
    --------
    >>> day = date(2026, 3, 1)
    >>> fee = Given("Ana", "Moulin", "Workshop", day, "cash", Decimal(700))
    >>> oven = Given("Ana", "Moulin", "workshop ", day, "product", Decimal(300))
    >>> [one] = sums([fee, oven]).values()
    >>> one.total, one.reached
    (Decimal('1000'), True)
    """
    threshold = cast(Threshold, rule(CONTRACT))
    grouped: dict[Scope, list[Given]] = defaultdict(list)
    for one in given:
        grouped[scope_of(one)].append(one)
    return {scope: _sum(scope, grouped[scope], threshold) for scope in sorted(grouped)}


def scope_of(given: Given) -> Scope:
    """Say with what something is summed; an objective is the same however it is typed."""
    return Scope(
        _same(given.influencer), _same(given.advertiser), given.on.year, _same(given.objective)
    )


def crossing(before: Iterable[Given], new: Given) -> Sum | None:
    """Return where the scope stands once something is given, if that reaches the threshold.

    None when it stays below, and when it was reached already.

    Examples
    --------
    >>> day = date(2026, 3, 1)
    >>> fee = Given("Ana", "Moulin", "Workshop", day, "cash", Decimal(700))
    >>> crossing([fee], Given("Ana", "Moulin", "Workshop", day, "event", Decimal(299))) is None
    True
    >>> crossing([fee], Given("Ana", "Moulin", "Workshop", day, "event", Decimal(300))).total
    Decimal('1000')
    """
    known, scope = list(before), scope_of(new)
    stood = sums(known).get(scope)
    stands = sums([*known, new])[scope]
    return stands if stands.reached and not (stood and stood.reached) else None


def _sum(scope: Scope, given: list[Given], threshold: Threshold) -> Sum:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    unvalued = 0
    for one in given:
        if one.kind == NOTHING:
            continue
        if one.value is None:
            unvalued += 1
        else:
            totals[one.currency] += one.value
    total = totals.pop(threshold.currency, Decimal(0))
    return Sum(scope, threshold, total, dict(sorted(totals.items())), unvalued)


def _same(text: str) -> str:
    return " ".join(text.casefold().split())
