"""The plan of one cycle: what to write, with whom, where and when, chosen together.

The choice is the best under the team's means (budget, capacity, cadence, people) up to the gap
that is told; rows that the team accepted or changed keep their place, what it dismissed stays out.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from condat.distribute.candidates.asked import title
from condat.distribute.candidates.fitting import STRANGER
from condat.distribute.ceilings import ceilings
from condat.distribute.decisions import Decision
from condat.distribute.limits.conflicts import conflicts
from condat.distribute.material import Material, Record
from condat.distribute.planned import Measures, Missed, Planned
from condat.distribute.scene import Scene
from condat.distribute.solve.problem import Problem
from condat.distribute.solve.solver import choose
from condat.distribute.tables import PLAN


def plan(material: Material, *, gap: float = 1e-3, seconds: float = 10.0) -> Planned:
    """Choose the rows of the cycle that starts on the day after ``as_of``.

    Parameters
    ----------
    material : Material
    gap : float
        Stop once the choice is proven within this share of the best.
    seconds : float
        Stop the solver then anyway; the gap that is told stays true.

    Returns
    -------
    Planned
        With an empty table where no keyword is known.
    """
    scene = Scene.of(material)
    problem = scene.problem
    choice = choose(problem, gap=gap, seconds=seconds, seed=material.seed)
    table = _table(scene.rows(choice), scene)
    standing = scene.standing
    measures = Measures(
        value=choice.value,
        bound=choice.bound,
        gap=choice.gap,
        considered=_considered(problem),
        uncovered=_uncovered(table, scene),
        ceilings=ceilings(scene, choice, seconds=seconds),
        calendar=tuple(claim for claim in scene.taken.claims if claim.row is None),
        conflicts=conflicts(material, standing.ahead),
        dismissed=standing.dismissed,
        returned=standing.returned,
    )
    return Planned(table, measures)


def _table(rows: list[Record], scene: Scene) -> pa.Table:
    rows = [_with_return(row, scene.standing.returned) for row in rows]
    rows = sorted(rows, key=lambda row: (row["moment"], row["keyword"], row["row"]))
    placed = [row | {"position": position} for position, row in enumerate(_once(rows), 1)]
    return pa.Table.from_pylist(placed, schema=PLAN)


def _once(rows: list[Record]) -> list[Record]:
    """Leave each question to one row: to the one that has the fewest."""
    owner: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: len(row["questions"])):
        for question in row["questions"]:
            owner.setdefault(question, row["row"])
    kept = [[q for q in row["questions"] if owner[q] == row["row"]] for row in rows]
    return [
        row | {"questions": asked, "idea": title(asked)}
        for row, asked in zip(rows, kept, strict=True)
    ]


def _with_return(row: Record, returned: tuple[Decision, ...]) -> Record:
    """Say of a row that was dismissed once why it is proposed again."""
    again = next((d for d in returned if d.proposal.keyword == row["keyword"]), None)
    if again is None or row["decision"] != "proposed":
        return row
    values = [again.by, again.at.date().isoformat(), again.why]
    return row | {"reasons": [{"code": "decision.returned", "values": values}, *row["reasons"]]}


def _considered(problem: Problem) -> int:
    return int(np.isfinite(problem.match).sum()) * max(problem.slot.shape[1], 1)


def _uncovered(table: pa.Table, scene: Scene) -> tuple[Missed, ...]:
    carried = {*table["message"].to_pylist(), *table["persona"].to_pylist()}
    strategy, found = scene.material.strategy, scene.found
    near = np.nan_to_num(found.near).max(axis=0, initial=0.0)
    missed = [
        Missed(name, "uncovered.far" if near[m] < STRANGER else "uncovered.room")
        for m, name in enumerate(strategy.messages)
        if name not in carried
    ]
    spoken = {keyword.language for keyword in scene.every}
    for persona in scene.material.personas:
        unread = bool(persona.languages) and not spoken & set(persona.languages)
        if persona.name not in carried:
            code = "uncovered.language" if unread else "uncovered.room"
            missed.append(Missed(persona.name, code, persona.languages if unread else ()))
    return tuple(missed)
