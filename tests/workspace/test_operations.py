"""Backup, restore and doctor of the whole server, by its own command."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from condat.usecases.desk import Desk
from condat.usecases.init import init
from condat.usecases.keep.forgetting import find, forget
from condat.usecases.listen.importing import import_files
from servers import postgres

pytestmark = [pytest.mark.server, pytest.mark.slow]
POSTS = """url,title,text,published,author
https://a.example/1,Levain,Actif,2026-01-02,Ana Roux
https://a.example/2,Pain,Actif,2026-01-03,Ben Lang
https://c.example/3,Four,Actif,2026-01-04,Cleo Faure
"""
NOTED = """insert into protection_objection (team_id, person_uri, name, at, how, note)
values (1, '', 'Cleo Faure', '2026-01-05', 'mail', 'Cleo Faure appelle')"""


def command(home: Path, *given: str, **more: str) -> subprocess.CompletedProcess[str]:
    told = os.environ | {"CONDAT_HOME": str(home), **more}
    run = [sys.executable, "-m", "condat.workspace", *given]
    return subprocess.run(run, env=told, capture_output=True, text=True)


def opened(tmp_path: Path, **more: str) -> Path:
    """A server with one team, in which a person was erased."""
    home, folder, file = tmp_path / "home", tmp_path / "moulin", tmp_path / "posts.csv"
    init(folder, brand="Moulin", language="fr")
    file.write_text(POSTS)
    desk = Desk.open(folder)
    import_files(desk, [file])
    forget(desk, find(desk, "Ana Roux"))
    assert command(home, "migrate", "-v0", **more).returncode == 0
    done = command(home, "open_team", str(folder), "--owner", "claire@example.org", **more)
    assert done.returncode == 0, done.stderr
    return home


def restored(tmp_path: Path, home: Path, new: Path, **more: str) -> None:
    archive = tmp_path / "all.tar"
    made = command(home, "backup", str(archive), **more)
    assert made.returncode == 0, made.stderr
    assert archive.stat().st_mode & 0o077 == 0
    erased_since(tmp_path / "moulin", home, new)
    back = command(new, "restore", str(archive), **more)
    assert back.returncode == 0, back.stderr
    corpus = Desk.open(new / "teams" / "moulin").corpus
    names = corpus.snapshot().arrow("authors", ["name"])["name"].to_pylist()
    assert names == ["Ben Lang"]
    assert naming(new) == []
    assert (new / "secret.key").read_text() == (home / "secret.key").read_text()
    well = command(new, "doctor", **more)
    assert well.returncode == 0, well.stdout
    assert "Its folder and its corpus are well." in well.stdout
    import_files(Desk.open(new / "teams" / "moulin"), [tmp_path / "posts.csv"])
    again = Desk.open(new / "teams" / "moulin").corpus.snapshot().arrow("authors", ["name"])
    assert again["name"].to_pylist() == ["Ben Lang"]  # who was erased stays erased
    refused = command(new, "restore", str(archive), **more)
    assert refused.returncode == 1
    assert "has teams already" in refused.stderr


def erased_since(folder: Path, home: Path, new: Path) -> None:
    """Erase somebody at the command line after the backup; the list goes over to the new home."""
    assert naming(home)
    forget(Desk.open(folder), find(Desk.open(folder), "Cleo Faure"))
    assert command(home, "schedule", "--once").returncode == 0
    assert naming(home) == []
    shutil.copytree(home / "suppression", new / "suppression")


def naming(home: Path) -> list[str]:
    """Name the files of a home, the raw pages of its database among them, that say who it was."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return [path.name for path in files if b"faure" in path.read_bytes().lower()]


def test_a_server_is_back_from_its_backup(tmp_path: Path) -> None:
    home = opened(tmp_path)
    with sqlite3.connect(home / "condat.db") as base:  # as a member noted it
        base.execute(NOTED)
    restored(tmp_path, home, tmp_path / "new")


def test_a_server_on_postgresql_is_back_from_its_backup(tmp_path: Path) -> None:
    if lacking := postgres.missing():
        pytest.skip(f"no PostgreSQL: {lacking}")
    with postgres.cluster() as address:
        told = {"CONDAT_DATABASE_URL": address}
        home = opened(tmp_path, **told)
        archive = tmp_path / "all.tar"
        assert command(home, "backup", str(archive), **told).returncode == 0
    with postgres.cluster() as other:
        told = {"CONDAT_DATABASE_URL": other}
        back = command(tmp_path / "new", "restore", str(archive), **told)
        assert back.returncode == 0, back.stderr
        assert "moulin" in command(tmp_path / "new", "doctor", **told).stdout


def test_what_is_no_backup_changes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    command(home, "migrate", "-v0")
    (tmp_path / "x.tar").write_text("no")
    for name in ("x.tar", "none.tar"):
        done = command(home, "restore", str(tmp_path / name))
        assert done.returncode == 1
        assert name in done.stderr
        assert "Traceback" not in done.stderr


def test_the_doctor_says_what_is_wrong(tmp_path: Path) -> None:
    home = opened(tmp_path)
    assert command(home, "doctor").returncode == 0
    (home / "secret.key").chmod(0o644)
    (tmp_path / "moulin" / "watch.toml").write_text("nonsense")
    told = command(home, "doctor", CONDAT_MAIL_URL="smtp://127.0.0.1:9")
    assert told.returncode == 8
    assert "Others can read it. Run: chmod 600" in told.stdout
    assert "127.0.0.1 does not answer" in told.stdout
    assert "watch.toml" in told.stdout


def test_the_doctor_says_that_a_database_is_behind(tmp_path: Path) -> None:
    told = command(tmp_path / "home", "doctor")
    assert told.returncode == 8
    assert "Run: condat-workspace migrate" in told.stdout
