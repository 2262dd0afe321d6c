"""Let what was kept long enough leave, here and in the corpus: the work of a job."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import DateField, F, Max
from django.db.models.functions import Cast, Coalesce

from condat.usecases.desk import Desk
from condat.usecases.keep import retention
from condat.usecases.search import indexing
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.create.partnerships.models.partnership import RUNNING
from condat.workspace.teams.models import Team

WEEK = timedelta(days=7)


def retain(desk: Desk, arguments: dict[str, Any]) -> dict[str, Any]:
    """Apply the team's retention to the corpus and to its prospects."""
    team = Team.objects.get(slug=arguments["team"])
    left = asdict(retention.retain(desk, contacted(team)))
    indexing.bring(desk)
    left["prospects"] += _leave(team, desk)
    return left


def contacted(team: Team) -> dict[str, datetime]:
    """Say when the team was last in contact with each person that it knows."""
    known = _last(team).exclude(person_uri="").values_list("person_uri", "last")
    return {uri: datetime.combine(last, time(), UTC) for uri, last in known}


def due(team: Team, now: datetime) -> bool:
    """Say whether it is time: a week after the team was opened, then once a week."""
    lately = team.jobs.filter(kind="retain", asked_at__gt=now - WEEK)
    return now - team.made_at > WEEK and not lately.exists()


def _leave(team: Team, desk: Desk) -> int:
    """Delete the prospects that were not contacted for long; running partnerships stay."""
    limit = desk.as_of - relativedelta(months=desk.settings.retention.prospects_months)
    old = _last(team).exclude(stage__in=RUNNING).filter(last__lt=limit.date())
    return (
        Partnership.objects.filter(pk__in=[one.pk for one in old])
        .delete()[1]
        .get(Partnership._meta.label, 0)
    )


def _last(team: Team) -> Any:
    begun = Cast(F("begun_at"), DateField())
    return Partnership.objects.filter(team=team).annotate(last=Coalesce(Max("touches__on"), begun))
