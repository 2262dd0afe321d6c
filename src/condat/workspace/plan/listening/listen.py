"""Listening: what was heard in numbers, and how the sources fare."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pyarrow as pa
from django.http import HttpResponse

from condat.charts.conversation import volume
from condat.core.words import Words
from condat.report.labels import SIDES
from condat.report.page import Figure
from condat.usecases.listen import health, sources
from condat.usecases.search.heard import numbers
from condat.workspace.pages.figures import figure
from condat.workspace.plan.listening.sources import masked, voices
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def listen(visit: Visit) -> HttpResponse:
    """Show what was heard and from where."""
    desk = visit.desk
    found = numbers(desk)
    return visit.show(
        "plan/listen.html",
        version=desk.corpus.snapshot().version,
        found=found,
        chart=_chart(found.months, visit.words) if found and found.months.num_rows else None,
        watch=desk.watch,
        sides=SIDES,
        sources=health.health(desk, datetime.now(UTC)) if sources.sources_of(desk) else [],
        voices=voices(desk.watch, visit.words),
        masked=masked,
        zone=ZoneInfo(desk.settings.plan.time_zone),
        jobs=visit.team.jobs.filter(kind__in=("import", "post", "listen"))[:2],
    )


def _chart(months: pa.Table, words: Words) -> Figure:
    return figure(words("Posts a month, by who speaks"), volume, months, words)
