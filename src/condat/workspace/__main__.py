"""``condat-workspace``: Django's own commands, and ``serve``."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

from condat.core.errors import CondatError


def main() -> None:
    """Run one command of the workspace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "condat.workspace.settings")
    try:
        execute_from_command_line(["condat-workspace", *sys.argv[1:]])
    except CondatError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
