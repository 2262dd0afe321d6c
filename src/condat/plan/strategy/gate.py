"""The gate: until the strategy is approved, people and plan are drafts, and say so.

It locks nothing that runs already (publishing, partnerships under way). An owner can override it
for one cycle with a reason, which is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from condat.core.words import Words, mark
from condat.plan.strategy.strategy import FIELDS, Gap, Strategy, gaps, unapproved


@dataclass(frozen=True)
class Override:
    """Who opened the gate without an approved strategy, when and why; holds for one cycle."""

    by: str
    why: str
    at: datetime
    until: datetime


@dataclass(frozen=True)
class Gate:
    """Whether plans count, and what they wait for.

    ``missing`` is what is not written, ``waiting`` the written fields that nobody approved.
    """

    missing: tuple[Gap, ...]
    waiting: tuple[str, ...]
    override: Override | None = None

    @property
    def approved(self) -> bool:
        """True when every field is written and approved."""
        return not self.missing and not self.waiting

    @property
    def draft(self) -> bool:
        """True when what is made now has to be marked as a draft."""
        return not self.approved and self.override is None


def gate(strategy: Strategy, *, as_of: datetime, overrides: tuple[Override, ...] = ()) -> Gate:
    """Say whether the strategy is approved, what is missing, and whether an owner overrode it.

    Examples
    --------
    >>> from datetime import UTC, timedelta
    >>> now = datetime(2026, 11, 22, tzinfo=UTC)
    >>> gate(Strategy(), as_of=now).draft
    True
    >>> override = Override("Claire", "The fair is on Monday", now, now + timedelta(28))
    >>> gate(Strategy(), as_of=now, overrides=(override,)).draft
    False
    """
    missing = gaps(strategy)
    unwritten = {gap.field.split(".")[0] for gap in missing}
    waiting = tuple(field for field in unapproved(strategy) if field not in unwritten)
    holding = [o for o in overrides if o.until > as_of]
    return Gate(missing, waiting, holding[-1] if holding else None)


def drafted(now: Gate, then: Gate) -> str:
    """Say why a plan is a draft: by the gate of now, and as it stood when the plan was made.

    Returns
    -------
    str
        A marked sentence; empty when the plan counts.

    Examples
    --------
    >>> drafted(Gate((), ("promise",)), Gate((), ()))
    'Draft: the strategy has changed since this plan was made, and is not approved yet.'
    >>> drafted(Gate((), ()), Gate((), ()))
    ''
    """
    if now.draft:
        return _CHANGED if then.approved else _OPEN
    return _EARLY if then.draft else ""


_OPEN = mark("Draft: the strategy is not approved yet.")
_CHANGED = mark(
    "Draft: the strategy has changed since this plan was made, and is not approved yet."
)
_EARLY = mark("Draft: the strategy was not approved yet when this plan was made.")


def steps(state: Gate, words: Words | None = None) -> tuple[str, ...]:
    """Say what to do, one sentence a step, in the order of the file; in English by default.

    Examples
    --------
    >>> steps(Gate((), ("promise", "pains")))[1]
    'pains waits for approval: condat strategy approve pains --by NAME'
    """
    words = words or Words("en")
    todo = {
        gap.field: words(
            "{field} {what}. {hint}", field=gap.field, what=words(gap.what), hint=words(gap.hint)
        )
        for gap in state.missing
    }
    todo |= {field: words(_APPROVE, field=field) for field in state.waiting}
    return tuple(todo[field] for field in sorted(todo, key=_place))


_APPROVE = mark("{field} waits for approval: condat strategy approve {field} --by NAME")


def _place(field: str) -> tuple[int, str]:
    return FIELDS.index(field.split(".")[0]), field
