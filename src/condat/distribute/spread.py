"""How a plan is spread: what each message, persona, form, place and person gets of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

DIMENSIONS = ("message", "persona", "form", "place", "person")


@dataclass(frozen=True)
class Part:
    """What one of them gets: pieces, and what is paid for them."""

    value: str  # empty: none, such as nobody from outside
    pieces: int
    cost: float


def spread(
    rows: Sequence[Mapping[str, Any]], wanted: Mapping[str, Iterable[str]]
) -> dict[str, tuple[Part, ...]]:
    """Count the pieces of each value of each dimension, those with most first.

    Parameters
    ----------
    rows : sequence of rows
        Of ``PLAN``, those that stand.
    wanted : mapping of str to strings
        Values of a dimension that the team wants: one that no row serves gets nought.

    Returns
    -------
    dict
        By dimension; one that no row has a value of is left out.

    Examples
    --------
    >>> rows = [{"message": "Feed it", "place": "blog", "cost": 50.0}, {"place": "blog"}]
    >>> for name, parts in spread(rows, {"message": ["Feed it", "Wait"]}).items():
    ...     print(name, [(part.value, part.pieces, part.cost) for part in parts])
    message [('Feed it', 1, 50.0), ('', 1, 0.0), ('Wait', 0, 0.0)]
    place [('blog', 2, 50.0)]
    """
    every = {name: [str(row.get(name) or "") for row in rows] for name in DIMENSIONS}
    costs = [float(row.get("cost") or 0.0) for row in rows]
    return {
        name: _parts(values, costs, wanted.get(name, ()))
        for name, values in every.items()
        if any(values)
    }


def _parts(
    values: Sequence[str], costs: Sequence[float], wanted: Iterable[str]
) -> tuple[Part, ...]:
    paid = dict.fromkeys((*values, *wanted), 0.0)
    for value, cost in zip(values, costs, strict=True):
        paid[value] += cost
    found = [Part(value, values.count(value), cost) for value, cost in paid.items()]
    return tuple(sorted(found, key=lambda part: -part.pieces))
