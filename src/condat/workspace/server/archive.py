"""A backup of the whole server in one file: database, key, the folder of each team."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from condat.core.errors import InputError
from condat.core.words import mark
from condat.usecases.desk import Desk
from condat.usecases.keep import backing
from condat.workspace.jobs import erasing
from condat.workspace.teams.models import Team

DATABASE, KEY, TEAMS = "database", "secret.key", "teams"


def backup(archive: Path) -> int:
    """Write everything to one file, readable by its owner alone; return how many teams it holds.

    The server may run meanwhile: the database is read as of one moment, then each team's folder.
    """
    archive.parent.mkdir(parents=True, exist_ok=True)
    unfinished = archive.with_name(f".{archive.name}")
    teams = list(Team.objects.all())
    with tempfile.TemporaryDirectory(dir=archive.parent) as name:
        folder = Path(name)
        _dump(folder / DATABASE)
        (folder / KEY).write_text(settings.SECRET_KEY)
        for team in teams:
            backing.backup(Desk.open(team.root), folder / TEAMS / f"{team.slug}.tar")
        with (
            open(unfinished, "wb", opener=_private) as file,
            tarfile.open(fileobj=file, mode="w") as tar,
        ):
            tar.add(folder, ".")
    unfinished.replace(archive)
    return len(teams)


def restore(archive: Path) -> int:
    """Put a backup into a server that has no team yet; return how many teams it has then.

    Folders go below the home, and the database is brought up to this version. Whoever was erased
    before the backup was made stays erased, and so does who was erased since and is on the list
    that the home keeps: in every folder (see ``usecases.backing``) and in every row.

    Raises
    ------
    InputError
        When the server has teams, or the file is no backup.
    """
    if "teams_team" in connection.introspection.table_names() and Team.objects.exists():
        raise InputError(mark("This server has teams already; nothing was changed."))
    with tempfile.TemporaryDirectory(dir=settings.HOME) as name:
        folder = Path(name)
        _unpack(archive, folder)
        for file in sorted((folder / TEAMS).glob("*.tar")):
            backing.restore(file, _home(file.stem), also=erasing.known(file.stem))
        _load(folder / DATABASE)
        shutil.copyfile(folder / KEY, settings.HOME / KEY)
        (settings.HOME / KEY).chmod(0o600)
    _brought_up()
    for team in Team.objects.all():
        team.folder = str(_home(team.slug))
        team.save(update_fields=["folder"])
    erasing.align_all()
    return Team.objects.count()


def _home(slug: str) -> Path:
    return Path(settings.HOME, TEAMS, slug)


def _brought_up() -> None:
    """Bring the database up to this version, in a process that has the key of the backup."""
    connection.close()
    subprocess.run([sys.executable, "-m", "condat.workspace", "migrate", "-v0"], check=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _unpack(archive: Path, folder: Path) -> None:
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
    except FileNotFoundError:
        raise InputError(mark("is not there."), file=str(archive)) from None
    except tarfile.TarError:
        raise InputError(mark("is no backup, or it is cut short."), file=str(archive)) from None
    if not (folder / DATABASE).exists():
        told = mark("is no backup of a workspace: it has no {name}.")
        raise InputError(told, name=DATABASE, file=str(archive))


def _dump(file: Path) -> None:
    if connection.vendor == "postgresql":
        _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={file}")
        return
    connection.ensure_connection()
    with sqlite3.connect(file) as copy:
        connection.connection.backup(copy)
    copy.close()


def _load(file: Path) -> None:
    if connection.vendor == "postgresql":
        _postgres("pg_restore", "--clean", "--if-exists", "--no-owner", str(file))
        return
    connection.ensure_connection()
    with sqlite3.connect(file) as kept:
        kept.backup(connection.connection)
    kept.close()


def _postgres(program: str, *given: str) -> None:
    """Run a program of PostgreSQL on our database; its password is seen by nobody else."""
    known: dict[str, Any] = connection.settings_dict
    told = {"PGHOST": known["HOST"], "PGPORT": known["PORT"], "PGUSER": known["USER"]}
    told |= {"PGPASSWORD": known["PASSWORD"], "PGDATABASE": known["NAME"]}
    environment = os.environ | {name: str(value) for name, value in told.items() if value}
    database = ["--dbname", known["NAME"]] if program == "pg_restore" else []
    subprocess.run([program, *database, *given], env=environment, check=True)  # noqa: S603 - our own command
