"""How a plan is spread: what each message, persona, form, place and person gets of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

DIMENSIONS = ("message", "persona", "form", "place", "person")


@dataclass(frozen=True)
class Part:
    """What one of them gets: pieces, what is paid for them, and how many have no price yet."""

    value: str  # empty: none, such as nobody from outside
    pieces: int
    cost: float
    unpriced: int = 0


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
    ...     print(name, [(part.value, part.pieces, part.cost, part.unpriced) for part in parts])
    message [('Feed it', 1, 50.0, 0), ('', 1, 0.0, 1), ('Wait', 0, 0.0, 0)]
    place [('blog', 2, 50.0, 1)]
    """
    every = {name: [str(row.get(name) or "") for row in rows] for name in DIMENSIONS}
    costs = [row.get("cost") for row in rows]
    return {
        name: _parts(values, costs, wanted.get(name, ()))
        for name, values in every.items()
        if any(values)
    }


def _parts(
    values: Sequence[str], costs: Sequence[float | None], wanted: Iterable[str]
) -> tuple[Part, ...]:
    asked: dict[str, list[float | None]] = {value: [] for value in (*values, *wanted)}
    for value, cost in zip(values, costs, strict=True):
        asked[value].append(cost)
    found = [
        Part(value, len(paid), sum((one or 0.0 for one in paid), 0.0), paid.count(None))
        for value, paid in asked.items()
    ]
    return tuple(sorted(found, key=lambda part: -part.pieces))
