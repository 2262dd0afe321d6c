"""The team's word on a row of the plan: accept, change, dismiss, undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from condat.core.errors import InputError, NotFoundError
from condat.core.words import mark
from condat.distribute.decisions import Decision, Proposal, Scope, Verdict
from condat.usecases.desk import Desk
from condat.usecases.plan.agreed import agreed
from condat.usecases.plan.plans import last_plan
from condat.usecases.team.changing import CHANGEABLE, Changes, changed
from condat.usecases.team.decided import decisions_of
from condat.usecases.team.deciding import add, now, signed

FREELY = ("accepted", "undone")  # no reason is asked for


def decide(
    desk: Desk,
    *,
    row: str,
    verdict: Verdict,
    by: str,
    why: str = "",
    changes: Changes | None = None,
    scope: Scope = "row",
) -> Decision:
    """Record the team's word on a row of the last plan, or on a row decided before.

    Parameters
    ----------
    row : str
        The row's id, or the start of it.
    verdict : {"accepted", "changed", "dismissed", "undone"}
    by, why : str
        Who and why; a reason is asked for unless the row is accepted.
    changes : mapping, optional
        Fields of the row and their new values, as text; lists are separated by semicolons.
    scope : {"row", "keyword", "person"}
        What a dismissal keeps out.

    Raises
    ------
    NotFoundError
        When no row has that id.
    InputError
        When the name or the reason is missing, a change is wrong, or nothing is there to undo.
    """
    signed(by, why if verdict not in FREELY else verdict)
    found = _find(desk, row)
    _decidable(desk, found.row, verdict, changes)
    proposal = found.proposal.model_dump() | changed(desk, found.proposal, changes or {})
    decision = Decision(
        row=found.row,
        verdict=verdict,
        by=by.strip(),
        at=now(),
        why=why.strip(),
        as_of=desk.as_of,
        version=found.version,
        scope=scope,
        opportunity=found.opportunity,
        proposal=Proposal.model_validate(proposal),
    )
    add(desk, "decision", decision)
    return decision


def _decidable(desk: Desk, row: str, verdict: Verdict, changes: Changes | None) -> None:
    """Refuse to undo what nobody decided, and to change nothing."""
    if verdict == "undone" and row not in {d.row for d in _standing(desk)}:
        told = mark("Nothing was decided on row {row}.")
        raise InputError(told, row=row, hint=mark("See: condat plan"))
    if verdict == "changed" and not changes:
        hint = mark("One of: {names}.")
        raise InputError(mark("Nothing to change."), names=list(CHANGEABLE), hint=hint)


def take_back(desk: Desk, *, row: str, by: str) -> Decision:
    """Take the last word on a row back: what stood before it stands again.

    Raises
    ------
    InputError
        When nothing stands that could be taken back.
    """
    said = [one for one in decisions_of(desk).decision if one.row == row]
    earlier = steps(said)[:-1]
    if not earlier:
        return decide(desk, row=row, verdict="undone", by=by)
    signed(by, earlier[-1].verdict)
    again = earlier[-1].model_copy(update={"at": now(), "as_of": desk.as_of})
    add(desk, "decision", again)
    return again


def steps(said: Sequence[Decision]) -> list[Decision]:
    """Return the words on one row that can be taken back, one after another, oldest first.

    A word that says again what the last but one said takes the last one back.
    """
    stack: list[Decision] = []
    for one in said:
        if one.verdict == "undone":
            stack = []
        elif len(stack) > 1 and _alike(one, stack[-2]):
            stack.pop()
        else:
            stack.append(one)
    return stack


def _alike(one: Decision, other: Decision) -> bool:
    return (one.verdict, one.proposal, one.why) == (other.verdict, other.proposal, other.why)


def _standing(desk: Desk) -> tuple[Decision, ...]:
    return decisions_of(desk).standing(desk.as_of)


@dataclass(frozen=True)
class _Found:
    row: str
    version: int
    proposal: Proposal
    opportunity: float | None


def _find(desk: Desk, row: str) -> _Found:
    """Find a row among those of the last plan, then among those decided before."""
    kept = last_plan(desk)
    rows = kept.rows if kept else []
    version = kept.version if kept else 0
    found = [_Found(r["row"], version, _proposal(r), _opportunity(r)) for r in agreed(desk, rows)]
    earlier = reversed(decisions_of(desk).decision)
    found += [_Found(d.row, d.version, d.proposal, d.opportunity) for d in earlier]
    same = [one for one in found if row and one.row.startswith(row)]
    if not same:
        hint = mark("Run: condat plan") if kept is None else mark("Rows: {rows}")
        told = mark("No row of the plan is called {row}.")
        raise NotFoundError(told, row=row, rows=[r["row"] for r in rows], hint=hint)
    if len({one.row for one in same}) > 1:
        raise InputError(
            mark("Several rows start with {row}."), row=row, hint=mark("Give more of it.")
        )
    return same[0]


def _proposal(row: dict[str, Any]) -> Proposal:
    known = {name: row[name] for name in Proposal.model_fields if row[name] is not None}
    return Proposal.model_validate(known)


def _opportunity(row: dict[str, Any]) -> float | None:
    """Return the opportunity that a row was proposed for."""
    parts = {reason["code"]: reason["values"] for reason in row["reasons"] or ()}
    told = parts.get("value.opportunity")
    return float(told[0]) if told else None
