"""``condat-workspace serve``: the pages, a worker and the scheduler, until Ctrl-C."""

from __future__ import annotations

import socket
import sys
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from condat.workspace.jobs.erasing import align_all
from condat.workspace.server.household import keep_alive

CONDAT = [sys.executable, "-m", "condat.workspace"]
HOST = "127.0.0.1"
PATIENCE = 5  # seconds: a worker that hangs as it ends is ended


class Command(BaseCommand):
    """Starts everything that a team needs."""

    help = "Serve the pages, work on jobs and listen on time."

    def handle(self, **given: Any) -> None:  # noqa: ARG002 - the library's
        """Prepare the database, the rows and the static files, then keep three processes alive."""
        port = urlsplit(settings.URL).port or 8000
        _free(port)
        call_command("migrate", verbosity=0)
        align_all()
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(f"Condat is at {settings.URL} (Ctrl-C ends it)")
        worker = [*CONDAT, "work", "--interval", "0.5"]
        keep_alive([_server(port), worker, [*CONDAT, "schedule"]])


def _free(port: int) -> None:
    """Refuse to start where another server answers already."""
    with socket.socket() as probe:
        taken = not probe.connect_ex((HOST, port))
    if taken:
        told = f"Port {port} is in use: end what uses it, or set CONDAT_URL to another port."
        raise CommandError(told)


def _server(port: int) -> list[str]:
    where = f"--host {HOST} --port {port} --no-ws --interface wsgi"
    how = f"--workers 1 --blocking-threads 4 --workers-kill-timeout {PATIENCE}"
    options = f"{where} {how}".split()
    return [sys.executable, "-m", "granian", *options, "condat.workspace.wsgi:application"]
