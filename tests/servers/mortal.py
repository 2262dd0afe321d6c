"""A worker that is killed at a moment of its work that one chooses; ``PROGRAM`` runs it.

It loads the server once, then lives in a fork for every line it reads: ``{"open": folder}`` makes a
team of a folder; ``{"ask": kind, "arguments": {...}}`` asks for a job of it; ``{"point": n}`` is a
worker that SIGKILL ends at its n-th effect (null: it lives); ``{"press": address, "with": {...},
"point": n}`` is a server that is killed so while it answers a form. An effect is a file written,
moved or removed, a table written, a row changed, a commit. Both answer with the effects that they
had, or null when they were killed.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from condat.corpus.delta import DeltaFiles
from condat.corpus.place import Place
from condat.workspace.accounts.models import User
from condat.workspace.create.pieces.models import Piece
from condat.workspace.jobs.actions import ask
from condat.workspace.teams.models import Membership, Team

PROGRAM = "import django; django.setup(); from servers.mortal import main; main()"
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir")
MADE = (
    (Place, ("write", "remove")),
    (DeltaFiles, ("create", "write", "commit")),
    (BaseDatabaseWrapper, ("_commit",)),
)


class Effects:
    """The effects of one worker in their order; the process ends at one of them."""

    def __init__(self, point: int | None) -> None:
        self.seen: list[str] = []
        self.point = point
        sys.addaudithook(self._audit)
        connection.execute_wrappers.append(self._row)
        for kind, names in MADE:
            for name in names:
                setattr(kind, name, self._around(getattr(kind, name), name))

    def _hit(self, what: str) -> None:
        self.seen.append(what)
        if len(self.seen) == self.point:
            os.kill(os.getpid(), signal.SIGKILL)

    def _audit(self, event: str, given: tuple[Any, ...]) -> None:
        if event in CHANGES:
            self._hit(event)
        elif event == "open" and isinstance(given[0], str) and given[2] & os.O_CREAT:
            self._hit("open")

    def _row(self, execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        done = execute(sql, *given)
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            self._hit(" ".join(sql.split()[:5]))
        return done

    def _around(self, method: Callable[..., Any], name: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self._hit(f"before {name}")
            done = method(*given, **named)
            self._hit(f"after {name}")
            return done

        return call


def live(point: int | None, out: int) -> None:
    """Work until nothing waits."""
    effects = Effects(point)
    call_command("work", batch=True, interval=0.02, startup_delay=False, verbosity=0)
    os.write(out, json.dumps(effects.seen).encode())


def pressed(address: str, typed: dict[str, Any], point: int | None, out: int) -> None:
    """Answer a form of the owner, or show a page when nothing is typed."""
    user = User.objects.get()
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN}}
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    effects = Effects(point)
    answered = client.post(address, typed) if typed else client.get(address)
    assert answered.status_code in (200, 302), answered.content.decode()
    os.write(out, json.dumps(effects.seen).encode())


def wanted(kind: str, arguments: dict[str, Any]) -> None:
    """Ask for a job as a page does; a brief is of a new piece."""
    team = Team.objects.get()
    if kind == "brief":
        piece = Piece.objects.create(team=team, title="A stone", keyword="pan", kind="article")
        arguments = {"piece": piece.pk, "by": None}
    if kind == "retain":
        arguments = {"team": team.slug}
    ask(team=team, kind=kind, by=None, arguments=arguments)


def main() -> None:
    """Live and die as often as it is asked for; every page is loaded before, once."""
    importlib.import_module("condat.workspace.urls")
    print("null", flush=True)
    for line in sys.stdin:
        told = json.loads(line)
        read, write = os.pipe()
        pid = os.fork()
        if not pid:
            try:
                if "open" in told:
                    call_command("migrate", verbosity=0)
                    team = Team.objects.create(slug="bread", name="Bread", folder=told["open"])
                    owner = User.objects.create_user("claire@example.org")
                    Membership.objects.create(team=team, user=owner, role="owner")
                elif "ask" in told:
                    wanted(told["ask"], told["arguments"])
                elif "press" in told:
                    pressed(told["press"], told["with"], told["point"], write)
                else:
                    live(told["point"], write)
            except BaseException:  # noqa: BLE001 - a fork never returns
                traceback.print_exc()
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as said:
            answer = said.read()
        os.waitpid(pid, 0)
        print(answer or "null", flush=True)
