"""Ask for long work, stop it, ask again."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from condat.workspace.accounts.models import User
from condat.workspace.jobs.lease import give_up, left_behind
from condat.workspace.jobs.models import UNDER_WAY, Job
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


def resume_left_behind() -> int:
    """Hand on the jobs whose worker has gone."""
    give_up()
    left = left_behind()
    for job_id in left:
        work.enqueue(str(job_id))
    return len(left)
