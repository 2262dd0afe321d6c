"""Whoever is erased, by whichever way: no row, no mail and no file names them afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from condat.usecases.desk import Desk
from condat.usecases.keep import backing
from condat.usecases.keep.forgetting import find, forget
from condat.usecases.listen.importing import import_files
from condat.workspace.accounts.models import User
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.create.pieces.models import Piece
from condat.workspace.jobs.actions import ask
from condat.workspace.jobs.erasing import align, align_all, known
from condat.workspace.record.actions import record
from condat.workspace.record.models import Press
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

pytestmark = pytest.mark.django_db(transaction=True)
POSTS = """url,title,text,published,author
https://ana.example/1,Levain,Actif,2026-01-02,Ana Roux
https://b.example/2,Pain,Doux,2026-01-03,Ben Lang
"""
NAMED = ("ana roux", "roux", "https://ana.example/1")


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.EMAIL_FILE_PATH = str(settings.HOME / "mail")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.HOME.mkdir()
    return Path(settings.HOME)


@pytest.fixture
def named(home: Path, team: Team, owner: User, tmp_path: Path) -> Team:
    """A team in which Ana Roux stands everywhere a name can stand."""
    file = tmp_path / "posts.csv"
    file.write_text(POSTS)
    desk = Desk.open(team.root)
    import_files(desk, [file])
    uri = find(desk, "Ana Roux").uri
    piece = Piece.objects.create(team=team, title="Le levain selon Ana Roux", kind="interview")
    piece.versions.create(number=1, text="Ana Roux dit : « il a faim ». Nous cuisons.")
    piece.quotes.create(person="Ana Roux", text="« il a faim »")
    team.matches.create(link="https://ana.example/1", author="Ana Roux", author_uri=uri)
    team.objections.create(name="Ana Roux", how="mail")
    told = {"language": "fr", "source": "typed in"}
    ana = Partnership.objects.create(team=team, name="Ana Roux", email="ana@roux.example", **told)
    ana.mails.create(to="ana@roux.example", subject="Bonjour", body="Chère Ana Roux", name="x")
    ben = Partnership.objects.create(team=team, name="Ben Lang", person_uri="urn:ben", **told)
    ben.touches.create(kind="call", on="2026-03-01", text="Parlé d’Ana Roux", name="Claire")
    record(team=team, by=owner, what="accepted", why="Ana Roux écrit", detail={"who": [uri]})
    Press.objects.create(key="1", led="/t/moulin/source/?name=Carnet%20d%E2%80%99Ana+Roux")
    Press.objects.create(key="2", led="/t/moulin/source/?name=Ben+Lang")
    mailed("Pour Ben Lang", "Avec Ana Roux, dès lundi. Nous pétrissons.", "ben@lang.example")
    mailed("Bonjour", "Chère Ana", '"Ana Roux" <ana@a.example>')
    return team


def mailed(subject: str, body: str, to: str) -> None:
    EmailMessage(subject, body, "us@moulin.example", [to], connection=get_connection()).send()


def traces(*folders: Path) -> list[str]:
    """Search a dump of the database, its own bytes and every file of folders for who was erased."""
    call_command("dumpdata", output=str(folders[0] / "rows.json"), verbosity=0)
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    kept = {str(path): path.read_bytes() for path in files} | {"the database": database()}
    texts = {name: held.decode("utf-8", "replace").lower() for name, held in kept.items()}
    (folders[0] / "rows.json").unlink()
    return [f"{name} in {path}" for path, text in texts.items() for name in NAMED if name in text]


def database() -> bytes:
    """Return every byte that the database keeps, dead rows included."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return bytes(connection.connection.serialize())
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class"
            " WHERE relkind IN ('r', 'i', 't') AND relfilenode <> 0"
        )
        return b"".join(bytes(held) for (held,) in cursor)


def erased_at_the_command_line(team: Team) -> None:
    desk = Desk.open(team.root)
    forget(desk, find(desk, "Ana Roux"))


def test_after_an_erasure_in_the_browser(named: Team, owner: User, home: Path) -> None:
    assert traces(home, named.root)
    ask(team=named, kind="forget", by=owner, arguments={"who": "Ana Roux"})
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    assert traces(home, named.root) == []
    assert Piece.objects.get().versions.get().text == "… dit : …. Nous cuisons."
    assert [one.name for one in Partnership.objects.all()] == ["Ben Lang"]
    assert [one.key for one in Press.objects.all()] == ["2"]
    (kept,) = (home / "mail").glob("*.log")
    assert "Nous pétrissons." in kept.read_text("utf-8")


@pytest.mark.parametrize("way", ["start", "scheduler"])
def test_after_one_at_the_command_line_while_the_server_rested(
    named: Team, home: Path, way: str
) -> None:
    erased_at_the_command_line(named)
    assert traces(home, named.root)
    if way == "start":
        align_all()
    else:
        call_command("schedule", once=True)
    assert traces(home, named.root) == []


def test_rows_are_looked_at_when_the_list_has_changed(named: Team) -> None:
    assert align(Team.objects.get())
    assert not align(Team.objects.get())
    erased_at_the_command_line(named)
    assert align(Team.objects.get())
    assert not align(Team.objects.get())


def test_what_the_accounts_have_to_keep_keeps_its_name(named: Team, visitor: Visitor) -> None:
    ana = Partnership.objects.get(name="Ana Roux")
    deal = ana.deals.create(advertiser="Moulin", objective="Atelier", signed_on="2026-03-01")
    deal.deliverables.create(what="Une vidéo", place="site", due_on="2026-04-01")
    erased_at_the_command_line(named)
    align_all()
    ana.refresh_from_db()
    assert (ana.name, ana.email, ana.mails.count()) == ("Ana Roux", "", 0)
    assert ana.deals.get() == deal
    partner, english = visitor("partners"), {"accept-language": "en"}
    board, page = "/t/moulin/partnerships/", f"/t/moulin/partnerships/{ana.pk}/"
    assert "Une vidéo" not in partner.get(board).content.decode()  # nobody asks it of them
    shown = partner.get(page, headers=english).content.decode()
    assert "Ana Roux: kept for the accounts alone" in shown
    assert "Write to them" not in shown
    assert (
        "It is published"
        not in partner.get(f"{page}deals/{deal.pk}/", headers=english).content.decode()
    )
    assert not align(Team.objects.get())


def test_rows_that_have_to_differ_still_do(named: Team) -> None:
    for name in ("ANA ROUX", "ana roux"):
        named.templates.create(name=name, language="fr", subject="x", body="x")
    erased_at_the_command_line(named)
    align_all()
    assert len({one.name for one in named.templates.all()}) == 2
    assert not any("roux" in one.name.lower() for one in named.templates.all())


def test_a_mail_with_a_file_that_names_them_goes(named: Team, home: Path) -> None:
    told = EmailMessage("Contrat", "Pour Ana Roux", "us@a.example", ["ben@lang.example"])
    told.attach("contrat.pdf", b"%PDF", "application/pdf")
    told.send()
    erased_at_the_command_line(named)
    align_all()
    assert not any(b"PDF" in path.read_bytes() for path in (home / "mail").iterdir())


def test_a_folder_restored_from_before_stays_without_them(named: Team, tmp_path: Path) -> None:
    archive = tmp_path / "before.tar"
    backing.backup(Desk.open(named.root), archive)
    erased_at_the_command_line(named)
    align_all()
    shutil.rmtree(named.root)
    backing.restore(archive, named.root, also=known(named.slug))
    names = Desk.open(named.root).corpus.snapshot().arrow("authors", ["name"])["name"]
    assert names.to_pylist() == ["Ben Lang"]
