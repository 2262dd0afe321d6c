"""After an erasure every page says since when the plan cannot be rebuilt, and what to do."""

from __future__ import annotations

import pytest

from condat.usecases.desk import Desk
from condat.usecases.keep.forgetting import find, forget
from condat.usecases.plan import plans, ruling
from condat.usecases.plan.comparing import compare
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor
from workspace.cycle import keep_plan, plan_row

PAGES = ("", "keywords/", "topics/", "people/", "plan/", "performance/", "personas/", "strategy/")


@pytest.fixture
def without(heard: Team) -> Team:
    """A team that planned, decided, and then erased one of its people."""
    desk = Desk.open(heard.root)
    row = plans.last_plan(desk).rows[0]
    ruling.decide(desk, row=row["row"], verdict="accepted", by="Claire", why="Une bonne idée")
    forget(desk, find(desk, "Fay"))
    return heard


@pytest.mark.parametrize("page", PAGES)
def test_each_page_still_opens(visitor: Visitor, without: Team, page: str) -> None:
    assert visitor("viewer").get(f"/t/moulin/{page}").status_code == 200


def test_the_plan_says_since_when_and_keeps_what_was_decided(
    visitor: Visitor, without: Team
) -> None:
    shown = visitor("viewer").get("/t/moulin/plan/").content.decode()
    assert "Le plan ne peut plus être reconstruit depuis le" in shown
    assert "Une bonne idée" in shown
    home = visitor("owner").get("/t/moulin/").content.decode()
    assert "Refaire un plan" in home
    keywords = visitor("viewer").get("/t/moulin/keywords/").content.decode()
    assert "ne peut plus être reconstruit" in keywords


def test_an_emptied_page_does_not_say_that_nothing_was_ever_known(
    visitor: Visitor, without: Team
) -> None:
    viewer = visitor("viewer")
    for page in ("keywords/", "topics/", "people/", "performance/", "strategy/audit/"):
        shown = viewer.get(f"/t/moulin/{page}").content.decode()
        assert "<h1>Le prochain plan remplira de nouveau cette page</h1>" in shown, page


def test_no_plan_is_compared_with_one_that_was_erased(visitor: Visitor, without: Team) -> None:
    viewer = visitor("viewer")
    nothing = "Il n’y a plus rien à comparer"
    assert nothing in viewer.get("/t/moulin/plan/changes/").content.decode()
    desk = Desk.open(without.root)
    keep_plan(desk, [plan_row("a1", desk.as_of)])
    assert compare(Desk.open(without.root)) is None
    shown = viewer.get("/t/moulin/plan/changes/").content.decode()
    assert nothing in shown
    assert "sera comparé à celui-ci" in shown


def test_home_does_not_say_that_there_was_never_a_plan(visitor: Visitor, without: Team) -> None:
    shown = visitor("owner").get("/t/moulin/", headers={"accept-language": "en"}).content.decode()
    assert "No plan yet" not in shown
    assert "The next plan will tell" in shown


def test_whoever_was_erased_is_said_to_be_gone(visitor: Visitor, without: Team) -> None:
    piece = without.pieces.create(title="Le levain", kind="article", status="idea")
    piece.parts.create(name="… 5", role="interviewed")
    viewer = visitor("viewer")
    for page in ("pieces/", f"pieces/{piece.pk}/"):
        shown = viewer.get(f"/t/moulin/{page}").content.decode()
        assert "une personne effacée" in shown, page
        assert "… 5" not in shown.replace('value="… 5"', ""), page
