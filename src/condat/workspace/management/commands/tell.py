"""``condat-workspace tell FOLDER STORY``: a sample team that has worked for a while."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from condat.core import settings as settings_file
from condat.workspace.teams.models import Team
from condat.workspace.telling.doors import ShutError
from condat.workspace.telling.story import read
from condat.workspace.telling.teller import Teller


class Command(BaseCommand):
    """Tells the story of a fictional team."""

    help = "Let a fictional team live through a story; no mail leaves, told twice it is told once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the team's folder and the story's."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("story", type=Path)

    def handle(self, **given: Any) -> None:
        """Tell it, to a team that says of itself that it is fictional."""
        folder = given["folder"].resolve()
        if not settings_file.load(folder).fictional:
            raise CommandError(f"{folder} is not fictional: nobody’s decisions are made up there.")
        team = next((one for one in Team.objects.all() if one.root.resolve() == folder), None)
        if team is None:
            raise CommandError(f"{folder} is no team yet: open_team first.")
        self.stdout.write(f"{team} lives through its story ...")
        teller = Teller(team, read(given["story"]))
        try:
            self.stdout.write(f"{team} has done {teller.tell()} things more.")
        except ShutError as shut:
            raise CommandError(
                f"The story stops at step {teller.telling.done + 1}: {shut}"
            ) from None
        for step in teller.left_out:
            self.stdout.write(f"Left out: step {step} is not in the plan.")
