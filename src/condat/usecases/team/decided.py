"""What the team decided so far, as read from its file."""

from __future__ import annotations

from condat.distribute.decisions import FILE, Decisions
from condat.usecases.desk import Desk, read_toml


def decisions_of(desk: Desk) -> Decisions:
    """Read what the team decided; nothing yet where there is no file."""
    path = desk.root / FILE
    return read_toml(path, Decisions) if path.exists() else Decisions()
