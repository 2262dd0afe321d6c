"""Decisions of the team: read them, add one. Who, when and why are always kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import tomlkit
from pydantic import BaseModel

from condat.core.errors import InputError
from condat.core.words import mark
from condat.distribute.decisions import FILE, Overridden, plain
from condat.usecases.desk import Desk
from condat.usecases.editing import editing


def override(desk: Desk, *, by: str, why: str) -> Overridden:
    """Open the gate for one cycle without an approved strategy.

    Raises
    ------
    InputError
        When the name or the reason is empty.
    """
    signed(by, why)
    until = desk.as_of + timedelta(days=desk.settings.plan.cycle_days)
    record = Overridden(by=by, why=why, at=now(), as_of=desk.as_of, until=until)
    add(desk, "override", record)
    return record


def signed(by: str, why: str) -> None:
    """Refuse a decision that nobody signed or explained."""
    if not by.strip():
        raise InputError(mark("A decision needs a name."), hint=mark("Add: --by NAME"))
    if not why.strip():
        raise InputError(mark("A decision needs a reason."), hint=mark("Write why, in a sentence."))


def now() -> datetime:
    """Return the moment of a decision, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def add(desk: Desk, kind: str, record: BaseModel) -> None:
    """Add a record at the end of the file."""
    with editing(desk.root / FILE) as document:
        if kind not in document:
            document[kind] = tomlkit.aot()
        entry = tomlkit.table()
        entry.update(plain(record))
        document[kind].append(entry)
