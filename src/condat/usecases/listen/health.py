"""How the sources fare: when each was last read, what is wrong, when it is read next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from condat.usecases.desk import Desk
from condat.usecases.listen.listening_memory import Memory, Problem, recall
from condat.usecases.listen.sources import chosen

Status = Literal["paused", "new", "well", "quiet", "waiting", "failing", "broken"]
QUIET = timedelta(days=60)


@dataclass(frozen=True)
class Health:
    """One source.

    ``status`` is paused (by the team), new (never read), well, quiet (nothing new for long),
    waiting (it asked us to), failing (it may pass) or broken (a person has to look).
    """

    name: str
    connector: str
    address: str
    status: Status
    succeeded_at: datetime | None
    changed_at: datetime | None
    next_at: datetime | None
    failures: int
    problem: Problem | None


def health(desk: Desk, now: datetime) -> list[Health]:
    """Say how every source fares, in the order of the file."""
    return [
        Health(
            source.name,
            source.connector,
            source.address,
            "paused" if source.paused else status(memory, now),
            memory.succeeded_at,
            memory.changed_at,
            None if source.paused else memory.next_at,
            memory.failures,
            memory.problem,
        )
        for source in chosen(desk, ())
        for memory in [recall(desk.root, source.name)]
    ]


def status(memory: Memory, now: datetime) -> Status:
    """Sum up what is remembered of a source.

    Examples
    --------
    >>> from datetime import UTC
    >>> status(Memory(), datetime(2026, 11, 22, tzinfo=UTC))
    'new'
    """
    if memory.tried_at is None:
        return "new"
    if memory.closed_until and now < memory.closed_until:
        return "waiting"
    if memory.failures:
        return "broken" if memory.permanent else "failing"
    quiet = memory.changed_at is None or now - memory.changed_at > QUIET
    return "quiet" if quiet else "well"
