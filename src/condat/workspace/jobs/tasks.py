"""What the worker runs."""

from __future__ import annotations

import uuid

import structlog
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from condat.core.errors import CondatError
from condat.core.words import LANGUAGES, Words
from condat.usecases.desk import Desk
from condat.workspace.jobs.kinds import KINDS
from condat.workspace.jobs.lease import beating, change, claim, living
from condat.workspace.jobs.models import Job, State
from condat.workspace.jobs.progress import Reported, Stopped
from condat.workspace.record.together import mend
from condat.workspace.webhooks.outbox import tell

log = structlog.get_logger()
TOLD = {"plan": "plan.made", "import": "import.done", "post": "import.done"}


@task()
def work(job_id: str) -> None:
    """Do a job, or what is left of it: use cases keep each step that they finish."""
    with living() as lease:
        job = claim(uuid.UUID(job_id), lease)
        if job is not None:
            _work(job)


def _work(job: Job) -> None:
    with beating(job):
        ended = _end(job)
    with transaction.atomic():
        if change(job, ended_at=timezone.now(), **ended):
            _tell(job, ended)


def _tell(job: Job, ended: dict[str, object]) -> None:
    """Tell programs that wait for it what came of a job."""
    kind = "job.failed" if ended["state"] == State.FAILED else TOLD.get(job.kind)
    if kind and ended["state"] != State.CANCELLED:
        data = {"job": str(job.pk), "kind": job.kind, "result": ended.get("result")}
        tell(team=job.team, kind=kind, data=data)


def _end(job: Job) -> dict[str, object]:
    try:
        mend(job.team)
        desk = Desk.open(job.team.root, progress=Reported(job))
        result = KINDS[job.kind].run(desk, job.arguments)
    except Stopped:
        return {"state": State.CANCELLED}
    except CondatError as error:
        return {"state": State.FAILED, "error": _said(error)}
    except Exception:
        log.exception("a job broke", job=str(job.pk), kind=job.kind)
        return {"state": State.FAILED, "error": {}}
    asked = {} if KINDS[job.kind].private else job.arguments
    return {"state": State.DONE, "result": result, "arguments": asked}


def _said(error: CondatError) -> dict[str, list[str]]:
    """Keep an error in every language: who reads it later is not known yet."""
    readers = {language: Words(language) for language in LANGUAGES}
    return {name: [error.said(words), error.advised(words)] for name, words in readers.items()}
