"""``condat-workspace work``: takes up what a worker that was killed left, then what comes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django_tasks_db.management.commands.db_worker import Command as Worker

from condat.workspace.jobs.actions import resume_left_behind


class Command(Worker):
    """The worker."""

    help = "Work on jobs: first on what was left behind, at once."

    def handle(self, **given: Any) -> None:
        """Hand on what was left behind, then work."""
        resume_left_behind(timedelta())
        super().handle(**given)
