"""How far the team's means are used once it has decided on the rows of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from condat.distribute.candidates.claims import ELSEWHERE
from condat.distribute.candidates.partners import FREE
from condat.distribute.ceilings import COUNTED, Ceiling

Rows = Sequence[Mapping[str, Any]]


def since(ceilings: Iterable[Ceiling], proposed: Rows, agreed: Rows) -> tuple[Ceiling, ...]:
    """Return the means as they are used now: a dismissed row takes none of them.

    Parameters
    ----------
    ceilings : iterable of Ceiling
        As they were used when the plan was made.
    proposed, agreed : sequence of rows
        Rows of ``PLAN`` as they were proposed, and as the team decided on them.

    Examples
    --------
    >>> row = {"form": "article", "role": "none", "person_uri": None, "cost": 0.0}
    >>> full = Ceiling("rows", 5, 5, 1.0, 1, 0.2, (("rye", "article"),))
    >>> (now,) = since([full], [row | {"decision": "proposed"}], [row | {"decision": "dismissed"}])
    >>> now.used, now.binds
    (4, False)
    """
    before, now = _taken(proposed), _taken(agreed)
    return tuple(_moved(one, now[one.name] - before[one.name]) for one in ceilings)


def _moved(one: Ceiling, by: float) -> Ceiling:
    if not by:
        return one
    used = max(one.used + by, 0)
    if one.name in COUNTED and used < one.most:
        return replace(one, used=used, rows=0, gain=0.0, brings=())
    return replace(one, used=used)


def _taken(rows: Rows) -> dict[str, float]:
    kept = [row for row in rows if row["decision"] != "dismissed"]
    helping = {row["person_uri"] for row in kept if row["person_uri"] and row["role"] not in FREE}
    return {
        "rows": len(kept),
        "pieces_per_week": len(kept),
        "per_place_per_week": sum(row["form"] != ELSEWHERE for row in kept),
        "partners_per_cycle": len(helping),
        "budget": sum(row["cost"] or 0.0 for row in kept),
    }
