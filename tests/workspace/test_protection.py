"""What is owed to the people a team listens to: told in public, heard when they object."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from condat.usecases.desk import Desk
from condat.usecases.importing import import_files
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
