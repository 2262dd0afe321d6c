"""Imports through the browser's forms: looked at, mapped, imported, or refused with the reason."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from condat.core.words import Words
from condat.listen.mapping.chosen import fields
from condat.listen.mapping.header import FIRST, Header
from condat.listen.mapping.headers import named
from condat.listen.mapping.layout import all_ready
from condat.usecases.desk import Desk
from condat.usecases.listen.importing_post import keep_left
from condat.workspace.jobs.models import Job
from condat.workspace.jobs.tasks import work
from condat.workspace.plan.listening import uploads
from condat.workspace.plan.listening.columns import COLUMNS, TITLES
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

pytestmark = pytest.mark.django_db(transaction=True)
ENGLISH = {"accept-language": "en"}
POSTS = "url,title,text,published\nhttps://a.example/1,Levain,Un levain actif,2026-01-02\n"
OWN = (
    "Lien du billet;Intitulé;Corps du billet;Parution;Humeur\n"
    "https://a.example/1;Levain;Un levain actif;02/01/2026;gaie\n"
    "https://a.example/2;Farine;Une farine vive;hier;triste\n"
)
PICKS = {
    "pick-posts.uri": "Lien du billet",
    "pick-posts.title": "Intitulé",
    "pick-posts.text": "Corps du billet",
    "pick-posts.published": "Parution",
}
MAPPED = {"layout": "community", "before": "community", "dates": "day-first", **PICKS}


def worked() -> None:
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def sent(client: Client, name: str, body: str | bytes) -> str:
    """Send a file; return the address of its preview."""
    raw = body.encode() if isinstance(body, str) else body
    answer = client.post("/t/moulin/listen/import/file/", {"file": SimpleUploadedFile(name, raw)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def shown(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def posts(team: Team) -> list[dict[str, Any]]:
    return Desk.open(team.root).corpus.snapshot().arrow("posts").to_pylist()


def test_a_known_file_is_shown_before_it_comes_in(visitor: Visitor, team: Team) -> None:
    client = visitor("analyst")
    address = sent(client, "posts.csv", POSTS)
    page = shown(client.get(address, headers=ENGLISH))
    assert "posts.csv is read as: Posts with their text" in page
    assert "<td>Un levain actif</td>" in page
    assert not posts(team)
    assert client.post(address, {"act": "import", "layout": "community"}).status_code == 302
    worked()
    assert [post["title"] for post in posts(team)] == ["Levain"]
    assert Decision.objects.get().what == "file imported"
    assert not list((team.root / "uploads").iterdir())
    assert client.get("/t/moulin/search/", {"words": "levains"}).content.count(b"<mark>")


def test_an_unknown_file_is_mapped_kept_and_known_the_next_time(
    visitor: Visitor, team: Team
) -> None:
    client = visitor("analyst")
    address = sent(client, "billets.csv", OWN)
    assert "matches no known mapping" in shown(client.get(address, headers=ENGLISH))
    page = shown(client.post(address, MAPPED | {"act": "look"}, headers=ENGLISH))
    assert "2 rows were read · 1 row cannot be imported" in page
    assert "<td>Une farine vive</td>" not in page
    assert "is not a date" in page
    told = MAPPED | {"act": "import", "keep": "Nos billets", "side": "ours", "source": "blog"}
    assert client.post(address, told).status_code == 302
    worked()
    (post,) = posts(team)
    assert (post["title"], post["source"], post["published"].day) == ("Levain", "blog", 2)
    assert Desk.open(team.root).watch.brand.sources == ("blog",)
    again = shown(client.get(sent(client, "suite.csv", OWN), headers=ENGLISH))
    assert "suite.csv is read as: Nos billets" in again


def test_what_a_file_should_be_is_called_by_its_title(visitor: Visitor, team: Team) -> None:
    client = visitor("analyst")
    told = {"layout": "searches", "act": "look"}
    page = shown(client.post(sent(client, "billets.csv", OWN), told))
    assert "« Requêtes de la Search Console »" in page.replace("\u00a0", " ")
    assert "format searches" not in page


def test_a_missing_column_is_called_as_the_reader_would_call_it(
    visitor: Visitor, team: Team
) -> None:
    client = visitor("analyst")
    for language, called, others in (
        ("fr", "« Requêtes les plus fréquentes »", ("Suchanfragen", "Top queries")),
        ("de", "„Häufigste Suchanfragen“", ("Requêtes", "Top queries")),
        ("en", "“Top queries”", ("Requêtes", "Suchanfragen")),
    ):
        told = {"layout": "searches", "act": "look"}
        answer = client.post(
            sent(client, "billets.csv", OWN), told, headers={"accept-language": language}
        )
        problem = shown(answer).partition('<p class="note warning">')[2].partition("</p>")[0]
        assert called in problem
        assert not any(one in problem for one in others)
        assert "Lien du billet" in problem


def test_a_field_that_has_to_be_there_is_asked_for_beside_it(visitor: Visitor, team: Team) -> None:
    client = visitor("analyst")
    address = sent(client, "billets.csv", OWN)
    told = MAPPED | {"pick-posts.text": "", "act": "import"}
    answer = client.post(address, told, headers=ENGLISH)
    assert answer.status_code == 422
    assert 'id="problem-posts.text">needs a column' in shown(answer)
    assert not Job.objects.exists()


def test_a_name_that_is_taken_keeps_nothing_and_imports_nothing(
    visitor: Visitor, team: Team
) -> None:
    client = visitor("analyst")
    told = MAPPED | {"act": "import", "keep": "Nos billets"}
    assert client.post(sent(client, "a.csv", OWN), told).status_code == 302
    answer = client.post(sent(client, "b.csv", OWN), told)
    assert answer.status_code == 422
    assert 'id="problem-keep"' in shown(answer)
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("posts.exe", b"MZ"),
        ("posts.xlsx", b"url,title\n"),
        ("posts.parquet", b"nothing"),
        ("posts.csv", b"\0\0\0"),
        ("posts.csv", b""),
        ("posts.zip", b"PK\3\4 not really"),
    ],
)
def test_what_is_no_such_file_is_refused_and_goes(
    visitor: Visitor, team: Team, name: str, body: bytes
) -> None:
    client = visitor("analyst")
    file = SimpleUploadedFile(name, body)
    answer = client.post("/t/moulin/listen/import/file/", {"file": file}, follow=True)
    assert answer.status_code == 422
    assert 'id="problem-file"' in shown(answer)
    assert not list((team.root).glob("uploads/*"))


def test_a_file_too_large_is_refused(visitor: Visitor, team: Team, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 10
    file = SimpleUploadedFile("posts.csv", POSTS.encode())
    address, given = "/t/moulin/listen/import/file/", {"file": file}
    answer = visitor("analyst").post(address, given, headers=ENGLISH)
    assert answer.status_code == 422
    assert "are taken at once: split it." in shown(answer)


def test_before_any_import_no_row_was_rejected(visitor: Visitor, team: Team) -> None:
    page = shown(visitor("analyst").get("/t/moulin/listen/rejects/", headers=ENGLISH))
    assert "No row was rejected" in page


def test_an_upload_is_dropped_by_hand_or_after_a_day(visitor: Visitor, team: Team) -> None:
    client = visitor("analyst")
    address = sent(client, "posts.csv", POSTS)
    assert client.post(f"{address}drop/").status_code == 302
    assert client.get(address).status_code == 404
    sent(client, "posts.csv", POSTS)
    path = next((team.root / "uploads").iterdir())
    assert uploads.sweep(team, path.stat().st_mtime + 86_399) == 0
    assert uploads.sweep(team, path.stat().st_mtime + 86_401) == 1


def test_an_upload_of_another_team_does_not_exist(
    visitor: Visitor, team: Team, tmp_path: Path
) -> None:
    address = sent(visitor("analyst"), "posts.csv", POSTS)
    other = Team.objects.create(slug="other", name="Other", folder=str(tmp_path / "other"))
    other.memberships.create(user=team.memberships.first().user, role="owner")
    answer = visitor("owner").get(address.replace("/moulin/", "/other/"))
    assert answer.status_code == 404


def test_one_post_is_looked_at_then_imported_with_its_counts(visitor: Visitor, team: Team) -> None:
    client = visitor("analyst")
    told = {"text": "Un levain actif", "title": "Levain", "author": "Ana", "likes": "12"}
    page = shown(client.post("/t/moulin/listen/import/post/", told | {"act": "look"}))
    assert "<blockquote>Un levain actif</blockquote>" in page
    assert not posts(team)
    told |= {"act": "import"}
    assert client.post("/t/moulin/listen/import/post/", told).status_code == 302
    worked()
    (post,) = posts(team)
    assert post["title"] == "Levain"
    counts = Desk.open(team.root).corpus.snapshot().arrow("counts").to_pylist()
    assert [row["likes"] for row in counts] == [12]
    assert not list(Path(team.root, "uploads").iterdir())


def test_a_post_whose_worker_died_is_kept_once(visitor: Visitor, team: Team) -> None:
    told = {"text": "Un levain actif", "act": "import"}
    assert visitor("analyst").post("/t/moulin/listen/import/post/", told).status_code == 302
    desk, job = Desk.open(team.root), Job.objects.get(kind="post")
    folder = Path(job.arguments["folder"])
    keep_left(desk, folder, source="pasted")  # and the worker is gone before it could say so
    worked()
    assert len(posts(team)) == 1
    assert [one.note for one in desk.corpus.versions()] == ["", "import a post into pasted"]
    assert (Job.objects.get(pk=job.pk).state, folder.exists()) == ("done", False)


@pytest.mark.parametrize(
    ("told", "field"),
    [({"text": ""}, "address"), ({"likes": "many"}, "likes"), ({"published": "hier"}, "published")],
)
def test_a_post_that_cannot_be_is_said_beside_its_field(
    visitor: Visitor, team: Team, told: dict[str, str], field: str
) -> None:
    given = {"text": "Un levain actif", "act": "import"} | told
    answer = visitor("analyst").post("/t/moulin/listen/import/post/", given)
    assert answer.status_code == 422
    assert f'id="problem-{field}"' in shown(answer)
    assert not Decision.objects.exists()


def test_rejected_rows_are_listed_and_exported(visitor: Visitor, team: Team) -> None:
    client = visitor("analyst")
    address = sent(client, "posts.csv", POSTS + "https://a.example/2,=Bad,Text,someday\n")
    client.post(address, {"act": "import", "layout": "community"})
    worked()
    page = shown(client.get("/t/moulin/listen/rejects/", headers=ENGLISH))
    assert "1 row was not imported" in page
    answer = client.get("/t/moulin/listen/rejects/export/", headers=ENGLISH)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["File"], row["Line"], row["Field"]) == ("posts.csv", "3", "published")


def test_a_worker_that_went_after_the_import_is_not_told_of_a_missing_file(
    visitor: Visitor, team: Team
) -> None:
    client = visitor("analyst")
    address = sent(client, "posts.csv", POSTS)
    client.post(address, {"act": "import", "layout": "community"})
    worked()
    job = Job.objects.get()
    Job.objects.update(state="waiting", lease=None)
    work.enqueue(str(job.pk))
    worked()
    job.refresh_from_db()
    assert job.state == "done"


@pytest.mark.parametrize("language", ["fr", "de"])
def test_a_header_in_another_language_is_read(language: str) -> None:
    for layout in all_ready():
        for table, _, column in layout.columns():
            if table == layout.main and column.required and column.names[0] in FIRST:
                header = Header(column.names).said(Words(language))
                assert header != column.names[0]
                assert named(column.names, [header]) == [header]


def test_every_column_and_layout_has_its_words() -> None:
    keys = {one.key.partition(".")[2] for layout in all_ready() for one in fields(layout)}
    assert keys <= set(COLUMNS)
    assert {layout.name for layout in all_ready()} == set(TITLES)
