"""``condat-workspace reseal``: secrets of the database sealed with the key of today."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from condat.core.errors import CondatError
from condat.workspace.server.resealing import reseal


class Command(BaseCommand):
    """Seals every secret anew."""

    help = "Seal every secret with the key of today; former keys can then be let go."

    def handle(self, **given: Any) -> None:  # noqa: ARG002 - the library's
        """Seal them all, or none."""
        try:
            count = reseal()
        except CondatError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{count} rows are sealed with the key of today.")
