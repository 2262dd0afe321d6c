"""What a team needs without anybody asking: sources on time, search, pages, old uploads."""

from __future__ import annotations

from datetime import datetime

import structlog

from condat.core.errors import CondatError
from condat.usecases.desk import Desk
from condat.usecases.keep import unfinished
from condat.usecases.listen.health import health
from condat.usecases.listen.sources import sources_of
from condat.usecases.plan.plans import ended
from condat.usecases.search import indexing
from condat.usecases.show.browsing import laid_out
from condat.workspace.jobs.actions import ask
from condat.workspace.jobs.models import UNDER_WAY, State
from condat.workspace.plan.listening.uploads import sweep
from condat.workspace.protection.retaining import due
from condat.workspace.record.once import forget_presses
from condat.workspace.record.together import mend
from condat.workspace.teams.models import Team

log = structlog.get_logger()


def tend(team: Team, now: datetime) -> None:
    """Ask for what is due; a folder that cannot be opened does not stop the other teams."""
    try:
        desk = Desk.open(team.root)
        mend(team)
        forget_presses(now)
        sweep(team, now.timestamp())
        unfinished.sweep(desk.root, now.timestamp())
        _listen(team, desk, now)
        _index(team, desk)
        _lay_out(team, desk)
        if due(team, now):
            ask(team=team, kind="retain", by=None, arguments={"team": team.slug})
    except CondatError as error:
        log.warning("a team cannot be tended", team=team.slug, error=str(error))


def _listen(team: Team, desk: Desk, now: datetime) -> None:
    """Ask for the sources that are due; a workspace with a fixed moment rests."""
    if desk.settings.as_of is not None or not sources_of(desk):
        return
    awake = [one for one in health(desk, now) if one.status != "paused"]
    due = [one.name for one in awake if one.next_at is None or one.next_at <= now]
    if due:
        ask(team=team, kind="listen", by=None, arguments={"names": due})


def _index(team: Team, desk: Desk) -> None:
    """Ask for the search index when a command at the terminal has left it behind."""
    if team.jobs.filter(
        kind__in=("import", "post", "listen", "forget"), state__in=UNDER_WAY
    ).exists():
        return  # it brings the index up itself
    made, version = indexing.made(desk.root), desk.corpus.snapshot().version
    if version and (made is None or made.version < version):
        ask(team=team, kind="index", by=None, arguments={})


def _lay_out(team: Team, desk: Desk) -> None:
    """Ask for what pages read of the last plan, when it was made otherwise than today; once."""
    changing = ("plan", "rank", "forget", "objection", "layout")
    if team.jobs.filter(kind__in=changing, state__in=UNDER_WAY).exists() or ended(desk):
        return
    failed = team.jobs.filter(kind="layout", state=State.FAILED).exists()
    if not failed and not laid_out(desk):
        ask(team=team, kind="layout", by=None, arguments={})
