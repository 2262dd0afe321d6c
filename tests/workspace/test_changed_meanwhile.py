"""Two members change the same thing: the later one is told, nothing is written over unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from condat.usecases.desk import Desk
from condat.usecases.team.decided import decisions_of
from condat.usecases.team.strategy import strategy_of
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.measure.trials.models import Trial
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor
from workspace.pressing import PLAIN, Kept, forms, named, pages, pressed

ENGLISH = {"Accept-Language": "en"}


def shown(client: Client, page: str, button: str, **typed: str) -> tuple[str, dict[str, str]]:
    """Return where the first form of a kind on a page goes, and what is sent of it."""
    text = client.get(page).content.decode()
    form = next(one for one in forms(page, text) if named(one.action) == button)
    return form.action, {n: str(v[0]) for n, v in form.as_shown.items()} | typed


def told(client: Client, action: str, sent: dict[str, str]) -> str:
    """Send a form that is refused; return what is said."""
    answer = client.post(action, sent, headers=ENGLISH)
    assert answer.status_code == 409
    return LexborHTMLParser(answer.content).css_first("main").text()


def test_a_field_of_the_strategy(visitor: Visitor, planned: Desk) -> None:
    one, other, page = visitor("editor"), visitor("owner"), "/t/moulin/strategy/"
    action, mine = shown(one, page, "write", text="Bread at seven.")
    _, theirs = shown(other, page, "write", text="Bread for all of them.")
    assert one.post(action, mine).status_code == 302
    said = told(other, action, theirs)
    assert "Someone has changed this" in said
    assert "Bread for all of them." in said
    assert strategy_of(planned).objective == "Bread at seven."
    action, again = shown(other, page, "write", text="Bread for all of them.")
    assert other.post(action, again).status_code == 302


@pytest.mark.parametrize("verdict", ["changed", "dismissed"])
def test_a_row_of_the_plan(visitor: Visitor, planned: Desk, verdict: str) -> None:
    one, other, page = visitor("editor"), visitor("owner"), "/t/moulin/plan/a1/"
    accept, mine = shown(one, page, "decide")
    text = other.get(page).content.decode()
    late = next(f for f in forms(page, text) if f.action.endswith(f"{verdict}/"))
    theirs = {n: str(v[0]) for n, v in late.as_shown.items()} | {"why": "Later.", "title": "Rye"}
    assert one.post(accept, mine).status_code == 302
    assert "Someone has changed this" in told(other, late.action, theirs)
    assert [said.verdict for said in decisions_of(planned).decision] == ["accepted"]


def test_the_means(visitor: Visitor, planned: Desk) -> None:
    one, other, page = visitor("editor"), visitor("owner"), "/t/moulin/plan/means/"
    action, mine = shown(one, page, "change-means", rows="9")
    _, theirs = shown(other, page, "change-means", budget="300")
    assert one.post(action, mine).status_code == 302
    told(other, action, theirs)
    assert Desk.open(planned.root).settings.plan.budget == 0


@pytest.mark.parametrize(
    ("page", "button", "mine", "theirs"),
    [
        ("listen/watch/", "watch", {"subjects": "rye"}, {"subjects": "oats"}),
        ("people/", "weigh", {"reach": "0.5"}, {"reach": "0.25"}),
        ("personas/1/", "change-persona", {"name": "Home bakers"}, {"name": "Bakers"}),
        ("personas/1/", "remove-persona", {"why": "Too few."}, {"why": "Nobody."}),
    ],
)
def test_what_the_team_wrote(
    visitor: Visitor,
    planned: Desk,
    page: str,
    button: str,
    mine: dict[str, str],
    theirs: dict[str, str],
) -> None:
    write(planned.root / "personas.toml", ("Beginners", "Professionals"))
    one, other, page = visitor("editor"), visitor("owner"), f"/t/moulin/{page}"
    action, first = shown(one, page, button, **mine)
    _, later = shown(other, page, button, **theirs)
    assert one.post(action, first).status_code == 302
    assert "Someone has changed this" in told(other, action, later)


def write(path: Path, names: tuple[str, ...]) -> None:
    """Write personas of which only the name is known."""
    path.write_text("".join(f'[[personas]]\nname = "{name}"\n' for name in names), "utf-8")


def test_the_stage_of_a_partnership(visitor: Visitor, team: Team) -> None:
    partnership = Partnership.objects.create(team=team, name="Ana", source="Her site")
    page = f"/t/moulin/partnerships/{partnership.pk}/"
    one, other = visitor("partners"), visitor("owner")
    action, mine = shown(one, page, "partner-stage", stage="ended", why="She said no.")
    _, theirs = shown(other, page, "partner-stage", stage="agreed", why="She said yes.")
    assert one.post(action, mine).status_code == 302
    assert "She said yes." in told(other, action, theirs)
    partnership.refresh_from_db()
    assert partnership.stage == "ended"


# What several members write; each of these says what it saw, and the later of two is told.
ALL = (
    "change-deal change-means change-persona change-team decide edit-indicator edit-piece "
    "edit-trial letter move move-due partner-details partner-next partner-stage "
    "remove-persona say unsay watch weigh write write-balance write-brief write-notice "
)


def test_every_form_that_writes_over_something_says_what_it_saw(
    lived: Team, visitor: Visitor
) -> None:
    client, trial = visitor("owner"), Trial.objects.filter(started_at=None).get()
    start = (*PLAIN, f"tests/{trial.pk}/edit/")
    found = {
        one.name: one
        for at, text in pages(client, lived, start).items()
        for one in forms(at, text)
        if any(one.as_shown.get("seen", []))
    }
    assert {named(one.action) for one in found.values()} == set(ALL.split())
    kept = Kept.of(lived.root)
    for form in found.values():
        sent = form.as_shown | {"text": ["They ask it every week."]}
        late = sent | {"seen": ["what stood there before"]}
        answers = [pressed(client, lived, kept, form, one) for one in (late, sent)]
        assert [one.status_code == 409 for one in answers] == [True, False], form.name
