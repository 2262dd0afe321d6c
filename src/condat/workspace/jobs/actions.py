"""Ask for long work, stop it, do it again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from condat.core.errors import ConflictError
from condat.core.words import mark
from condat.workspace.accounts.models import User
from condat.workspace.jobs.lease import LEASE, free_the_dead, give_up, left_behind
from condat.workspace.jobs.models import UNDER_WAY, Job, State
from condat.workspace.jobs.tasks import work
from condat.workspace.teams.models import Team


def ask(*, team: Team, kind: str, by: User | None, arguments: dict[str, Any]) -> Job:
    """Ask for a job; the same work under way is not asked for twice."""
    with transaction.atomic():
        same = Job.objects.filter(
            team=team, kind=kind, arguments=arguments, state__in=UNDER_WAY
        ).first()
        job = same or Job.objects.create(team=team, kind=kind, asked_by=by, arguments=arguments)
        if same is None:
            transaction.on_commit(lambda: work.enqueue(str(job.pk)))
    return job


def cancel(*, job: Job) -> None:
    """Ask a job to stop at its next step; what it has kept stays."""
    Job.objects.filter(pk=job.pk, state__in=UNDER_WAY).update(cancel_asked=True)


@transaction.atomic
def again(*, job: Job) -> None:
    """Do a job that failed once more; one that is under way again is left alone.

    Raises
    ------
    ConflictError
        When it did not fail, or the same work is under way.
    """
    same = {"team": job.team, "kind": job.kind, "arguments": job.arguments}
    told = {"state": State.WAITING, "attempts": 0, "cancel_asked": False, "error": None}
    failed = Job.objects.filter(pk=job.pk, state=State.FAILED)
    under_way = Job.objects.filter(**same, state__in=UNDER_WAY).exists()
    asked = {"asked_at": timezone.now(), "ended_at": None, "put_away": False}
    if under_way or not failed.update(**told, **asked, step="", done=0, total=None):
        raise ConflictError(mark("This work is under way, or done already."))
    transaction.on_commit(lambda: work.enqueue(str(job.pk)))


def put_away(*, job: Job) -> None:
    """Tell no more of a job that failed; one that did not is left alone."""
    Job.objects.filter(pk=job.pk, state=State.FAILED).update(put_away=True)


def resume_left_behind(patience: timedelta = LEASE) -> int:
    """Hand on the jobs whose worker has gone, and those that nobody took up for long."""
    free_the_dead()
    give_up()
    left = left_behind(patience)
    for job_id in left:
        work.enqueue(str(job_id))
    return len(left)
