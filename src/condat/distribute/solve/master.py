"""The solver's model (HiGHS), over the pieces, persons and slots that looked useful so far.

A column (piece, person, slot) is kept as three choices tied together: the piece, one person for it
and one slot for it. Since no limit looks at a person and a slot at once, this says the same as one
variable for each triple, with a sum of sizes instead of a product.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from condat.distribute.solve.problem import Limits, Problem, Reals, Whole

INFINITY = highspy.kHighsInf
Mask = NDArray[np.bool_]
PERSON, SLOT, PIECE = 0, 1, 2  # kinds of variable
NO_ROWS: NDArray[np.int32] = np.zeros(0, np.int32)


@dataclass(frozen=True)
class Solved:
    """What one run of the solver found.

    ``bound`` is the solver's own for whole numbers; with fractions, what the limits are worth at
    their prices (no choice is in it).
    """

    objective: float
    bound: float
    columns: Whole  # chosen triples; meaningful for whole numbers only
    duals: list[Reals]  # price of the number of rows, then of each group, one array a family


class Master:
    """A model that grows. Its first limit is the number of rows.

    What a group *should* have but has not costs ``penalty``: more than all columns are worth, so
    that a message is left out only when nothing can carry it.
    """

    def __init__(self, problem: Problem, *, penalty: float, seed: int) -> None:
        self.problem = problem
        self._person: Mask = np.zeros(problem.match.shape, np.bool_)
        self._slot: Mask = np.zeros(problem.slot.shape, np.bool_)
        self._link: Whole = np.full(len(problem.piece), -1)  # first of the two rows of a piece
        self._keys: list[Whole] = []  # (kind, piece, person or slot) of each variable
        self._starts = np.cumsum([1] + [len(limits.upper) for limits in problem.limits])
        self._model = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", seed)):
            self._model.setOptionValue(option, value)
        self._add_limits()
        self._penalty = penalty
        self._slacks = self._add_slacks()

    def add(self, persons: Mask, slots: Mask) -> int:
        """Add persons (P, A) and slots (P, H) of pieces; return how many were new."""
        pieces = np.flatnonzero((persons.any(axis=1) | slots.any(axis=1)) & (self._link < 0))
        self._add_pieces(pieces)
        p, a = np.nonzero(persons & ~self._person)
        self._add_parts(p, a, PERSON)
        q, h = np.nonzero(slots & ~self._slot)
        self._add_parts(q, h, SLOT)
        self._person |= persons
        self._slot |= slots
        return len(p) + len(q)

    def relaxed(self) -> Solved:
        """Solve with fractions allowed; the prices of the limits come with it."""
        self._model.run()
        prices = -np.asarray(self._model.getSolution().row_dual)[: len(self._upper)]
        at = np.where(prices < 0, self._lower, self._upper)
        # Rounding may price a limit that is not there; any prices bound the best choice.
        prices, at = np.where(np.isfinite(at), prices, 0.0), np.where(np.isfinite(at), at, 0.0)
        value = float(prices @ at)
        split = [prices[a:b] for a, b in zip(self._starts, self._starts[1:], strict=False)]
        return self._solved(value, [prices[:1], *split])

    def whole(self, *, gap: float, seconds: float) -> Solved:
        """Solve with whole numbers, to an absolute gap.

        Slots may stay fractions at first: where their limits form two nested families (days in
        weeks; days in weeks of a place) the slots of chosen pieces are a flow, whose best is
        whole (Edmonds 1970), and a second, small programme finds it.
        """
        self._model.setOptionValue("mip_rel_gap", 0.0)
        self._model.setOptionValue("mip_abs_gap", gap)
        kinds = np.concatenate([np.full(self._slacks, SLOT), *(keys[:, 0] for keys in self._keys)])
        self._run(whole=kinds != SLOT, seconds=seconds)
        bound = -self._model.getInfo().mip_dual_bound
        amounts = np.asarray(self._model.getSolution().col_value)
        fixed = np.flatnonzero(kinds != SLOT)
        if not len(amounts):
            return self._solved(bound, [])
        self._bound(fixed, np.round(amounts[fixed]), np.round(amounts[fixed]))
        self._run(whole=kinds == SLOT, seconds=seconds)
        found = self._solved(bound, [])
        self._bound(fixed, np.zeros(len(fixed)), np.ones(len(fixed)))
        return found

    def _run(self, *, whole: Mask, seconds: float) -> None:
        count = len(whole)
        kinds = np.where(whole, int(highspy.HighsVarType.kInteger), 0).astype(np.uint8)
        kinds[: self._slacks] = 0
        self._model.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kinds)
        self._model.setOptionValue("time_limit", self._model.getRunTime() + seconds)
        self._model.run()

    def _bound(self, columns: Whole, lower: Reals, upper: Reals) -> None:
        self._model.changeColsBounds(len(columns), columns.astype(np.int32), lower, upper)

    def _solved(self, bound: float, duals: list[Reals]) -> Solved:
        info = self._model.getInfo()
        if not np.isfinite(info.objective_function_value):
            return Solved(-np.inf, bound, np.empty((0, 3), np.int64), duals)
        amounts = np.asarray(self._model.getSolution().col_value)
        objective = -info.objective_function_value
        return Solved(objective, bound, self._chosen(amounts[self._slacks :]), duals)

    def _chosen(self, amounts: Reals) -> Whole:
        keys = np.concatenate(self._keys)[amounts > 0.5]
        persons, slots = (keys[keys[:, 0] == kind][:, 1:] for kind in (PERSON, SLOT))
        slot_of = dict(slots.tolist())
        found = sorted((p, a, slot_of[p]) for p, a in persons.tolist() if p in slot_of)
        return np.array(found, np.int64).reshape(-1, 3)

    def _add_limits(self) -> None:
        families = self.problem.limits
        upper = np.concatenate([[float(self.problem.rows)], *(f.upper for f in families)])
        lower = [
            np.full(len(f.upper), -INFINITY) if f.lower is None else np.maximum(f.lower, 0.0)
            for f in families
        ]
        self._upper, self._lower = upper, np.concatenate([[-INFINITY], *lower])
        starts = np.zeros(len(upper), np.int32)
        self._model.addRows(len(upper), self._lower, upper, 0, starts, NO_ROWS, np.zeros(0))

    def _add_slacks(self) -> int:
        count = 0
        for start, limits in zip(self._starts, self.problem.limits, strict=False):
            for group in np.flatnonzero(_wanted(limits) > 0):
                rows = np.array([start + group], np.int32)
                self._model.addCol(self._penalty, 0.0, INFINITY, 1, rows, np.ones(1))
                count += 1
        return count

    def _add_pieces(self, pieces: Whole) -> None:
        count, first = len(pieces), self._model.getNumRow()
        self._link[pieces] = first + 2 * np.arange(count)
        zeros = np.zeros(2 * count)
        starts = np.zeros(2 * count, np.int32)
        self._model.addRows(2 * count, zeros, zeros, 0, starts, NO_ROWS, np.zeros(0))
        rows = [np.zeros(count, np.int64), self._link[pieces], self._link[pieces] + 1]
        signs = [np.ones(count), -np.ones(count), -np.ones(count)]
        for start, limits in self._of("piece"):
            rows.append(_row(start, limits.group[pieces]))
            signs.append(np.ones(count))
        self._append(self.problem.piece[pieces], rows, signs, (PIECE, pieces, pieces))

    def _add_parts(self, pieces: Whole, parts: Whole, kind: int) -> None:
        count = len(pieces)
        rows, weights = [self._link[pieces] + kind], [np.ones(count)]
        for start, limits in self._of("slot" if kind == SLOT else "person"):
            group = limits.group[self.problem.place[pieces], parts] if kind else limits.group[parts]
            rows.append(_row(start, group))
            weights.append(np.ones(count) if limits.weight is None else limits.weight[parts])
        values = (self.problem.slot if kind else self.problem.match)[pieces, parts]
        self._append(values, rows, weights, (kind, pieces, parts))

    def _append(
        self,
        values: Reals,
        rows: list[Whole],
        weights: list[Reals],
        key: tuple[int, Whole, Whole],
    ) -> None:
        count = len(values)
        table, amount = np.stack(rows, axis=1), np.stack(weights, axis=1)
        used = (table >= 0) & (amount != 0)
        starts = np.concatenate([[0], np.cumsum(used.sum(axis=1))[:-1]]).astype(np.int32)
        indices, entries = table[used].astype(np.int32), amount[used]
        zeros, ones = np.zeros(count), np.ones(count)
        self._model.addCols(
            count, -values, zeros, ones, len(indices), starts[:count], indices, entries
        )
        self._keys.append(np.stack([np.full(count, key[0]), key[1], key[2]], axis=1))

    def _of(self, axis: str) -> list[tuple[int, Limits]]:
        pairs = zip(self._starts, self.problem.limits, strict=False)
        return [(int(start), limits) for start, limits in pairs if limits.axis == axis]


def _wanted(limits: Limits) -> Reals:
    return np.zeros(0) if limits.lower is None else limits.lower


def _row(start: int, group: Whole) -> Whole:
    found: Whole = np.where(group >= 0, start + group, -1)
    return found
