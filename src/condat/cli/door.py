"""The door: a Ctrl-C while the program is still being read in is no accident either."""

from __future__ import annotations

import importlib
import os

STOPPED = 130  # what a shell expects of a program that Ctrl-C has ended


def run() -> None:
    """Read the program in and run it."""
    try:
        main = importlib.import_module("condat.cli.main")
    except KeyboardInterrupt:
        os._exit(STOPPED)  # nothing was begun
    main.run()
