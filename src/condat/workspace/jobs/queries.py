"""What pages tell of long work."""

from __future__ import annotations

import json

from condat.workspace.jobs.models import Job
from condat.workspace.teams.models import Team

LOOKED_AT = 12


def latest(team: Team, count: int) -> list[Job]:
    """Return the newest jobs; the same work, asked for again, stands there once."""
    told: dict[tuple[str, str], Job] = {}
    for job in team.jobs.all()[:LOOKED_AT]:
        told.setdefault((job.kind, json.dumps(job.arguments, sort_keys=True)), job)
    return list(told.values())[:count]
