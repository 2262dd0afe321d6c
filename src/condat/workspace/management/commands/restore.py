"""``condat-workspace restore FILE``: a backup into a server without teams."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from condat.core.errors import CondatError
from condat.workspace.server.archive import restore


class Command(BaseCommand):
    """Puts a backup back."""

    help = "Put a backup into a server that has no team yet; who was erased stays erased."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, **given: Any) -> None:
        """Put it back."""
        try:
            count = restore(given["file"])
        except CondatError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{count} teams are back. Sign in as before.")
