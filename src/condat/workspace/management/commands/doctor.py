"""``condat-workspace doctor``: say whether the server is well."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from condat.workspace.server.wellness import findings

LEVELS = {"ok": "well", "warning": "look at this", "error": "WRONG"}
WRONG = 8


class Command(BaseCommand):
    """Looks at everything."""

    help = (
        "Look at database, key, mail, worker, disk, clock and teams; exit code 8 when one is wrong."
    )
    requires_migrations_checks = False

    def handle(self, **given: Any) -> None:  # noqa: ARG002 - the library's
        """Say it in words, line by line."""
        wrong = False
        for one in findings():
            told = " ".join(filter(None, (one.message, one.hint)))
            self.stdout.write(f"{LEVELS[one.level]:12} {one.about:12} {told}")
            wrong = wrong or one.level == "error"
        if wrong:
            sys.exit(WRONG)
