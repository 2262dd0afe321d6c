"""Long work: ask for it, look where it stands, stop it; files to import."""

from __future__ import annotations

import uuid
from typing import Annotated, Any, Literal

from django.db import transaction
from django.shortcuts import get_object_or_404
from ninja import File, Form, Router, UploadedFile
from ninja.errors import AuthorizationError

from condat.workspace.api import tokens
from condat.workspace.api.access import Call, route
from condat.workspace.api.paging import Cursor, Limit, sliced
from condat.workspace.api.schemas import CheckIn, JobOut, Jobs, ListenIn, PlanIn
from condat.workspace.jobs.actions import ask, cancel
from condat.workspace.jobs.kinds import KINDS
from condat.workspace.jobs.models import Job, State
from condat.workspace.plan.listening.uploads import keep
from condat.workspace.record.actions import record
from condat.workspace.teams.roles import Act

router = Router(tags=["jobs"])
Side = Annotated[Literal["", "audience", "ours"], Form(description="Whose voice it is.")]


@route(router, "GET", "/jobs", Act.READ, Jobs)
def read_jobs(call: Call, cursor: Cursor = "", limit: Limit = 50) -> Jobs:
    """Read the jobs of the team, the newest first."""
    some, following = sliced(list(call.team.jobs.all()), cursor, limit)
    return Jobs(items=[_told(job, call) for job in some], next=following)


@route(router, "POST", "/jobs/plan", Act.DECIDE, JobOut, 202)
def start_plan(call: Call, given: PlanIn) -> JobOut:
    """Make a new plan and its report."""
    languages = given.languages or [call.desk.settings.language]
    return _ask(call, "plan", {"languages": languages})


@route(router, "POST", "/jobs/listen", Act.LISTEN, JobOut, 202)
def start_listen(call: Call, given: ListenIn) -> JobOut:
    """Listen to the sources now."""
    return _ask(call, "listen", {"names": given.names} if given.names else {})


@route(router, "POST", "/jobs/check", Act.LISTEN, JobOut, 202)
def start_check(call: Call, given: CheckIn) -> JobOut:
    """Check terms for ambiguity and jargon."""
    return _ask(call, "check", {"terms": given.terms})


@route(router, "GET", "/jobs/{job_id}", Act.READ, JobOut)
def read_job(call: Call, job_id: uuid.UUID) -> JobOut:
    """Read where a job stands."""
    return _told(get_object_or_404(Job, pk=job_id, team=call.team), call)


@route(router, "POST", "/jobs/{job_id}/cancel", Act.READ, JobOut)
def cancel_job(call: Call, job_id: uuid.UUID) -> JobOut:
    """Ask a job to stop at its next step; the token has to allow what the job does."""
    found = get_object_or_404(Job, pk=job_id, team=call.team)
    if KINDS[found.kind].act not in tokens.allowed(call.token, call.membership.role):
        raise AuthorizationError
    with transaction.atomic():
        cancel(job=found)
        record(team=call.team, by=call.user, what="cancelled", subject=found.kind)
    found.refresh_from_db()
    return _told(found, call)


@route(router, "POST", "/imports", Act.LISTEN, JobOut, 202)
def start_import(call: Call, file: Annotated[UploadedFile, File()], side: Side = "") -> JobOut:
    """Import a file: CSV, XLSX, JSONL or Parquet."""
    return _ask(call, "import", {"paths": [str(keep(file, call.team))], "side": side})


def _ask(call: Call, kind: str, arguments: dict[str, Any]) -> JobOut:
    return _told(ask(team=call.team, kind=kind, by=call.user, arguments=arguments), call)


def _told(job: Job, call: Call) -> JobOut:
    said = (job.error or {}).get(call.words.language)
    broke = call.words("It broke; the server’s log says why.")
    return JobOut(
        id=job.pk,
        kind=job.kind,
        state=State(job.state),
        asked_at=job.asked_at,
        ended_at=job.ended_at,
        step=call.words(job.step),
        done=job.done,
        total=job.total,
        error=None if job.error is None else " ".join(said) if said else broke,
        result=job.result,
    )
