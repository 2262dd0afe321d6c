"""Which indicators to keep: one without an objective, an owner and a decision goes first.

At most seven stay: nobody watches more (Miller 1956 is often named for it; the number is ours).
Whether an indicator carries information on the outcome is another question, not answered here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from condat.measure.scorecard import money

Lack = Literal["objective", "owner", "decision", "value"]
MOST = 7


@dataclass(frozen=True)
class Named:
    """What an indicator has: an objective, an owner, a decision that it would change."""

    name: str
    objective: str
    owner: str
    decision: str


def lacks(one: Named) -> tuple[Lack, ...]:
    """Say what an indicator lacks to be kept.

    Examples
    --------
    >>> lacks(Named("Views", "Be known", "", ""))
    ('owner', 'decision')
    >>> lacks(Named("EMV", "Be known", "Ana", "Stop the campaign"))
    ('value',)
    """
    parts = (("objective", one.objective), ("owner", one.owner), ("decision", one.decision))
    missing: list[Lack] = [name for name, text in parts if not text.strip()]  # type: ignore[misc]
    return (*missing, "value") if money(one.name) else tuple(missing)


def sort(every: Sequence[Named]) -> tuple[list[Named], list[Named]]:
    """Return the indicators that could be kept, and those to drop first: what lacks most.

    Examples
    --------
    >>> sales = Named("Sales", "Grow", "Ana", "The budget")
    >>> kept, dropped = sort([Named("Likes", "", "", ""), sales])
    >>> kept[0].name, dropped[0].name
    ('Sales', 'Likes')
    """
    whole = [one for one in every if not lacks(one)]
    rest = sorted((one for one in every if lacks(one)), key=lambda one: -len(lacks(one)))
    return whole, rest
