"""What the record keeps as codes, as a reader knows it: rows of the plan, the seven jobs."""

from __future__ import annotations

from condat.core.words import Words
from condat.report.titles import piece
from condat.usecases.desk import Desk
from condat.usecases.team.decided import decisions_of
from condat.workspace.home.jobs import JOBS


def called(desk: Desk, words: Words) -> dict[str, str]:
    """Return the names of every row that was decided on, and of every job."""
    rows = {one.row: piece(one.proposal.model_dump(), words) for one in decisions_of(desk).decision}
    return {job: words(label) for job, (_, _, label) in JOBS.items()} | rows
