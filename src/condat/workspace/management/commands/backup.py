"""``condat-workspace backup FILE``: the whole server in one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from condat.workspace.server.archive import backup


class Command(BaseCommand):
    """Writes a backup."""

    help = "Write database, key and every team's folder to one file. Keep it safe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, **given: Any) -> None:
        """Write it, while the server runs."""
        count = backup(given["file"])
        self.stdout.write(
            f"{given['file']} holds {count} teams. It holds the key, too: keep it safe."
        )
