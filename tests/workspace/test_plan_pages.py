"""The plan in the browser: found again, decided, taken back, compared; its means changed."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from condat.usecases.desk import Desk
from condat.usecases.plan.comparing import compare
from condat.usecases.team.decided import decisions_of
from condat.workspace.accounts.models import User
from condat.workspace.api import tokens
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor
from workspace.cycle import keep_plan, plan_row

PLAN = "/t/moulin/plan/"


def verdicts(desk: Desk) -> dict[str, str]:
    now = Desk.open(desk.root)
    return {one.row: one.verdict for one in decisions_of(now).standing(now.as_of)}


def test_the_plan_says_how_near_the_choice_is_to_the_best(visitor: Visitor, planned: Desk) -> None:
    shown = visitor("viewer").get(PLAN, headers={"accept-language": "fr"}).content.decode()
    assert "au moins 94\u00a0% du meilleur choix possible" in shown.replace("\u202f", "\u00a0")
    assert "levain a1" in shown


def test_rows_are_found_by_person_persona_week_and_decision(
    visitor: Visitor, planned: Desk
) -> None:
    editor = visitor("editor")
    editor.post(f"{PLAN}a1/accepted/")
    for asked, there in (
        ("person=Ana", {"b2"}),
        ("persona=Boulangers", {"c3"}),
        ("state=accepted", {"a1"}),
        ("state=proposed", {"b2", "c3"}),
        ("person=Ana&state=accepted", set()),
        ("", {"a1", "b2", "c3"}),
    ):
        shown = editor.get(f"{PLAN}?{asked}").content.decode()
        assert {row for row in ("a1", "b2", "c3") if f'id="row-{row}"' in shown} == there, asked


def test_before_the_first_plan_nothing_is_compared(visitor: Visitor, team: Team) -> None:
    shown = visitor("viewer").get(f"{PLAN}changes/", headers={"accept-language": "en"})
    assert "No plan yet" in shown.content.decode()


def test_a_row_has_its_own_address_with_what_was_decided(visitor: Visitor, planned: Desk) -> None:
    editor = visitor("editor")
    editor.post(f"{PLAN}a1/dismissed/", {"why": "Trop vague"})
    shown = editor.get(f"{PLAN}a1/").content.decode()
    assert "levain a1" in shown
    assert "Trop vague" in shown
    assert editor.get(f"{PLAN}nothing/").status_code == 404
    every = editor.get(PLAN).content.decode()
    assert every.index('id="row-c3"') < every.index('id="row-a1"')  # what is dismissed comes last


def test_the_rows_that_stand_are_numbered_as_they_are_read(visitor: Visitor, planned: Desk) -> None:
    editor = visitor("editor")
    editor.post(f"{PLAN}a1/dismissed/", {"why": "Trop vague"})
    shown = LexborHTMLParser(editor.get(PLAN).content.decode()).css("article.row h2")
    assert [line.text()[:2] for line in shown] == ["1.", "2.", "Ar"]


def test_the_api_numbers_rows_as_the_page_does(
    visitor: Visitor, planned: Desk, owner: User
) -> None:
    editor, later = visitor("editor"), planned.as_of + timedelta(days=40)
    editor.post(f"{PLAN}b2/dismissed/", {"why": "Trop cher"})
    editor.post(f"{PLAN}a1/changed/", {"moment": f"{later:%Y-%m-%dT10:00}", "why": "La foire"})
    (membership,) = owner.memberships.all()
    secret = tokens.make(membership=membership, name="Tableau", acts=["read"], days=30)[1]
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    rows = program.get("/api/v1/teams/moulin/plan").json()["items"]
    assert [(row["row"], row["position"]) for row in rows] == [("b2", None), ("c3", 1), ("a1", 2)]
    assert [row["decision"] for row in rows] == ["dismissed", "proposed", "changed"]
    assert rows[2]["moment"].startswith(f"{later:%Y-%m-%d}")
    page = LexborHTMLParser(editor.get(PLAN).content.decode())
    for row in rows:
        (title,) = page.css(f"#row-{row['row']} h2")
        number = re.match(r"(\d+)\. ", title.text().strip())
        assert (int(number[1]) if number else None) == row["position"]


def test_a_changed_row_is_shown_as_changed_and_changes_add_up(
    visitor: Visitor, planned: Desk
) -> None:
    editor = visitor("editor")
    editor.post(f"{PLAN}a1/changed/", {"title": "La mie ouverte", "why": "Plus clair"})
    editor.post(f"{PLAN}a1/changed/", {"place": "infolettre", "why": "Plus lu"})
    shown = editor.get(f"{PLAN}a1/").content.decode()
    assert "La mie ouverte" in shown
    assert "infolettre" in shown


def test_the_last_word_is_taken_back_and_the_one_before_stands(
    visitor: Visitor, planned: Desk
) -> None:
    editor = visitor("editor")
    editor.post(f"{PLAN}a1/accepted/")
    editor.post(f"{PLAN}a1/changed/", {"title": "La mie ouverte", "why": "Plus clair"})
    assert verdicts(planned) == {"a1": "changed"}
    editor.post(f"{PLAN}a1/undo/")
    assert verdicts(planned) == {"a1": "accepted"}
    assert "La mie ouverte" not in editor.get(f"{PLAN}a1/").content.decode().split("told")[0]
    editor.post(f"{PLAN}a1/undo/")
    assert verdicts(planned) == {}
    assert editor.post(f"{PLAN}a1/undo/").status_code == 422
    assert [d.what for d in Decision.objects.all()] == ["undone", "undone", "changed", "accepted"]


def test_a_change_that_cannot_be_is_said_beside_the_form_and_typed_words_stay(
    visitor: Visitor, planned: Desk
) -> None:
    typed = {"moment": "2001-01-01T10:00", "why": "Plus tôt que tôt"}
    answer = visitor("editor").post(f"{PLAN}a1/changed/", typed)
    assert answer.status_code == 422
    assert "Plus tôt que tôt" in answer.content.decode()
    assert verdicts(planned) == {}
    assert not Decision.objects.exists()


def test_means_are_changed_and_wrong_ones_named(visitor: Visitor, planned: Desk) -> None:
    editor = visitor("editor")
    typed = {
        "budget": "1 500,50",
        "rows": "8",
        "pieces_per_week": "3",
        "per_place_per_week": "2",
        "partners_per_cycle": "4",
        "cycle_days": "28",
    }
    assert editor.post(f"{PLAN}means/change/", typed).status_code == 302
    plan = Desk.open(planned.root).settings.plan
    assert (plan.budget, plan.rows, plan.pieces_per_week) == (1500.5, 8, 3)
    wrong = editor.post(f"{PLAN}means/change/", typed | {"rows": "300", "budget": "much"})
    assert wrong.status_code == 422
    assert wrong.content.decode().count('aria-invalid="true"') == 2
    assert 'value="much"' in wrong.content.decode()
    assert Desk.open(planned.root).settings.plan.rows == 8


def test_a_dismissed_row_takes_none_of_the_means(visitor: Visitor, planned: Desk) -> None:
    editor, page = visitor("editor"), f"{PLAN}means/"
    used = {"rows": (3, 12), "budget": (300, 500)}
    ceilings = [
        {"name": name, "used": taken, "most": most, "more": 1.0, "rows": 0, "gain": 0, "brings": []}
        for name, (taken, most) in used.items()
    ]
    soon = planned.as_of + timedelta(days=5)
    rows = [
        plan_row("a1", soon, cost=100.0),
        plan_row("b2", soon, cost=200.0),
        plan_row("c3", soon),
    ]
    keep_plan(planned, rows, ceilings=ceilings)
    headers = {"accept-language": "en"}
    assert "3 of 12" in editor.get(page, headers=headers).content.decode()
    editor.post(f"{PLAN}b2/dismissed/", {"why": "Trop cher"})
    shown = editor.get(page, headers=headers).content.decode()
    assert "2 of 12" in shown
    assert "€100 of €500" in shown
    assert "2 of 12" in editor.get(PLAN, headers=headers).content.decode()
    editor.post(f"{PLAN}b2/undo/")
    assert "3 of 12" in editor.get(page, headers=headers).content.decode()


def test_means_say_beside_them_what_the_cycle_promised_to_partners(
    visitor: Visitor, planned: Desk, team: Team
) -> None:
    told = {"used": 100, "most": 500, "more": 1.0, "rows": 0, "gain": 0, "brings": []}
    keep_plan(planned, [plan_row("a1", planned.as_of)], ceilings=[{"name": "budget"} | told])
    ana = team.partnerships.create(name="Ana Roux", language="fr", source="Blog")
    deal = ana.deals.create(advertiser="Moulin", objective="Atelier", publics=["FR"])
    asked = {"path": f"{PLAN}means/", "headers": {"accept-language": "en"}}
    assert "promised" not in visitor("viewer").get(**asked).content.decode()
    deal.compensations.create(kind="cash", value=300, currency="EUR", on=planned.as_of.date())
    shown = visitor("viewer").get(**asked).content.decode()
    assert "agreed with partners is counted apart" in shown
    assert "€300 promised" in shown
    assert (
        "€300 promised" in visitor("viewer").get(**asked | {"path": "/t/moulin/"}).content.decode()
    )


def test_the_spread_of_a_plan_opens_onto_its_rows(visitor: Visitor, planned: Desk) -> None:
    soon, viewer = planned.as_of + timedelta(days=5), visitor("viewer")
    rows = [
        plan_row("a1", soon, cost=100.0, message="Feed it", person="Ada", place="blog"),
        plan_row("b2", soon, message="Feed it", place="letters"),
        plan_row("c3", soon, message="Wait", place="blog", form="interview", cost=None),
    ]
    keep_plan(planned, rows)
    text = viewer.get(f"{PLAN}means/", headers={"accept-language": "en"}).content.decode()
    cells = re.findall(r'<a href="([^"]*message=[^"]*)">(\d)</a>', text)
    assert [count for _, count in cells] == ["2", "1"]
    shown = viewer.get(unescape(cells[0][0]), headers={"accept-language": "en"}).content.decode()
    assert "2 of 3 rows" in shown
    assert "Nobody from outside" in text
    assert "€100" in text
    assert "and 1 price not known" in text  # of the blog: 100 and one more
    assert re.search(r'<td class="number"> <span class="unknown">1 price not known', text)
    visitor("editor").post(f"{PLAN}b2/dismissed/", {"why": "Trop cher"})
    text = viewer.get(f"{PLAN}means/", headers={"accept-language": "en"}).content.decode()
    assert re.findall(r"place=blog\">(\d)</a>", text) == ["2"]
    assert "place=letters" not in text


def test_a_second_plan_says_what_came_went_and_moved(visitor: Visitor, planned: Desk) -> None:
    viewer = visitor("viewer")
    assert compare(planned) is None
    assert viewer.get(f"{PLAN}changes/").status_code == 200
    visitor("editor").post(f"{PLAN}b2/dismissed/", {"why": "Trop cher"})
    later = planned.as_of + timedelta(days=5)
    keep_plan(planned, [plan_row("a1", later), plan_row("d4", later)])
    found = compare(Desk.open(planned.root))
    assert found
    assert [row["row"] for row in found.came] == ["d4"]
    assert [(one.row["row"], one.why.sentence[:9]) for one in found.went] == [
        ("b2", "Dismissed"),
        ("c3", "Another c"),
    ]
    assert [(one.after["row"], one.fields) for one in found.moved] == [("a1", ("moment",))]
    shown = viewer.get(f"{PLAN}changes/", headers={"accept-language": "fr"}).content.decode()
    assert "levain d4" in shown
    assert "+00:00" not in shown  # a moment is told as it is read


def test_a_place_is_named_as_people_read_it(visitor: Visitor, planned: Desk) -> None:
    later = planned.as_of + timedelta(days=5)
    keep_plan(planned, [plan_row("a1", later, place="linkedin-moulin")])
    viewer = visitor("viewer")
    for page in (PLAN, "/t/moulin/calendar/"):
        shown = viewer.get(page).content.decode()
        assert "LinkedIn moulin" in shown, page
    editor = visitor("editor")
    assert 'value="LinkedIn moulin"' in editor.get(PLAN).content.decode()
    watch = planned.root / "watch.toml"
    told = '[brand]\nname = "Moulin"\nsources = ["linkedin-moulin"]\n'
    watch.write_text(told, "utf-8")
    editor.post(f"{PLAN}a1/changed/", {"place": "LinkedIn moulin", "why": "Plus lu"})
    desk = Desk.open(planned.root)
    (kept,) = decisions_of(desk).standing(desk.as_of)
    assert kept.proposal.place == "linkedin-moulin"
