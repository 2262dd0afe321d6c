"""Send the letters of a Monday: each once, even when the scheduler is killed or the mail fails."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from smtplib import SMTPException

import structlog
from django.db.models import Q
from django.utils import timezone

from condat.core.errors import CondatError
from condat.usecases.desk import Desk
from condat.workspace.distribute.calendar.entries import zone_of
from condat.workspace.home.letter import letter
from condat.workspace.home.models import Letter
from condat.workspace.teams.models import Membership, Team

log = structlog.get_logger()
FROM_HOUR = 7  # of the team's Monday
DAYS = 2  # a server that stood still on Monday sends on Tuesday
AGAIN = timedelta(minutes=10)  # after which a letter that was taken on and not sent is tried again


def send_due(now: datetime) -> int:
    """Send the letters that are due to all teams; say how many left."""
    return sum(_send_team(team, now) for team in Team.objects.all())


def _send_team(team: Team, now: datetime) -> int:
    try:
        week = _week(team, now)
        if week is None:
            return 0
        members = team.memberships.filter(silence=None, user__is_active=True)
        sent = members.filter(letters__week=week, letters__sent_at__isnull=False)
        waiting = members.exclude(pk__in=sent).select_related("team", "user")
        return sum(_send(one, week) for one in waiting)
    except CondatError as error:
        log.warning("no letter", team=team.slug, why=str(error))
        return 0


def _week(team: Team, now: datetime) -> date | None:
    """Return the Monday whose letter is due; a workspace with a fixed moment gets none."""
    desk = Desk.open(team.root)
    local = now.astimezone(zone_of(desk))
    late_enough = local.weekday() > 0 or local.hour >= FROM_HOUR
    if desk.settings.as_of is not None or local.weekday() >= DAYS or not late_enough:
        return None
    return local.date() - timedelta(days=local.weekday())


def _send(membership: Membership, week: date) -> bool:
    """Take a letter on, send it, note that it left; somebody else's is left alone."""
    mine, _ = Letter.objects.get_or_create(membership=membership, week=week)
    if not _take(mine):
        return False
    try:
        letter(membership, week).send()
    except (SMTPException, OSError) as error:
        log.warning("a letter did not leave", to=membership.pk, why=str(error))
        return False
    Letter.objects.filter(pk=mine.pk).update(sent_at=timezone.now())
    return True


def _take(mine: Letter) -> bool:
    now = timezone.now()
    free = Q(taken_at=None) | Q(taken_at__lt=now - AGAIN)
    return bool(Letter.objects.filter(free, pk=mine.pk, sent_at=None).update(taken_at=now))
