"""Progress of a job, written where the page reads it; the way in which a cancel arrives."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from condat.workspace.jobs.lease import change
from condat.workspace.jobs.models import Job

EVERY_SECONDS = 0.5


class Stopped(Exception):  # noqa: N818 - not an error: somebody asked for it
    """The job was cancelled, or another worker has it."""


class Reported:
    """Steps of one job; the page sees the innermost."""

    def __init__(self, job: Job) -> None:
        self.job = job

    @contextmanager
    def step(self, label: str, total: int | None = None) -> Iterator[Counted]:
        """Open a step; a cancelled job stops here."""
        counted = Counted(self.job, label, total)
        counted.tell()
        yield counted
        counted.tell()


class Counted:
    """One step under way."""

    def __init__(self, job: Job, label: str, total: int | None) -> None:
        self.job, self.label, self.total = job, label, total
        self.done, self.told, self.began = 0, 0.0, timezone.now()

    def advance(self, amount: int = 1) -> None:
        """Count; the page hears of it twice a second."""
        self.done += amount
        if time.monotonic() - self.told >= EVERY_SECONDS:
            self.tell()

    def tell(self) -> None:
        """Write where the step stands.

        Raises
        ------
        Stopped
            When somebody asked to stop, or the lease has gone.
        """
        self.told = time.monotonic()
        stands = {"step": self.label, "step_at": self.began, "done": self.done, "total": self.total}
        mine = change(self.job, **stands)
        if not mine or Job.objects.filter(pk=self.job.pk, cancel_asked=True).exists():
            raise Stopped
