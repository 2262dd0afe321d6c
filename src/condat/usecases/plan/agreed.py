"""The rows of a plan as the team has agreed on them since: what it changed counts."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from condat.distribute.decisions import Decision
from condat.usecases.desk import Desk
from condat.usecases.team.decided import decisions_of

Record = dict[str, Any]
PROPOSED = "proposed"  # nobody has decided, or what was decided is undone


def agreed(desk: Desk, rows: Sequence[Record]) -> list[Record]:
    """Return the rows with what the team changed in them, in the order of time.

    ``decision`` says where each stands: proposed, accepted, changed or dismissed. ``position``
    numbers them in that order; a dismissed row has none.
    """
    last = {one.row: one for one in decisions_of(desk).standing(desk.as_of)}
    return numbered(sorted((with_word(row, last.get(row["row"])) for row in rows), key=_moment))


def numbered(rows: Sequence[Record]) -> list[Record]:
    """Give the rows their numbers as they stand; what is dismissed is not counted.

    Examples
    --------
    >>> rows = [{"decision": "accepted"}, {"decision": "dismissed"}, {"decision": "proposed"}]
    >>> [row["position"] for row in numbered(rows)]
    [1, None, 2]
    """
    count = itertools.count(1)
    return [
        row | {"position": None if row["decision"] == "dismissed" else next(count)} for row in rows
    ]


def with_word(row: Record, word: Decision | None) -> Record:
    """Return a row as one decision leaves it.

    Examples
    --------
    >>> with_word({"row": "a", "decision": "accepted"}, None)["decision"]
    'proposed'
    """
    if word is None:
        return row | {"decision": PROPOSED}
    told = word.proposal.model_dump() if word.verdict != "dismissed" else {}
    return row | told | {"decision": word.verdict}


def _moment(row: Record) -> tuple[Any, ...]:
    return row["moment"], row["row"]
