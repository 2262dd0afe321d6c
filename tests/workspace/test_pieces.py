"""Pieces: added by hand or from the plan, moved, filtered, with the people who take part."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from condat.usecases.desk import Desk
from condat.usecases.plan import ruling
from condat.workspace.accounts.models import User
from condat.workspace.create.pieces import actions, queries
from condat.workspace.create.pieces.models import Piece
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from workspace import planned
from workspace.conftest import Visitor

ASKED = {"title": "Un levain a faim", "kind": "article", "due": "2026-12-04T18:30"}


@pytest.fixture
def piece(team: Team, owner: User) -> Piece:
    return actions.add(team=team, by=owner, title="Un levain a faim", kind="article")


@pytest.fixture
def plan(team: Team, tmp_path: Path) -> Team:
    planned.plan(team.root, tmp_path)
    return team


def accept(team: Team, row: str = planned.ROW) -> None:
    ruling.decide(Desk.open(team.root), row=row, verdict="accepted", by="Claire")


def page_of(piece: Piece, path: str = "") -> str:
    return f"/t/moulin/pieces/{piece.pk}/{path}"


def test_the_first_page_teaches(visitor: Visitor, team: Team) -> None:
    shown = visitor("viewer").get("/t/moulin/pieces/").content.decode()
    assert "Aucun contenu" in shown
    assert "/t/moulin/plan/" in shown
    assert "/pieces/new/" not in shown


def test_a_piece_is_added_by_hand_in_the_teams_time(visitor: Visitor, owner: User) -> None:
    answer = visitor("owner").post("/t/moulin/pieces/new/", ASKED | {"owner": owner.pk})
    piece = Piece.objects.get()
    assert answer.url == page_of(piece)
    assert piece.due == datetime(2026, 12, 4, 17, 30, tzinfo=UTC)  # Paris is an hour ahead
    assert (piece.owner, piece.status) == (owner, "idea")
    edited = visitor("owner").get(page_of(piece, "edit/")).content.decode()
    assert 'value="2026-12-04T18:30"' in edited


def test_what_is_typed_in_french_is_bound_where_it_is_shown_alone(
    visitor: Visitor, team: Team
) -> None:
    typed = "Mon levain a faim : pourquoi ?"
    editor = visitor("editor")
    page = editor.post("/t/moulin/pieces/new/", ASKED | {"title": typed}).url
    assert Piece.objects.get().title == typed
    shown = editor.get(page).content.decode()
    assert "<h1>Mon levain a faim\xa0: pourquoi\u202f?</h1>" in shown
    assert f'value="{typed}"' in editor.get(f"{page}edit/").content.decode()
    english = editor.get(page, headers={"accept-language": "en"}).content.decode()
    assert "<h1>Mon levain a faim\xa0: pourquoi\u202f?</h1>" in english


def test_what_is_wrong_is_said_beside_the_field_and_kept(visitor: Visitor, team: Team) -> None:
    wrong = {"title": "", "kind": "article", "url": "no address", "keyword": "levain"}
    answer = visitor("editor").post("/t/moulin/pieces/new/", wrong)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "errorlist" in shown
    assert 'value="levain"' in shown
    assert not Piece.objects.exists()


def test_an_owner_is_of_the_team(visitor: Visitor, team: Team) -> None:
    stranger = User.objects.create_user("x@example.org")
    told = ASKED | {"owner": stranger.pk}
    assert visitor("editor").post("/t/moulin/pieces/new/", told).status_code == 422


def test_a_row_becomes_a_piece_once_with_all_it_says(visitor: Visitor, plan: Team) -> None:
    accept(plan)
    editor = visitor("editor")
    for _ in range(2):
        answer = editor.post(f"/t/moulin/pieces/from/{planned.ROW}/")
    piece = Piece.objects.get()
    assert answer.url == page_of(piece)
    assert (piece.kind, piece.keyword, piece.place) == ("interview", "levain", "site")
    assert piece.due == datetime(2026, 12, 4, 17, tzinfo=UTC)
    assert [(part.name, part.role) for part in piece.parts.all()] == [
        ("Inès Marchand", "interviewed")
    ]
    assert Decision.objects.filter(what="piece added").count() == 1


def test_a_row_that_nobody_accepted_is_no_piece(visitor: Visitor, plan: Team) -> None:
    answer = visitor("editor").post(f"/t/moulin/pieces/from/{planned.ROW}/")
    assert answer.status_code == 422
    assert not Piece.objects.exists()


def test_what_the_team_changed_in_a_row_counts(visitor: Visitor, plan: Team) -> None:
    ruling.decide(
        Desk.open(plan.root),
        row=planned.ROW,
        verdict="changed",
        by="Claire",
        why="plus clair",
        changes={"title": "Le levain, sans peur"},
    )
    visitor("editor").post(f"/t/moulin/pieces/from/{planned.ROW}/")
    assert "Le levain, sans peur" in Piece.objects.get().title


def test_a_piece_moves_and_the_record_says_so(visitor: Visitor, piece: Piece) -> None:
    told = {"status": "draft", "back": "board"}
    answer = visitor("editor").post(page_of(piece, "move/"), told)
    assert answer.url == f"/t/moulin/pieces/#piece-{piece.pk}"
    piece.refresh_from_db()
    assert piece.status == "draft"
    assert Decision.objects.first().detail == {"status": ["idea", "draft"]}


@pytest.mark.parametrize("to", ["nowhere", "published"])
def test_a_piece_does_not_move_where_it_cannot(visitor: Visitor, piece: Piece, to: str) -> None:
    """Published takes a link."""
    assert visitor("editor").post(page_of(piece, "move/"), {"status": to}).status_code == 422
    piece.refresh_from_db()
    assert piece.status == "idea"


def test_people_come_and_go(visitor: Visitor, piece: Piece) -> None:
    editor = visitor("editor")
    told = {"name": " Inès ", "role": "quoted"}
    for _ in range(2):
        editor.post(page_of(piece, "people/"), told)
    part = piece.parts.get()
    assert part.name == "Inès"
    assert editor.post(page_of(piece, "people/"), {"name": "", "role": "x"}).status_code == 422
    editor.post(page_of(piece, f"people/{part.pk}/remove/"))
    assert not piece.parts.exists()


def test_filters_leave_what_was_asked_for(visitor: Visitor, team: Team, owner: User) -> None:
    late = datetime(2020, 1, 1, tzinfo=UTC)
    one = actions.add(team=team, by=owner, title="Un", kind="article", owner=owner, due=late)
    two = actions.add(team=team, by=owner, title="Deux", kind="video")
    actions.add_part(piece=two, name="Inès", role="guest", by=owner)
    viewer = visitor("viewer")

    def shown(asked: str) -> set[str]:
        text = viewer.get(f"/t/moulin/pieces/?{asked}").content.decode()
        return {p.title for p in (one, two) if page_of(p) in text}

    assert shown("") == {"Un", "Deux"}
    assert shown("kind=video&view=list") == {"Deux"}
    assert shown("person=In%C3%A8s") == {"Deux"}
    assert shown("owner=claire@example.org") == {"Un"}
    assert shown("due=overdue") == {"Un"}
    assert shown("due=never") == {"Un", "Deux"}
    assert shown("kind=podcast") == set()


def test_the_calendar_reads_pieces_with_a_moment_in_order(team: Team, owner: User) -> None:
    for day in (3, 1):
        due = datetime(2026, 12, day, tzinfo=UTC)
        actions.add(team=team, by=owner, title=f"Le {day}", kind="video", due=due)
    actions.add(team=team, by=owner, title="Un jour", kind="video")
    assert [piece.title for piece in queries.dated(team)] == ["Le 1", "Le 3"]


def test_another_teams_piece_does_not_exist(visitor: Visitor, piece: Piece) -> None:
    other = Team.objects.create(slug="other", name="Other", folder=piece.team.folder)
    theirs = Piece.objects.create(team=other, title="x", kind="video")
    for path in ("", "edit/"):
        assert visitor("owner").get(page_of(theirs, path)).status_code == 404
    assert visitor("owner").post(page_of(theirs, "move/"), {"status": "draft"}).status_code == 404
