"""After an erasure every page says since when the plan cannot be rebuilt, and what to do."""

from __future__ import annotations

import pytest

from condat.usecases.desk import Desk
from condat.usecases.keep.forgetting import find, forget
from condat.usecases.plan import plans, ruling
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

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
