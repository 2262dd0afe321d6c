"""The rows of a plan as the team has agreed on them since: what it changed counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from condat.distribute.decisions import Decision
from condat.usecases.desk import Desk
from condat.usecases.team.decided import decisions_of

Record = dict[str, Any]
PROPOSED = "proposed"  # nobody has decided, or what was decided is undone


def agreed(desk: Desk, rows: Sequence[Record]) -> list[Record]:
    """Return the rows with what the team changed in them, in the order of time.

    ``decision`` says where each stands: proposed, accepted, changed or dismissed.
    """
    last = {one.row: one for one in decisions_of(desk).standing(desk.as_of)}
    return sorted((with_word(row, last.get(row["row"])) for row in rows), key=_moment)


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
