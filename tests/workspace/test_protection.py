"""What is owed to the people a team listens to: told in public, heard when they object."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from condat.usecases.desk import Desk
from condat.usecases.listen.importing import import_files
from condat.workspace.create.partnerships.models.partnership import RUNNING, Stage
from condat.workspace.protection.queries import objecting
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

HERE = "/t/moulin/settings/protection/"
ANA = {"name": "Ana Roux", "at": "2026-11-20", "how": "mail", "note": ""}
STEPS = {"purpose": "Écouter.", "necessity": "Ce qui est public.", "balance": "Peu d’effet."}
POSTS = "url,title,text,published,author\nhttps://a.example/1,Levain,Actif,2026-01-02,Ana Roux\n"


@pytest.fixture
def heard(team: Team, tmp_path: Path) -> Team:
    """A team that has heard one person."""
    file = tmp_path / "posts.csv"
    file.write_text(POSTS)
    import_files(Desk.open(team.root), [file])
    return team


def test_an_objection_is_kept_with_when_and_how(visitor: Visitor, heard: Team) -> None:
    assert visitor("partners").post(f"{HERE}objections/add/", ANA).status_code == 302
    kept = heard.objections.get()
    assert (kept.name, kept.how, f"{kept.at:%Y-%m-%d}") == ("Ana Roux", "mail", "2026-11-20")
    assert objecting(heard) == {kept.person_uri}
    assert (
        kept.person_uri
        in Desk.open(heard.root).corpus.snapshot().arrow("authors")["uri"].to_pylist()
    )
    page = visitor("viewer").get(f"{HERE}objections/").content.decode()
    assert "Ana Roux" in page
    assert Decision.objects.get().what == "objection kept"


def test_somebody_not_heard_yet_can_object(visitor: Visitor, team: Team) -> None:
    assert visitor("owner").post(f"{HERE}objections/add/", ANA).status_code == 302
    assert team.objections.get().person_uri == ""
    assert objecting(team) == frozenset()


def test_who_objects_twice_is_told_beside_the_field(visitor: Visitor, team: Team) -> None:
    owner = visitor("owner")
    owner.post(f"{HERE}objections/add/", ANA)
    answer = owner.post(f"{HERE}objections/add/", ANA)
    assert answer.status_code == 422
    assert 'value="Ana Roux"' in answer.content.decode()
    assert team.objections.count() == 1


def test_an_objection_without_a_day_is_not_kept(visitor: Visitor, team: Team) -> None:
    answer = visitor("owner").post(f"{HERE}objections/add/", ANA | {"at": "yesterday"})
    assert answer.status_code == 422
    assert not team.objections.exists()


def test_an_objection_ends_with_a_reason_alone(visitor: Visitor, team: Team) -> None:
    owner = visitor("owner")
    owner.post(f"{HERE}objections/add/", ANA)
    door = f"{HERE}objections/{team.objections.get().pk}/withdraw/"
    assert owner.post(door, {"why": " "}).status_code == 422
    assert owner.post(door, {"why": "Ana a changé d’avis"}).status_code == 302
    assert not team.objections.exists()
    assert Decision.objects.first().why == "Ana a changé d’avis"


def test_the_notice_is_read_by_anybody_once_it_is_written(visitor: Visitor, team: Team) -> None:
    assert Client().get("/notice/moulin/").status_code == 404
    owner = visitor("owner")
    owner.post(f"{HERE}notice/fr/", {"text": "Nous lisons ce qui est public."})
    owner.post(f"{HERE}notice/de/", {"text": "Wir lesen, was öffentlich ist."})
    assert "public" in Client().get("/notice/moulin/").content.decode()
    german = Client(headers={"Accept-Language": "de"}).get("/notice/moulin/")
    assert "öffentlich" in german.content.decode()
    english = Client(headers={"Accept-Language": "en"}).get("/notice/moulin/")
    assert "Nous lisons" in english.content.decode()


def test_every_version_of_the_notice_stays(visitor: Visitor, team: Team) -> None:
    owner = visitor("owner")
    for text in ("Un", "Un", "Deux", ""):
        owner.post(f"{HERE}notice/fr/", {"text": text})
    assert list(team.notices.values_list("version", "text")) == [(3, ""), (2, "Deux"), (1, "Un")]
    assert Client().get("/notice/moulin/").status_code == 404
    assert owner.post(f"{HERE}notice/xx/", {"text": "Un"}).status_code == 404


def test_a_notice_is_text_and_never_markup(visitor: Visitor, team: Team) -> None:
    visitor("owner").post(f"{HERE}notice/fr/", {"text": "<script>alert(1)</script>"})
    assert b"<script>alert" not in Client().get("/notice/moulin/").content


def test_the_balancing_record_is_approved_by_name_as_it_stands(
    visitor: Visitor, team: Team
) -> None:
    owner = visitor("owner")
    assert owner.post(f"{HERE}balance/write/", STEPS | {"balance": " "}).status_code == 422
    assert owner.post(f"{HERE}balance/write/", STEPS).status_code == 302
    first = team.balances.get()
    owner.post(f"{HERE}balance/write/", STEPS | {"purpose": "Écouter mieux."})
    assert owner.post(f"{HERE}balance/{first.pk}/approve/").status_code == 409
    second = team.balances.first()
    assert owner.post(f"{HERE}balance/{second.pk}/approve/").status_code == 302
    second.refresh_from_db()
    assert second.approved_by == "claire@example.org"
    told = visitor("viewer").get(f"{HERE}balance/export/")
    assert "attachment" in told["Content-Disposition"]
    assert all(text in told.content.decode() for text in ("Écouter.", "Écouter mieux.", "claire"))


def test_a_person_gets_what_is_held_of_them(visitor: Visitor, heard: Team) -> None:
    owner = visitor("owner")
    owner.post(f"{HERE}objections/add/", ANA)
    answer = owner.post(f"{HERE}person/disclose/", {"who": "ana roux"})
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as opened:
        assert json.loads(opened.read("posts.json"))[0]["title"] == "Levain"
        assert json.loads(opened.read("objections.json"))[0]["how"] == "mail"
    lost = owner.post(f"{HERE}person/disclose/", {"who": "Nobody"})
    assert lost.status_code == 422
    assert 'value="Nobody"' in lost.content.decode()
    assert Decision.objects.first().what == "data disclosed"
    assert Decision.objects.first().subject == ""


def test_how_long_data_is_kept_is_set_and_applied(
    visitor: Visitor, heard: Team, transactional_db: None
) -> None:
    owner = visitor("owner")
    assert owner.post(f"{HERE}retention/set/", {"posts": "0"}).status_code == 422
    told = {"posts": "1", "prospects": "36"}
    assert owner.post(f"{HERE}retention/set/", told).status_code == 302
    kept = Desk.open(heard.root).settings.retention
    assert (kept.posts_months, kept.prospects_months) == (1, 36)
    assert owner.post(f"{HERE}retention/apply/").status_code == 302
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    assert Desk.open(heard.root).corpus.snapshot().count("posts") == 0
    assert heard.jobs.get(kind="retain").result == {"posts": 1, "people": 1, "prospects": 0}


def test_the_scheduler_applies_it_once_a_week(heard: Team) -> None:
    call_command("schedule", once=True)
    assert not heard.jobs.filter(kind="retain").exists()
    Team.objects.update(made_at=timezone.now() - timedelta(days=8))
    for _ in range(2):
        call_command("schedule", once=True)
    assert heard.jobs.filter(kind="retain").count() == 1


def test_prospects_leave_with_what_was_kept_of_them(
    visitor: Visitor, heard: Team, transactional_db: None
) -> None:
    def prospect(name: str, stage: str, years: int) -> None:
        made = heard.partnerships.create(name=name, language="fr", source="x", stage=stage)
        day = (timezone.now() - timedelta(days=366 * years)).date()
        made.touches.create(kind="mail", on=day, text="Bonjour", name="Claire")

    prospect("Vieux", Stage.TO_MEET, 4)
    prospect("Récent", Stage.TO_MEET, 2)
    prospect("Actif", RUNNING[0], 4)
    visitor("owner").post(f"{HERE}retention/apply/")
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    assert set(heard.partnerships.values_list("name", flat=True)) == {"Récent", "Actif"}
    assert heard.jobs.get(kind="retain").result["prospects"] == 1


def test_what_goes_is_seen_before_an_erasure_is_confirmed(visitor: Visitor, heard: Team) -> None:
    owner, here = visitor("owner"), f"{HERE}person/erase/"
    lost = owner.post(here, {"who": "Nobody"})
    assert lost.status_code == 422
    assert 'value="Nobody"' in lost.content.decode()
    seen = owner.post(here, {"who": "ana roux"}).content.decode()
    assert "Voici ce qui sera effacé de Ana Roux" in seen
    assert "Ses publications</dt><dd>1</dd>" in seen
    assert "<li>Levain</li>" in seen
    wrong = owner.post(f"{here}confirm/", {"who": "Ana Roux", "confirm": "Ana"})
    assert wrong.status_code == 422
    assert "Rien n’a été effacé" in wrong.content.decode()
    assert not heard.jobs.filter(kind="forget").exists()
    told = {"who": "Ana Roux", "confirm": "ana roux"}
    assert owner.post(f"{here}confirm/", told).status_code == 302
    assert heard.jobs.get(kind="forget").arguments["who"].startswith("urn:")
    line = Decision.objects.get(what="erasure asked")
    assert (line.subject, line.why, line.detail) == ("", "", {})


def test_posts_without_a_title_are_known_by_whole_words(
    visitor: Visitor, heard: Team, tmp_path: Path
) -> None:
    file = tmp_path / "posts.csv"
    said = "Enfourné ce matin avant le bain des petits, " * 3
    file.write_text(POSTS.replace("/1,Levain,Actif", f'/2,,"{said}"'))
    import_files(Desk.open(heard.root), [file])
    seen = visitor("owner").post(f"{HERE}person/erase/", {"who": "ana roux"}).content.decode()
    assert "<li>Enfourné ce matin avant le bain des petits, Enfourné ce matin avant le" in seen
    assert "bain des…</li>" in seen
