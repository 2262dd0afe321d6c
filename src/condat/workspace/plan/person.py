"""A person's page."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from condat.workspace.found import found
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def person(visit: Visit, key: str) -> HttpResponse:
    """Show what somebody writes on our subjects."""
    here = found(visit.desk, visit.words)
    if here is None or key not in here.browsed.persons:
        raise Http404
    raise Http404
