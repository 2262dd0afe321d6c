"""``condat-workspace schedule``: hands on what was left behind, listens when it is time."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from condat.workspace.create.partnerships.outreach import post_due
from condat.workspace.home.mondays import send_due
from condat.workspace.jobs.actions import resume_left_behind
from condat.workspace.jobs.erasing import align_all
from condat.workspace.plan.listening.tending import tend
from condat.workspace.teams.models import Team
from condat.workspace.webhooks.outbox import resume

EVERY_SECONDS = 15


class Command(BaseCommand):
    """The scheduler."""

    help = (
        "Hand on jobs and messages whose worker has gone; listen on time; keep search up to date."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to do one round only."""
        parser.add_argument("--once", action="store_true")

    def handle(self, **given: Any) -> None:
        """Do a round, again and again."""
        while True:
            resume_left_behind()
            resume()
            align_all()
            for team in Team.objects.all():
                tend(team, datetime.now(UTC))
            post_due(datetime.now(UTC).date())
            send_due(datetime.now(UTC))
            if given["once"]:
                return
            time.sleep(EVERY_SECONDS)
            close_old_connections()
