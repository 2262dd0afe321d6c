"""Decisions: what the team said of a proposed row, who, when and why.

The file only grows; the last word on a row counts, and one that is undone counts no more.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from condat.plan.strategy.gate import Override

FILE = "decisions.toml"
Verdict = Literal["accepted", "changed", "dismissed", "undone"]
Scope = Literal["row", "keyword", "person"]


class Proposal(BaseModel):
    """A row of a plan as it was when the team decided, with what the team changed in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    message: str | None = None
    persona: str | None = None
    topic: str | None = None
    title: str
    form: str
    keyword: str
    words_to_use: tuple[str, ...] = ()
    words_to_avoid: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    person_uri: str | None = None
    person: str | None = None
    role: str = "none"
    place: str
    moment: AwareDatetime
    cost: float | None = None


class Decision(BaseModel):
    """One word of the team on one row."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    row: str
    verdict: Verdict
    scope: Scope = "row"  # what a dismissal keeps out: this keyword with this person, or either
    by: str = Field(min_length=1)
    at: AwareDatetime
    why: str = ""
    as_of: AwareDatetime  # the moment that the plan was reckoned from
    version: int  # of the corpus that the plan was made from
    opportunity: float | None = None  # of the keyword, when it was decided
    proposal: Proposal


class Overridden(BaseModel):
    """The gate was opened by an owner, with a reason."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: str = Field(min_length=1)
    why: str = Field(min_length=1)
    at: AwareDatetime
    as_of: AwareDatetime
    until: AwareDatetime


class Decisions(BaseModel):
    """Everything that the team decided, oldest first.

    Examples
    --------
    >>> Decisions().standing(datetime.fromisoformat("2026-11-22T00:00:00Z"))
    ()
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    decision: tuple[Decision, ...] = ()
    override: tuple[Overridden, ...] = ()

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The overrides as the gate reads them."""
        return tuple(Override(o.by, o.why, o.at, o.until) for o in self.override)

    def standing(self, as_of: datetime) -> tuple[Decision, ...]:
        """Return the last decision on each row, where it was not undone."""
        known = [decision for decision in self.decision if decision.as_of <= as_of]
        last = {decision.row: decision for decision in known}
        return tuple(last[row] for row in sorted(last) if last[row].verdict != "undone")


def plain(model: BaseModel) -> dict[str, Any]:
    """Turn a record into what TOML can hold: no nulls, no empty lists."""
    values = model.model_dump(exclude_none=True)
    return {k: plain_value(v) for k, v in values.items() if v not in ((), "")}


def plain_value(value: Any) -> Any:
    """Turn one value into what TOML can hold."""
    if isinstance(value, dict):
        return {k: plain_value(v) for k, v in value.items() if v not in ((), "")}
    return list(value) if isinstance(value, tuple) else value
