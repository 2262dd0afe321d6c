"""What was kept long enough leaves; what is held of a person is handed out: by the command line."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from condat.core.errors import ErasedError
from condat.usecases.desk import Desk
from condat.usecases.init import init
from condat.usecases.keep import retention, unfinished
from condat.usecases.listen.importing import import_files
from integration.community import condat

POSTS = """url,title,text,published,author,likes
https://a.example/1,Levain,Vieux,2019-01-02,Ana Roux,3
https://a.example/2,Pain,Récent,2026-01-02,Ben Lang,2
https://a.example/3,Pain,Vieux,2018-01-02,Ben Lang,1
"""
CONTACTS = "name,email,role\nCleo Marin,cleo@a.example,autrice\n"


@pytest.fixture
def team(tmp_path: Path) -> Path:
    root = tmp_path / "moulin"
    init(root, brand="Moulin", language="en")
    (tmp_path / "posts.csv").write_text(POSTS)
    (tmp_path / "contacts.csv").write_text(CONTACTS)
    desk = Desk.open(root)
    import_files(desk, [tmp_path / "posts.csv"])
    import_files(desk, [tmp_path / "contacts.csv"])
    settings = root / "condat.toml"
    settings.write_text(settings.read_text() + "\n[retention]\nposts_months = 36\n")
    return root


def every_byte(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_was_kept_long_enough_leaves_every_table_and_version(team: Path) -> None:
    before = Desk.open(team).corpus.snapshot().version
    counted = condat("retain", "--dry-run", "--json", folder=team)
    told = {"posts": 2, "people": 1, "prospects": 0}
    assert json.loads(counted.stdout) == told
    assert Desk.open(team).corpus.snapshot().version == before
    assert json.loads(condat("retain", "--json", folder=team).stdout) == told
    corpus = Desk.open(team).corpus
    snapshot = corpus.snapshot()
    assert snapshot.arrow("posts", ["uri"])["uri"].to_pylist() == ["https://a.example/2"]
    assert snapshot.arrow("authors", ["name"])["name"].to_pylist() == ["Ben Lang"]
    assert snapshot.count("counts") == 1
    with pytest.raises(ErasedError):
        corpus.snapshot(before)
    assert b"Ana Roux" not in every_byte(team / "corpus")
    assert json.loads(condat("retain", "--json", folder=team).stdout) == dict.fromkeys(told, 0)


def test_prospects_leave_three_years_after_the_last_contact(team: Path) -> None:
    settings = team / "condat.toml"
    late = 'as_of = "2031-01-01T00:00:00Z"\n'
    text = settings.read_text().replace("posts_months = 36\n", "")
    settings.write_text(late + "\n".join(x for x in text.splitlines() if "as_of" not in x))
    desk = Desk.open(team)
    (person,) = desk.corpus.snapshot().arrow("contacts", ["person_uri"])["person_uri"].to_pylist()
    assert retention.due(desk).prospects == 1
    assert retention.due(desk, {person: desk.as_of}).prospects == 0


def test_who_left_and_writes_again_is_heard_again(team: Path, tmp_path: Path) -> None:
    condat("retain", folder=team)
    new = "url,title,text,published,author\nhttps://a.example/9,Retour,Oui,2026-03-01,Ana Roux\n"
    (tmp_path / "new.csv").write_text(new)
    import_files(Desk.open(team), [tmp_path / "new.csv"])
    names = Desk.open(team).corpus.snapshot().arrow("authors", ["name"])["name"].to_pylist()
    assert "Ana Roux" in names


def test_a_killed_run_is_finished_by_the_next(team: Path) -> None:
    corpus = Desk.open(team).corpus
    before = corpus.snapshot().version
    desk = Desk.open(team)
    keys = retention._keys(desk, corpus.snapshot(), {})
    with suppress(KeyboardInterrupt), unfinished.begun(desk, retention.NOTED):
        with corpus.transaction(at=desk.as_of, note=retention.NOTE) as tx:
            for name, rows in keys.items():
                tx.delete(name, rows)
        raise KeyboardInterrupt
    assert b"Ana Roux" in every_byte(team / "corpus")
    condat("retain", folder=team)
    with pytest.raises(ErasedError):
        Desk.open(team).corpus.snapshot(before)
    assert b"Ana Roux" not in every_byte(team / "corpus")


def test_everything_that_is_held_of_a_person(team: Path, tmp_path: Path) -> None:
    archive = tmp_path / "ana.zip"
    done = condat("disclose", "Ana Roux", str(archive), "--json", folder=team)
    assert json.loads(done.stdout)["posts"] == 1
    with zipfile.ZipFile(archive) as opened:
        names = set(opened.namelist())
        (post,) = json.loads(opened.read("posts.json"))
        text = opened.read("posts.csv").decode("utf-8-sig")
        every = b"".join(opened.read(name) for name in names)
    assert {"README.txt", "authors.json", "authors.csv", "counts-on-their-posts.json"} <= names
    assert (post["uri"], post["text"]) == ("https://a.example/1", "Vieux")
    assert next(csv.DictReader(io.StringIO(text)))["title"] == "Levain"
    assert b"Ben Lang" not in every
    assert condat("disclose", "Nobody", str(archive), folder=team).returncode == 4
    told = condat("disclose", "Ana Roux", str(archive), folder=team, CONDAT_LANGUAGE="fr").stdout
    assert "chiffres de ses publications" in told
    assert "their" not in told
