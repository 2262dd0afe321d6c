"""Decided rows that cannot all be within the team's means: named, never dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from condat.distribute.candidates.claims import Claim, claims, first_day
from condat.distribute.decisions import Decision
from condat.distribute.limits.standing import asked, partner
from condat.distribute.material import Material


@dataclass(frozen=True)
class Conflict:
    """A limit that decisions go over: what they take, what there is, and which they are.

    ``limit`` is ``rows``, ``budget``, ``partners``, ``person``, ``week``, ``place`` or ``day``;
    ``name`` is the person or place; ``since`` the day, or the first day of the week.
    """

    limit: str
    taken: float
    most: float
    rows: tuple[str, ...]  # ids of the decided rows
    planned: int = 0  # entries of the calendar among what is taken
    name: str = ""
    since: date | None = None


def conflicts(material: Material, ahead: Sequence[Decision]) -> tuple[Conflict, ...]:
    """Name the limits that decided rows, with the calendar, go over."""
    found = [*_means(material, ahead), *_people(ahead), *_crowded(material, ahead)]
    return tuple(one for one in found if one.taken > one.most and one.rows)


def _means(material: Material, ahead: Sequence[Decision]) -> Iterator[Conflict]:
    means, inside = material.means, {claim.row for claim in claims(material, ahead)}
    rows = tuple(d.row for d in ahead if d.row in inside)
    yield Conflict("rows", len(rows), means.rows, rows)
    costly = [d for d in ahead if d.proposal.cost]
    cost = sum(d.proposal.cost or 0.0 for d in costly)
    yield Conflict("budget", cost, means.budget, tuple(d.row for d in costly))
    helped = [d for d in ahead if asked(d.proposal)]
    count = len({asked(d.proposal) for d in helped})
    yield Conflict("partners", count, means.partners_per_cycle, tuple(d.row for d in helped))


def _people(ahead: Sequence[Decision]) -> Iterator[Conflict]:
    theirs = defaultdict(list)
    for decision in ahead:
        if partner(decision.proposal):
            theirs[partner(decision.proposal)].append(decision)
    for who, given in theirs.items():
        name = given[0].proposal.person or who
        yield Conflict("person", len(given), 1, tuple(d.row for d in given), name=name)


def _crowded(material: Material, ahead: Sequence[Decision]) -> Iterator[Conflict]:
    means, first = material.means, first_day(material)
    weeks, places, days = (defaultdict[tuple[str, int], list[Claim]](list) for _ in range(3))
    for claim in claims(material, ahead):
        monday = claim.day // 7 * 7
        weeks["", monday].append(claim)
        if claim.place:
            places[claim.place.casefold(), monday].append(claim)
            days[claim.place.casefold(), claim.day].append(claim)
    groups = (
        ("week", means.pieces_per_week, weeks),
        ("place", means.per_place_per_week, places),
        ("day", 1, days),
    )
    for limit, most, grouped in groups:
        for (_, day), held in sorted(grouped.items()):
            yield _over(limit, held, most, first + timedelta(days=day))


def _over(limit: str, held: list[Claim], most: int, since: date) -> Conflict:
    rows = tuple(claim.row for claim in held if claim.row)
    name = "" if limit == "week" else held[0].place
    return Conflict(limit, len(held), most, rows, len(held) - len(rows), name, since)
