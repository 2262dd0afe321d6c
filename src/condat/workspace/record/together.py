"""A change of a team's file and the rows that go with it: both stay, or neither.

A file and the database cannot commit at once. So what a file says is noted beside it before it is
changed inside a transaction, under a key that the same transaction keeps. A note that is still
there when the next one comes was left by a process that died: with its key all was committed;
without it the file is put back, and whoever pressed had no answer yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import structlog
from django.db import connection, transaction

from condat.usecases.desk import write_whole
from condat.usecases.editing import NOTED, witness
from condat.workspace.record.models import Change
from condat.workspace.teams.models import Team

log = structlog.get_logger()


class Notes:
    """Notes what files of a team say before they are changed."""

    def __init__(self, team: Team) -> None:
        self.team, self.made = team, False

    def waits(self) -> None:
        """Wait for others who change files of the team; they wait until all is committed."""
        if connection.in_atomic_block:
            turn(self.team)

    def sees(self, path: Path, before: str | None, after: str) -> None:
        """Note what a file says."""
        if not connection.in_atomic_block:
            return
        change = Change.objects.create(team=self.team)
        told = {"file": path.name, "before": before, "after": _print(after)}
        write_whole(self.team.root / f"{NOTED}{change.key}", json.dumps(told))
        self.made = True
        transaction.on_commit(lambda: _settled(change, self.team), robust=True)


@contextmanager
def together(team: Team) -> Iterator[None]:
    """Keep the team's files and rows together; first mend what somebody left apart."""
    mend(team)
    notes = Notes(team)
    before = witness.set(notes)
    try:
        yield
    finally:
        witness.reset(before)
        if notes.made and not connection.needs_rollback:
            mend(team)


def mend(team: Team) -> None:
    """Put back the files whose rows were not committed."""
    if not _notes(team):
        return
    with transaction.atomic():
        turn(team)
        for note in _notes(team):
            _mend(team, note)
        Change.objects.filter(team=team).delete()


def _mend(team: Team, note: Path) -> None:
    try:
        told = json.loads(note.read_text("utf-8"))
    except FileNotFoundError:
        return  # who wrote it has just taken it away
    kept = Change.objects.filter(pk=UUID(note.name.removeprefix(NOTED))).exists()
    if not kept and note.exists():  # a key goes after its note, never before
        _put_back(team.root / told["file"], told["before"], told["after"])
    note.unlink(missing_ok=True)


def _put_back(path: Path, before: str | None, after: str) -> None:
    says = path.read_text("utf-8") if path.exists() else None
    if says is None or _print(says) != after:
        return  # it was not written yet, or somebody wrote on since
    if before is None:
        path.unlink()
    else:
        write_whole(path, before)
    log.warning("a change that was not committed was taken back", file=path.name)


def _settled(change: Change, team: Team) -> None:
    (team.root / f"{NOTED}{change.key}").unlink(missing_ok=True)
    change.delete()


def turn(team: Team) -> None:
    """Wait, in a transaction, for who changes what the team shares; others wait until it ends."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)


def _notes(team: Team) -> list[Path]:
    return sorted(team.root.glob(f"{NOTED}*"))


def _print(text: str) -> str:
    return sha256(text.encode()).hexdigest()
