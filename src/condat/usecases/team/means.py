"""The team's means in a cycle, changed in ``condat.toml``; the next plan is made under them."""

from __future__ import annotations

from collections.abc import Mapping

import tomlkit

from condat.core.settings import FILE, Plan
from condat.usecases.desk import Desk
from condat.usecases.editing import editing

TYPED = (
    "budget",
    "rows",
    "pieces_per_week",
    "per_place_per_week",
    "partners_per_cycle",
    "cycle_days",
)


def set_means(desk: Desk, typed: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """Change what the team can do in a cycle; say what changed, from what to what.

    Parameters
    ----------
    typed : mapping of str to str
        New values by the name of the setting (one of ``TYPED``), as a person types them.

    Raises
    ------
    pydantic.ValidationError
        When a value is none that the plan can use; names each field.
    """
    before = desk.settings.plan
    read = {name: _number(text) for name, text in typed.items() if name in TYPED}
    after = Plan.model_validate(before.model_dump() | read)
    values = ((name, getattr(before, name), getattr(after, name)) for name in TYPED)
    changed = {name: (old, new) for name, old, new in values if old != new}
    with editing(desk.root / FILE) as document:
        section = document.setdefault("plan", tomlkit.table())
        for name, (_, new) in changed.items():
            section[name] = new
    return changed


def _number(text: str) -> str:
    """Read a number as French and German write it, too."""
    return (
        text.strip().replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
    )
