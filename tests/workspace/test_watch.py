"""The watch in a form: written into the file as it stands there, refused beside its field."""

from __future__ import annotations

from typing import Any

import pytest

from condat.usecases.desk import Desk
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

PAGE = "/t/moulin/listen/watch/"
NOTE = "# we chose these words in June\n"
RIVAL = {"name": "Minoterie Valombre", "domains": "valombre.example", "sources": "valombre"}


def form(*rivals: dict[str, str], **changes: Any) -> dict[str, Any]:
    told = {"subjects": "pain\n levain \npain\n", "exclude": "", "places": "", "languages": ["fr"]}
    told |= {"brand-name": "Moulin", "brand-mentions": "Moulin\nLe Moulin"}
    told |= {"rivals-TOTAL_FORMS": len(rivals), "rivals-INITIAL_FORMS": 0}
    for number, rival in enumerate(rivals):
        told |= {f"rivals-{number}-{name}": value for name, value in rival.items()}
    return told | changes


def test_the_watch_is_written_with_its_comments_kept(visitor: Visitor, team: Team) -> None:
    path = team.root / "watch.toml"
    path.write_text(NOTE + path.read_text("utf-8"), "utf-8")
    assert visitor("analyst").post(PAGE, form(RIVAL)).status_code == 302
    watch = Desk.open(team.root).watch
    assert (watch.subjects, watch.languages) == (("pain", "levain"), ("fr",))
    assert watch.brand.mentions == ("Moulin", "Le Moulin")
    assert [rival.sources for rival in watch.competitors] == [("valombre",)]
    assert NOTE in path.read_text("utf-8")
    assert "# mots dont l’un figure" in path.read_text("utf-8")
    line = Decision.objects.get()
    assert line.what == "watch changed"
    assert line.detail["subjects"] == [[], ["pain", "levain"]]


def test_a_competitor_is_changed_added_and_taken_out(visitor: Visitor, team: Team) -> None:
    editor = visitor("editor")
    editor.post(PAGE, form(RIVAL, {"name": "Maison Levée"}))
    changed = RIVAL | {"domains": "valombre.example\nvalombre.fr"}
    gone = {"name": "Maison Levée", "DELETE": "on"}
    told = form(changed, gone, {"name": "Trois Épis"}, **{"rivals-INITIAL_FORMS": 2})
    assert editor.post(PAGE, told).status_code == 302
    watch = Desk.open(team.root).watch
    assert [rival.name for rival in watch.competitors] == ["Minoterie Valombre", "Trois Épis"]
    assert watch.competitors[0].domains == ("valombre.example", "valombre.fr")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"brand-name": " "}, "brand-name"),
        ({"languages": []}, "languages"),
        ({"languages": ["es"]}, "languages"),
        ({"places": "instagram\nPays de la Loire"}, "places"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_written(
    visitor: Visitor, team: Team, changes: dict[str, Any], field: str
) -> None:
    before = (team.root / "watch.toml").read_bytes()
    answer = visitor("editor").post(PAGE, form(**changes | {"exclude": "horoscope"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="problem-{field}"' in page
    assert "horoscope" in page
    assert (team.root / "watch.toml").read_bytes() == before
    assert not Decision.objects.exists()


def test_the_same_again_changes_no_byte(visitor: Visitor, team: Team) -> None:
    editor = visitor("editor")
    editor.post(PAGE, form(RIVAL))
    before = (team.root / "watch.toml").read_bytes()
    editor.post(PAGE, form(RIVAL, **{"rivals-INITIAL_FORMS": 1}))
    assert (team.root / "watch.toml").read_bytes() == before
