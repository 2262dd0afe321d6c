"""``condat-workspace serve``: the pages, a worker and the scheduler, until Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

CONDAT = [sys.executable, "-m", "condat.workspace"]
SOON = 0.5


class Command(BaseCommand):
    """Starts everything that a team needs."""

    help = "Serve the pages, work on jobs and listen on time."

    def handle(self, **given: Any) -> None:  # noqa: ARG002 - the library's
        """Prepare the database and the static files, then keep three processes alive."""
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(f"Condat is at {settings.URL} (Ctrl-C ends it)")
        keep_alive([_server(), [*CONDAT, "db_worker", "--interval", "0.5"], [*CONDAT, "schedule"]])


def _server() -> list[str]:
    address = urlsplit(settings.URL)
    where = ["--host", "127.0.0.1", "--port", str(address.port or 8000)]
    threads = ["--interface", "wsgi", "--blocking-threads", "4", "--workers", "1", "--no-ws"]
    return [sys.executable, "-m", "granian", *threads, *where, "condat.workspace.wsgi:application"]


def keep_alive(commands: list[list[str]]) -> None:
    """Run commands side by side; one that ends is started again, a signal ends all."""
    running = {index: subprocess.Popen(command) for index, command in enumerate(commands)}  # noqa: S603 - our own commands
    over = False

    def end(*_: object) -> None:
        nonlocal over
        over = True

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    while not over:
        for index, process in running.items():
            if process.poll() is not None:
                running[index] = subprocess.Popen(commands[index])  # noqa: S603
        time.sleep(SOON)
    for process in running.values():
        process.terminate()
    for process in running.values():
        process.wait()
