"""What a plan is, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import pyarrow as pa
from pydantic import TypeAdapter

from condat.distribute.candidates.claims import Claim
from condat.distribute.ceilings import Ceiling
from condat.distribute.decisions import Decision
from condat.distribute.limits.conflicts import Conflict


@dataclass(frozen=True)
class Missed:
    """A message or persona that no row carries, and why.

    ``code`` is ``uncovered.far`` (no keyword says the message), ``uncovered.language`` (no keyword
    in a language that the persona reads) or ``uncovered.room`` (another choice was worth more).
    """

    name: str
    code: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measures:
    """How sure a plan is to be the best one, and what limits it.

    Parameters
    ----------
    value, bound, gap : float
        Of the rows that were chosen, and of the best possible choice; ``gap`` is a share.
    considered : int
        Combinations of piece, person and moment that were looked at.
    uncovered : tuple of Missed
        Messages and personas that no row carries.
    ceilings : tuple of Ceiling
        The team's means, how far they are used, and what one more of each would bring.
    calendar : tuple of Claim
        Entries of the calendar that take a place in the cycle.
    conflicts : tuple of Conflict
        Decided rows that cannot all be within the means.
    dismissed, returned : tuple of Decision
        What the team dismissed and stays out, and what is allowed again.
    """

    value: float
    bound: float
    gap: float
    considered: int
    uncovered: tuple[Missed, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    calendar: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    dismissed: tuple[Decision, ...] = ()
    returned: tuple[Decision, ...] = ()


_MEASURES = TypeAdapter(Measures)


@dataclass(frozen=True)
class Planned:
    """A plan: rows of the schema ``PLAN`` in the order of time, and what is said of it all.

    Examples
    --------
    >>> told = Measures(value=1.0, bound=1.0, gap=0.0, considered=3)
    >>> planned = Planned(pa.table({}), told)
    >>> Planned.kept(pa.table({}), planned.plain) == planned
    True
    """

    table: pa.Table
    measures: Measures

    @classmethod
    def kept(cls, table: pa.Table, values: Mapping[str, Any]) -> Planned:
        """Read a plan from plain values; what an earlier program did not keep is empty."""
        names = {field.name for field in fields(Measures)}
        known = {name: value for name, value in values.items() if name in names}
        return cls(table, _MEASURES.validate_python(known))

    @property
    def plain(self) -> dict[str, Any]:
        """All but the rows, as plain values."""
        values: dict[str, Any] = _MEASURES.dump_python(self.measures, mode="json")
        return values
