"""Choose what is worth most together, and say how far from the best possible that can be.

The linear relaxation is solved over a few choices; its prices find better ones among all of them
until none is left (column generation, Gilmore & Gomory 1961). Its value bounds every plan. The
whole-number programme is then solved over what the prices do not rule out of a better plan, so
that the bound also holds for the combinations that were never written down.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from condat.distribute.solve.master import Mask, Master, Solved
from condat.distribute.solve.problem import Problem, Reals, Whole, charge, merge_slots

CLOSE = 1e-7
ROUNDS = 200
FEW = 3  # persons and slots of a piece tried at once
ACTIVE = 400  # pieces tried at once
WIDTH = 0.003  # what is kept for the first whole-number programme, as a share of the bound
WIDEST = 100_000  # persons and slots of the last one


@dataclass(frozen=True)
class Choice:
    """The chosen (piece, person, slot) triples, what they are worth, and the best possible.

    ``gap`` is the share of the best possible value that this choice may be missing.
    """

    columns: Whole
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """How much of the best possible value may be missing, from 0 to 1."""
        return 0.0 if self.bound <= CLOSE else max(0.0, 1.0 - self.value / self.bound)


def choose(problem: Problem, *, gap: float = 1e-3, seconds: float = 10.0, seed: int = 0) -> Choice:
    """Choose at most ``problem.rows`` triples within every limit.

    Parameters
    ----------
    problem : Problem
    gap : float
        Stop once the choice is proven within this share of the best.
    seconds : float
        Stop then anyway; the gap that is reported stays true.
    seed : int

    Returns
    -------
    Choice
        Triples sorted by piece.

    Examples
    --------
    >>> problem = Problem.of(piece=[1.0, 2.0], match=[[0.0], [0.0]], slot=[[0.0], [0.5]], rows=1)
    >>> choose(problem).columns.tolist(), choose(problem).gap
    ([[1, 0, 0]], 0.0)
    """
    small, hours = merge_slots(problem)
    best = _parts(small.piece, small.match, small.slot).best
    if problem.rows < 1 or not np.isfinite(best).any():
        return Choice(np.empty((0, 3), np.int64), 0.0, 0.0)
    penalty = 1.0 + 2.0 * problem.rows * float(np.abs(best[np.isfinite(best)]).max())
    master = Master(small, penalty=penalty, seed=seed)
    until = time.monotonic() + seconds
    parts = _converge(master, until=until - seconds / 2)
    choice = _whole(master, parts, gap=gap, until=until)
    p, a, c = choice.columns.T
    return replace(choice, columns=np.stack([p, a, hours[p, c]], axis=1))


@dataclass(frozen=True)
class _Parts:
    """The three parts of the value after the prices of the limits, and the bound they prove."""

    piece: Reals
    match: Reals
    slot: Reals
    best_match: Reals
    best_slot: Reals
    bound: float = np.inf

    @property
    def best(self) -> Reals:
        """The most that each piece can bring."""
        total: Reals = self.piece + self.best_match + self.best_slot
        return total


def _parts(piece: Reals, match: Reals, slot: Reals) -> _Parts:
    return _Parts(piece, match, slot, match.max(axis=1), slot.max(axis=1))


def _converge(master: Master, *, until: float) -> _Parts:
    problem = master.problem
    parts = _parts(problem.piece, problem.match, problem.slot)
    master.add(*_promising(parts))
    for _ in range(ROUNDS):
        solved = master.relaxed()
        piece, match, slot = charge(problem, solved.duals[1:])
        parts = _parts(piece - solved.duals[0], match, slot)
        gains = np.sort(np.maximum(parts.best, 0.0))[-problem.rows :]
        parts = replace(parts, bound=solved.bound + float(gains.sum()))
        settled = parts.bound - solved.objective <= CLOSE * max(1.0, abs(parts.bound))
        if settled or time.monotonic() > until or not master.add(*_promising(parts)):
            break
    return parts


def _promising(parts: _Parts) -> tuple[Mask, Mask]:
    """Pick the best persons and slots of the pieces that could still bring something."""
    best = parts.best
    active = np.argsort(-best, kind="stable")[:ACTIVE]
    active = active[best[active] > CLOSE]
    return _top(parts.match, active), _top(parts.slot, active)


def _top(values: Reals, active: Whole) -> Mask:
    few = min(FEW, values.shape[1])
    order = np.argsort(-values[active], axis=1, kind="stable")[:, :few]
    picked = np.zeros(values.shape, np.bool_)
    picked[active[:, None], order] = True
    return picked & np.isfinite(values)


def _whole(master: Master, parts: _Parts, *, gap: float, until: float) -> Choice:
    scale = max(abs(parts.bound), CLOSE)
    solved, bound = _within(master, parts, WIDTH * scale, gap * scale, until)
    if bound - solved.objective > gap * scale and time.monotonic() < until:
        everything = parts.bound - solved.objective  # a better choice loses less than this
        again, tighter = _within(master, parts, everything, gap * scale, until)
        bound = min(bound, tighter)
        solved = again if again.objective >= solved.objective else solved
    value = float(master.problem.value(solved.columns).sum())
    return Choice(solved.columns, value, value + max(0.0, bound - solved.objective))


def _within(
    master: Master, parts: _Parts, width: float, gap: float, until: float
) -> tuple[Solved, float]:
    """Solve over what costs at most ``width`` of the bound; return the bound of everything."""
    width = _affordable(parts, width)
    master.add(*_near(parts, width))
    left = max(0.5, until - time.monotonic())
    solved = master.whole(gap=gap / 2, seconds=left)
    return solved, min(parts.bound, max(solved.bound, parts.bound - width))


def _near(parts: _Parts, width: float) -> tuple[Mask, Mask]:
    """Pick what a choice within ``width`` of the bound can hold.

    A choice with a part that loses more than that against its piece's best is worth less: at the
    prices, the bound is the sum of the best of the pieces that gain.
    """
    least = np.maximum(parts.best, 0.0) - parts.piece - width - CLOSE
    persons = parts.match >= (least - parts.best_slot)[:, None]
    slots = parts.slot >= (least - parts.best_match)[:, None]
    return persons, slots


def _affordable(parts: _Parts, width: float) -> float:
    """Narrow the width until what it keeps can be solved."""
    while sum(int(mask.sum()) for mask in _near(parts, width)) > WIDEST:
        width /= 2
    return width
