"""What the record keeps as codes, as a reader knows it: rows, fields, the seven jobs, long work."""

from __future__ import annotations

from condat.core.words import Words
from condat.report.titles import piece
from condat.usecases.desk import Desk
from condat.usecases.team.decided import decisions_of
from condat.workspace.home.jobs import JOBS
from condat.workspace.jobs.kinds import KINDS
from condat.workspace.pages.labels import FIELDS
from condat.workspace.record.models import Decision

OF_WORK = ("cancelled", "done again", "put away")


def called(desk: Desk, words: Words) -> dict[str, str]:
    """Return the names of every row that was decided on, every field of the strategy and job."""
    rows = {one.row: piece(one.proposal.model_dump(), words) for one in decisions_of(desk).decision}
    fields = {field: words(label) for field, label in FIELDS.items()}
    return fields | {job: words(label) for job, (_, _, label) in JOBS.items()} | rows


def work(line: Decision, words: Words) -> str:
    """Return the name of the long work that a line of the record is about; else nothing."""
    kind = KINDS.get(line.subject) if line.what in OF_WORK else None
    return words(kind.label) if kind else ""
