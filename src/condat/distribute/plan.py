"""The plan of one cycle: what to write, with whom, where and when, chosen together.

The choice is the best under the team's means (budget, capacity, cadence, people) up to the gap
that is told; rows that the team accepted or changed keep their place, what it dismissed stays out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from condat.distribute.constraints import by_person, by_piece, by_slot, capacity
from condat.distribute.decisions import Decision, Proposal
from condat.distribute.effects import Experience, experience
from condat.distribute.keywords import Keyword, keywords
from condat.distribute.material import Material, Record
from condat.distribute.moments import Slot, hours_of, lead, measures, slots, sooner
from condat.distribute.partners import Partner, partners
from condat.distribute.pieces import Pieces, matches, pieces, topic_of, topics_of, with_effects
from condat.distribute.problem import NEVER, Problem, Reals, Whole
from condat.distribute.rows import Chosen, decided_row, proposed_row
from condat.distribute.solver import Choice, choose
from condat.distribute.tables import PLAN
from condat.distribute.value import worth
from condat.distribute.writers import Written, written


@dataclass(frozen=True)
class Planned:
    """A plan, and how sure it is to be the best one.

    Parameters
    ----------
    table : pyarrow.Table
        Of the schema ``PLAN``, in the order of time.
    value, bound, gap : float
        Of the rows that were chosen, and of the best possible choice; ``gap`` is a share.
    considered : int
        Combinations of piece, person and moment that were looked at.
    uncovered : tuple of str
        Messages and personas that no row carries.
    """

    table: pa.Table
    value: float
    bound: float
    gap: float
    considered: int
    uncovered: tuple[str, ...]

    @property
    def measures(self) -> dict[str, Any]:
        """All but the rows, as plain values."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "table"}


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
    known = experience(material)
    standing = material.decisions.standing(material.as_of, cycle_days=material.means.cycle_days)
    kept = [decision for decision in standing if decision.verdict != "dismissed"]
    gone = [decision.proposal for decision in standing if decision.verdict == "dismissed"]
    fixed = [decision.proposal for decision in kept]
    every = keywords(material)
    taken = {proposal.keyword for proposal in fixed}
    free = [k for k in every if k.term not in taken and k.label not in taken]
    people = partners(material)
    found = with_effects(pieces(material, free, people), known)
    moments = slots(material, hours_of(material, known.drivers))
    scene = _Scene(material, known, found, people, moments)
    problem = scene.problem(fixed, gone)
    choice = choose(problem, gap=gap, seconds=seconds, seed=material.seed)
    rows = scene.rows(choice)
    rows += [decided_row(decision, every, material) for decision in _ahead(kept, material)]
    return _planned(rows, choice, problem, material)


def _ahead(kept: Sequence[Decision], material: Material) -> list[Decision]:
    return [decision for decision in kept if decision.proposal.moment > material.as_of]


