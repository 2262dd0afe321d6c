"""Personas: written in the browser, statement by statement, and asked of the posts."""

from __future__ import annotations

import pytest
from django.test import Client

from condat.usecases.desk import Desk
from condat.usecases.read import personas
from condat.usecases.team.strategy import personas_of
from condat.workspace.jobs.models import Job
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

BAKERS = {
    "name": "Evening bakers",
    "description": "They bake after work.",
    "size": "900",
    "places": "blogs, mastodon",
    "languages": ["fr"],
    "hours": "7, 19",
}
HERE = "/t/moulin/personas/"


def written(team: Team) -> tuple[personas.Persona, ...]:
    return personas_of(Desk.open(team.root)).personas


@pytest.fixture
def editor(visitor: Visitor, team: Team) -> Client:
    (team.root / "personas.toml").write_text("# Groups, never people.\n", "utf-8")
    client = visitor("editor")
    assert client.post(f"{HERE}add/", BAKERS).status_code == 302
    return client


def test_a_persona_is_written_and_the_file_keeps_its_comments(editor: Client, team: Team) -> None:
    one = written(team)[0]
    assert (one.name, one.size, one.places, one.hours) == (
        "Evening bakers",
        900,
        ("blogs", "mastodon"),
        (7, 19),
    )
    assert (team.root / "personas.toml").read_text("utf-8").startswith("# Groups, never people.")
    assert Decision.objects.get().what == "persona written"


@pytest.mark.parametrize(
    "wrong", [{"size": "3"}, {"name": ""}, {"hours": "25"}, {"name": "evening BAKERS"}]
)
def test_what_cannot_be_is_said_beside_its_field_and_kept_typed(
    editor: Client, team: Team, wrong: dict[str, str]
) -> None:
    told = BAKERS | {"name": "Others", "description": "They are others."} | wrong
    answer = editor.post(f"{HERE}add/", told)
    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert "They are others." in answer.content.decode()
    assert len(written(team)) == 1


def test_a_statement_has_its_origin_and_is_taken_back(editor: Client, team: Team) -> None:
    said = {"kind": "word", "text": "rye flour", "origin": "interview"}
    assert editor.post(f"{HERE}1/say/", said).status_code == 302
    assert written(team)[0].words == ("rye flour",)
    assert written(team)[0].origins == {"rye flour": "interview"}
    assert "rye flour" in editor.get(f"{HERE}1/").content.decode()
    editor.post(f"{HERE}1/unsay/", {"kind": "word", "text": "rye flour"})
    assert written(team)[0].words == ()
    assert written(team)[0].origins == {}


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"kind": "secret"}, {"origin": "rumour"}, {"text": "twice"}]
)
def test_a_statement_that_cannot_be_changes_nothing(
    editor: Client, team: Team, wrong: dict[str, str]
) -> None:
    told = {"kind": "word", "text": "twice", "origin": ""}
    editor.post(f"{HERE}1/say/", told)
    before = (team.root / "personas.toml").read_text("utf-8")
    answer = editor.post(f"{HERE}1/say/", told | {"text": "new"} | wrong)
    assert answer.status_code == 422
    assert (team.root / "personas.toml").read_text("utf-8") == before


def test_a_persona_is_changed_and_removed(editor: Client, team: Team) -> None:
    editor.post(f"{HERE}1/change/", BAKERS | {"name": "Night bakers", "size": ""})
    assert (written(team)[0].name, written(team)[0].size) == ("Night bakers", None)
    editor.post(f"{HERE}1/remove/", {"why": "nobody"})
    assert written(team) == ()


def test_the_posts_are_asked_and_the_verdict_opens_onto_them(visitor: Visitor, heard: Team) -> None:
    client = visitor("editor")
    client.post(f"{HERE}add/", BAKERS)
    client.post(f"{HERE}1/say/", {"kind": "word", "text": "mill", "origin": "sales"})
    assert Job.objects.get().kind == "mark"
    personas.marked(Desk.open(heard.root), 1)
    page = client.get(f"{HERE}1/").content.decode()
    assert 'class="verdict seen"' in page
    address = page.split('data-drawer href="')[1].split('"')[0].replace("&amp;", "&")
    assert "bread.example" in client.get(address).content.decode()


def test_a_persona_that_is_not_there_is_not_found(visitor: Visitor, team: Team) -> None:
    client = visitor("editor")
    assert client.get(f"{HERE}4/").status_code == 404
    assert client.post(f"{HERE}4/say/", {"kind": "word", "text": "x"}).status_code == 404
