"""Where a job stands, as a piece of a page that renews itself; cancel, do again, put away."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from condat.workspace.jobs.actions import again as do_again
from condat.workspace.jobs.actions import cancel as stop
from condat.workspace.jobs.actions import put_away
from condat.workspace.jobs.kinds import KINDS, may_stop
from condat.workspace.jobs.models import Job, State
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def job(visit: Visit, job_id: uuid.UUID) -> HttpResponse:
    """Show where a job stands."""
    found = get_object_or_404(Job, pk=job_id, team=visit.team)
    shown = visit.show("jobs/job.html", job=found)
    if found.state == State.DONE:
        shown["HX-Trigger"] = "job-ended"
    return shown


@page(Act.READ, "POST")
def cancel(visit: Visit, job_id: uuid.UUID) -> HttpResponse:
    """Ask a job to stop at its next step: who started it may, and who may do what it does."""
    found = get_object_or_404(Job, pk=job_id, team=visit.team)
    if not may_stop(found, visit.user, visit.may):
        raise PermissionDenied
    stop(job=found)
    record(team=visit.team, by=visit.user, what="cancelled", subject=found.kind)
    found.refresh_from_db()
    return visit.show("jobs/job.html", job=found)


@page(Act.READ, "POST")
def again(visit: Visit, job_id: uuid.UUID) -> HttpResponse:
    """Do a job that failed once more: who may ask for such work may."""
    found = _theirs(visit, job_id)
    with transaction.atomic():
        do_again(job=found)
        record(team=visit.team, by=visit.user, what="done again", subject=found.kind)
    found.refresh_from_db()
    return visit.show("jobs/job.html", job=found)


@page(Act.READ, "POST")
def away(visit: Visit, job_id: uuid.UUID) -> HttpResponse:
    """Take the news of a failure off the pages: who may ask for such work may."""
    found = _theirs(visit, job_id)
    with transaction.atomic():
        put_away(job=found)
        record(team=visit.team, by=visit.user, what="put away", subject=found.kind)
    return HttpResponse()


def _theirs(visit: Visit, job_id: uuid.UUID) -> Job:
    """Return a job that they could have asked for."""
    found = get_object_or_404(Job, pk=job_id, team=visit.team)
    if not visit.may(KINDS[found.kind].act):
        raise PermissionDenied
    return found