@dataclass(frozen=True)
class _Scene:
    """The candidates of a cycle: what can be combined into rows."""

    material: Material
    known: Experience
    found: Pieces
    people: list[Partner]
    moments: list[Slot]

    @cached_property
    def matches(self) -> tuple[Reals, list[str], list[Whole]]:
        """What each person brings to each piece, the persons, and their entries by topic."""
        match, uris, entry = matches(self.found, self.people)
        return self._versed(match, uris), uris, entry

    @cached_property
    def written(self) -> Written:
        """Where each person wrote on each keyword."""
        terms = sorted({keyword.term for keyword in self.found.keywords})
        return written(self.material, terms, sorted({partner.uri for partner in self.people}))

    def _versed(self, match: Reals, uris: list[str]) -> Reals:
        """Leave each keyword to those who have written on it."""
        versed = np.zeros((len(self.found.keywords), 1 + len(uris)), np.bool_)
        versed[:, 0] = True
        column = {uri: 1 + i for i, uri in enumerate(uris)}
        terms: dict[str, list[int]] = {}
        for k, keyword in enumerate(self.found.keywords):
            terms.setdefault(keyword.term, []).append(k)
        for term, uri in self.written:
            versed[terms[term], column[uri]] = True
        return np.where(versed[self.found.keyword], match, NEVER)

    def problem(self, fixed: list[Proposal], gone: list[Proposal]) -> Problem:
        """Write the choice as arrays, with the limits that decided rows leave."""
        found, means = self.found, self.material.means
        match, uris, _ = self.matches
        rows = capacity(means, len(found.places))
        rates = dict.fromkeys(uris, 0.0)
        for partner in self.people:
            rates[partner.uri] = max(rates[partner.uri], partner.cost or 0.0)
        costs = np.array([0.0, *rates.values()])
        limits = (
            *by_piece(found, fixed, rows),
            *by_person(uris, costs, fixed, means),
            *by_slot(found, self.moments, fixed, self.material),
        )
        match = _without(match, found, uris, gone)
        return Problem(found.value(), match, self._slots(), found.place, rows - len(fixed), limits)

    def _slots(self) -> Reals:
        """Return what each moment brings to each piece; NEVER before it can be ready."""
        found, means = self.found, self.material.means
        days = np.array([slot.day for slot in self.moments])
        known = [[measures(s, p, self.known.drivers) for s in self.moments] for p in found.personas]
        moment = np.array(known) * worth("moment", 1.0)
        ready = np.array([lead(form, means) for form in found.forms])[:, None] <= days[None, :]
        rising = np.array([k.rising for k in found.keywords], np.float64)[found.keyword]
        early = rising[:, None] * sooner(days, means)[None, :] * worth("sooner", 1.0)
        total: Reals = np.where(ready[found.form], moment[found.persona] + early, NEVER)
        return np.where(np.isfinite(total), total.round(9), NEVER)

    def rows(self, choice: Choice) -> list[Record]:
        """Write what was chosen as rows of the plan."""
        entry = self.matches[2]
        topics = topics_of(self.found, self.people)
        rows = []
        for piece, person, slot in choice.columns.tolist():
            keyword = self.found.keywords[self.found.keyword[piece]]
            number = entry[topics[topic_of(keyword, topics)]][person] if person else -1
            partner = self.people[number] if number >= 0 else None
            post = self.written.get((keyword.term, partner.uri)) if partner else None
            chosen = Chosen(self.found, piece, partner, self.moments[slot], post)
            rows.append(proposed_row(chosen, self.known, self.material))
        return rows


def _without(match: Reals, found: Pieces, uris: list[str], gone: list[Proposal]) -> Reals:
    """Rule out what was dismissed: its keyword with its person, in whatever form."""
    match = match.copy()
    column = {None: 0} | {uri: 1 + i for i, uri in enumerate(uris)}
    for proposal in gone:
        same = np.array([_same(k, proposal) for k in found.keywords], np.bool_)[found.keyword]
        if proposal.person_uri in column:
            match[same, column[proposal.person_uri]] = NEVER
    return match


def _same(keyword: Keyword, proposal: Proposal) -> bool:
    return proposal.keyword in (keyword.term, keyword.label)


def _planned(rows: list[Record], choice: Choice, problem: Problem, material: Material) -> Planned:
    rows = sorted(rows, key=lambda row: (row["moment"], row["keyword"], row["row"]))
    placed = [row | {"position": position} for position, row in enumerate(rows, 1)]
    table = pa.Table.from_pylist(placed, schema=PLAN)
    carried = {row["message"] for row in rows} | {row["persona"] for row in rows}
    wanted = [*material.strategy.messages, *(persona.name for persona in material.personas)]
    uncovered = tuple(name for name in wanted if name not in carried)
    size = int(np.isfinite(problem.match).sum()) * max(problem.slot.shape[1], 1)
    return Planned(table, choice.value, choice.bound, choice.gap, size, uncovered)
