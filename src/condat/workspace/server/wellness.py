"""Is the server well? Database, key, mail, worker, disk, clock, and each team's folder."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from condat.core.errors import CondatError
from condat.corpus.check import Finding
from condat.usecases.desk import Desk
from condat.usecases.keep import doctor
from condat.workspace.jobs.models import Job, State
from condat.workspace.server.resealing import closed
from condat.workspace.teams.models import Team

PATIENCE = timedelta(minutes=2)
ROOM = 1_000_000_000  # bytes
SLACK = timedelta(minutes=1)


def findings() -> Iterator[Finding]:
    """Look at everything that can be wrong before somebody meets it; nothing is changed."""
    yield from (_key(), _mail(), _disk())
    database = _database()
    yield database
    if database.level == "ok":
        yield from (_worker(), _clock(), _sealed())
        for team in Team.objects.all():
            yield from _team(team)


def _database() -> Finding:
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        return Finding("error", "database", f"It cannot be reached: {error}")
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if behind:
        hint = "Run: condat-workspace migrate"
        return Finding("error", "database", f"It is {len(behind)} steps behind.", hint)
    return Finding("ok", "database", f"It is up to date ({connection.vendor}).")


def _key() -> Finding:
    file = settings.HOME / "secret.key"
    if not file.exists():
        return Finding("ok", "key", "It comes from the environment.")
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        return Finding("error", "key", "Others can read it.", f"Run: chmod 600 {file}")
    return Finding("ok", "key", "Only the server can read it.")


def _mail() -> Finding:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        hint = "Set CONDAT_MAIL_URL, so that invitations arrive."
        return Finding("warning", "mail", "Mails are written to files.", hint)
    try:
        with get_connection(timeout=10):
            return Finding("ok", "mail", f"{settings.EMAIL_HOST} takes mails.")
    except OSError as error:
        hint = "Look at CONDAT_MAIL_URL."
        return Finding("error", "mail", f"{settings.EMAIL_HOST} does not answer: {error}", hint)


def _disk() -> Finding:
    free = shutil.disk_usage(settings.HOME).free
    told = f"{free / 1e9:.1f} GB are free."
    return Finding("ok" if free > ROOM else "error", "disk", told)


def _worker() -> Finding:
    waiting = Job.objects.filter(state=State.WAITING, asked_at__lt=timezone.now() - PATIENCE)
    left = Job.objects.filter(state=State.RUNNING, leased_until__lt=timezone.now() - PATIENCE)
    count = waiting.count() + left.count()
    if count:
        hint = "Start one: condat-workspace serve, or work and schedule."
        return Finding("error", "worker", f"{count} jobs wait, and nobody works on them.", hint)
    return Finding("ok", "worker", "No job waits for long.")


def _clock() -> Finding:
    last = Job.objects.order_by("-asked_at").values_list("asked_at", flat=True).first()
    if last and last > timezone.now() + SLACK:
        hint = "Set the clock, or let the system keep it (NTP)."
        return Finding("error", "clock", f"A job was asked for in the future ({last}).", hint)
    return Finding("ok", "clock", f"It says {timezone.now():%Y-%m-%d %H:%M} UTC.")


def _sealed() -> Finding:
    if count := closed():
        hint = "Put the key that sealed them into CONDAT_SECRET_KEY_FALLBACKS."
        return Finding("error", "secrets", f"{count} cannot be opened with this key.", hint)
    return Finding("ok", "secrets", "They are sealed, and this key opens them.")


def _team(team: Team) -> Iterator[Finding]:
    try:
        found = doctor.doctor(Desk.open(team.root))
    except CondatError as error:
        yield Finding("error", team.slug, error.message, error.hint)
        return
    wrong = [one for one in found if one.level != "ok"]
    for one in wrong:
        told = f"{one.about}: {one.message.format(**one.values)}"
        yield Finding(one.level, team.slug, told, one.hint.format(**one.values))
    if not wrong:
        yield Finding("ok", team.slug, "Its folder and its corpus are well.")
