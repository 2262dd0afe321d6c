"""The choice of a plan as arrays: what can be combined, what it is worth, what limits it.

A *column* is a triple (piece, person, slot). Its value is the sum of three parts, ``piece[p] +
match[p, a] + slot[p, h]``, and each limit looks at one of the three only (a slot's limit may also
look at the piece's place). That is what lets the solver price a hundred million columns without
writing them down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]
Axis = Literal["piece", "person", "slot"]
NEVER = -np.inf  # the value of what cannot be combined


@dataclass(frozen=True)
class Limits:
    """A family of limits: the columns of a group weigh at most ``upper``, cover ``lower``.

    Parameters
    ----------
    axis : {"piece", "person", "slot"}
        What the group depends on.
    group : ndarray of int
        Group of each piece (P,), person (A,), or place and slot (L, H); -1: not concerned.
    upper : ndarray of float
        Most that the columns of each group may weigh together.
    lower : ndarray of float, optional
        How many columns each group should have; missing ones cost more than any column is worth.
    weight : ndarray of float, optional
        Weight of each person's columns; one where not given.
    """

    axis: Axis
    group: Whole
    upper: Reals
    lower: Reals | None = None
    weight: Reals | None = None


@dataclass(frozen=True)
class Problem:
    """What can be planned. Person 0 is nobody; ``place`` is a row of the slots' groups.

    Examples
    --------
    >>> problem = Problem.of(piece=[1.0, 2.0], match=[[0.0], [0.0]], slot=[[0.0], [0.5]], rows=1)
    >>> float(problem.value(np.array([[1, 0, 0]]))[0])
    2.5
    """

    piece: Reals  # (P,)
    match: Reals  # (P, A)
    slot: Reals  # (P, H)
    place: Whole  # (P,)
    rows: int
    limits: tuple[Limits, ...] = ()

    @classmethod
    def of(cls, *, piece: object, match: object, slot: object, rows: int) -> Problem:
        """Build a problem without limits but the number of rows, all in one place."""
        values = [np.asarray(part, dtype=np.float64) for part in (piece, match, slot)]
        place = np.zeros(len(values[0]), np.int64)
        return cls(values[0], values[1], values[2], place, rows)

    def value(self, columns: Whole) -> Reals:
        """Return the value of each (piece, person, slot) of an (N, 3) array."""
        p, a, h = columns.T
        total: Reals = self.piece[p] + self.match[p, a] + self.slot[p, h]
        return total


def merge_slots(problem: Problem) -> tuple[Problem, Whole]:
    """Keep the best of the slots that no limit tells apart.

    Returns
    -------
    Problem
        With a slot for each group of slots.
    ndarray of int
        The slot that stands for each piece and group, shape (P, groups).
    """
    views = [limits.group for limits in problem.limits if limits.axis == "slot"]
    width = problem.slot.shape[1]
    seen = np.concatenate(views) if views else np.zeros((1, width), np.int64)
    _, first, kind = np.unique(seen, axis=1, return_index=True, return_inverse=True)
    members = [np.flatnonzero(kind.reshape(-1) == k) for k in range(len(first))]
    best = [m[np.argmax(problem.slot[:, m], axis=1)] for m in members]
    hours: Whole = np.stack(best, axis=1)
    slot = np.take_along_axis(problem.slot, hours, axis=1)
    limits = tuple(
        replace(family, group=family.group[:, first]) if family.axis == "slot" else family
        for family in problem.limits
    )
    return replace(problem, slot=slot, limits=limits), hours


def charge(problem: Problem, duals: list[Reals]) -> tuple[Reals, Reals, Reals]:
    """Take the price of each limit off the three parts of the value.

    Parameters
    ----------
    problem : Problem
    duals : list of ndarray
        Price of each group, one array a family.

    Returns
    -------
    tuple of ndarray
        Piece (P,), match (P, A) and slot (P, H) values after the prices.
    """
    piece, person, slot = problem.piece.copy(), np.zeros(problem.match.shape[1]), problem.slot
    for limits, dual in zip(problem.limits, duals, strict=True):
        priced = np.where(limits.group >= 0, dual[np.maximum(limits.group, 0)], 0.0)
        if limits.axis == "piece":
            piece -= priced
        elif limits.axis == "person":
            person += priced * (1.0 if limits.weight is None else limits.weight)
        else:
            slot = slot - priced[problem.place]
    return piece, problem.match - person, slot
