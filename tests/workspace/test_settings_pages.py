"""Settings: the team, oneself, handing over and leaving, the record found again."""

from __future__ import annotations

import csv
import io

import pytest

from condat.usecases.desk import Desk
from condat.workspace.accounts.models import User
from condat.workspace.record.actions import record
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Membership, Team
from workspace.conftest import Visitor

HERE = "/t/moulin/settings/"
TEAM = {"name": "Moulin & Cie", "language": "de", "time_zone": "Europe/Berlin"}


def test_a_team_is_renamed_here_and_in_its_folder(visitor: Visitor, team: Team) -> None:
    assert visitor("owner").post(f"{HERE}team/change/", TEAM).status_code == 302
    settings = Desk.open(team.root).settings
    told = settings.name, settings.language, settings.plan.time_zone
    assert told == ("Moulin & Cie", "de", "Europe/Berlin")
    assert "Moulin &amp; Cie" in visitor("viewer").get("/t/moulin/settings/team/").content.decode()
    assert Decision.objects.get().detail["language"] == ["fr", "de"]


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"language": "xx"}, {"time_zone": "Mars/Olympus"}]
)
def test_what_is_wrong_is_said_beside_its_field(
    visitor: Visitor, team: Team, wrong: dict[str, str]
) -> None:
    answer = visitor("owner").post(f"{HERE}team/change/", TEAM | wrong)
    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert Desk.open(team.root).settings.name == "Moulin"


def test_pages_are_in_the_language_one_chooses(visitor: Visitor, team: Team) -> None:
    viewer = visitor("viewer")
    told = {"name": "Inès", "language": "de"}
    assert viewer.post(f"{HERE}me/change/", told).status_code == 302
    page = viewer.get(f"{HERE}me/", headers={"Accept-Language": "fr"})
    assert page["Content-Language"] == "de"
    assert 'lang="de"' in page.content.decode()
    assert viewer.post(f"{HERE}me/change/", {"language": "xx"}).status_code == 422


def test_one_leaves_and_is_out_at_once(visitor: Visitor, team: Team) -> None:
    viewer = visitor("viewer")
    assert viewer.post(f"{HERE}me/leave/").status_code == 422
    assert viewer.post(f"{HERE}me/leave/", {"confirm": "moulin"}).status_code == 302
    assert viewer.get("/t/moulin/").status_code == 404
    assert Decision.objects.get().what == "left"


def test_the_last_owner_cannot_leave(visitor: Visitor, team: Team) -> None:
    owner = visitor("owner")
    assert owner.post(f"{HERE}me/leave/", {"confirm": "Moulin"}).status_code == 422
    assert owner.get("/t/moulin/").status_code == 200


def test_a_team_is_handed_over_once_it_is_confirmed(
    visitor: Visitor, team: Team, owner: User
) -> None:
    editor = visitor("editor")
    to = Membership.objects.get(user__email="editor@example.org")
    client = visitor("owner")
    door = f"{HERE}members/{to.pk}/transfer/"
    assert client.post(door, {"confirm": "editor"}).status_code == 422
    assert client.post(door, {"confirm": "Editor@example.org"}).status_code == 302
    roles = dict(Membership.objects.values_list("user__email", "role"))
    assert roles == {"editor@example.org": "owner", owner.email: "editor"}
    own = Membership.objects.get(role="owner").pk
    told = {"confirm": "editor@example.org"}
    assert editor.post(f"{HERE}members/{own}/transfer/", told).status_code == 422


@pytest.fixture
def decided(team: Team, owner: User) -> Team:
    for number in range(60):
        record(team=team, by=owner, what="accepted", subject=f"ligne {number}")
    record(team=team, by=owner, what="dismissed", subject="ligne 9", why="=La foire est passée")
    Decision.objects.filter(what="dismissed").update(at="2026-01-05T12:00:00Z")
    return team


def test_a_record_without_a_line_offers_nothing_to_look_for(visitor: Visitor, team: Team) -> None:
    shown = visitor("viewer").get(f"{HERE}record/").content.decode()
    assert 'name="what"' not in shown
    assert "record/export/" not in shown


def test_the_record_is_found_again(visitor: Visitor, decided: Team) -> None:
    viewer = visitor("viewer")

    def found(**asked: str) -> str:
        return viewer.get(f"{HERE}record/", asked).content.decode()

    assert "ligne 59" in found()
    assert "ligne 59" not in found(page="2")
    assert "La foire" in found(what="dismissed")
    assert "ligne 10" not in found(what="dismissed")
    assert "La foire" in found(text="foire")
    assert "La foire" in found(since="2026-01-05", until="2026-01-05")
    assert "La foire" not in found(until="2026-01-04")
    assert "Aucune décision de ce genre au registre" in found(until="2026-01-04")
    assert "ligne 59" in found(who="claire@example.org")
    assert "ligne 59" in found(who="personne", since="jamais")


def test_a_record_in_which_nothing_was_found_does_not_say_that_nothing_was_decided(
    visitor: Visitor, decided: Team
) -> None:
    viewer, told = visitor("viewer"), {"accept-language": "en"}
    page = viewer.get(f"{HERE}record/", {"text": "kein"}, headers=told).content.decode()
    assert "No such decision is on record" in page
    assert "Nothing was decided yet" not in page


def test_the_record_is_taken_out_as_text(visitor: Visitor, decided: Team) -> None:
    answer = visitor("viewer").get(f"{HERE}record/export/", {"what": "dismissed"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    _, (at, who, _, subject, why) = csv.reader(io.StringIO(text))
    assert (at[:10], who, subject) == ("2026-01-05", "claire@example.org", "ligne 9")
    assert why == "'=La foire est passée"
