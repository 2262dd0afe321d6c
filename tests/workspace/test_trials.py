"""A test by hand: settled before, read early without harm, ended, made a lesson that counts."""

from __future__ import annotations

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from condat.usecases.desk import Desk
from condat.usecases.team.lessons import lessons_of
from condat.workspace.measure.lessons.models import Lesson
from condat.workspace.measure.trials.models import Trial
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

TESTS, LESSONS = "/t/moulin/tests/", "/t/moulin/lessons/"
SETTLED = {
    "hypothesis": "Une question en objet fait ouvrir davantage.",
    "varies": "L'objet de l'infolettre",
    "first": "Notre recette",
    "second": "Pourquoi votre pain ne lève pas ?",
    "whom": "Un abonné sur dix, tiré au sort",
    "counted": "Ouvre la lettre",
    "usual": "10",
    "least": "5",
    "people": "4000",
    "starts_on": "2026-11-23",
    "ends_on": "2099-12-07",
}
EARLY = {"first_shown": 120, "first_done": 12, "second_shown": 120, "second_done": 17}
LATE = {"first_shown": 2000, "first_done": 200, "second_shown": 2000, "second_done": 320}


@pytest.fixture
def editor(visitor: Visitor) -> Client:
    return visitor("editor")


@pytest.fixture
def trial(editor: Client, team: Team) -> Trial:
    assert editor.post(f"{TESTS}new/", SETTLED).status_code == 302
    return Trial.objects.get()


def text(client: Client, address: str) -> str:
    shown = client.get(address, headers={"accept-language": "en"})
    return shown.content.decode().replace("\u202f", " ").replace("&#39;", "'")


def test_it_says_before_it_starts_what_it_can_detect(editor: Client, trial: Trial) -> None:
    assert trial.detectable
    assert 0.02 < trial.detectable < 0.06
    assert trial.needed
    assert 1500 < trial.needed < 4500
    assert "shows up four times out of five" in text(editor, f"{TESTS}{trial.pk}/")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("usual", "0"),
        ("usual", "many"),
        ("least", "95"),
        ("ends_on", "2026-11-01"),
        ("people", "3"),
        ("hypothesis", ""),
    ],
)
def test_what_cannot_be_settled_is_said_beside_the_field(
    editor: Client, team: Team, field: str, typed: str
) -> None:
    answer = editor.post(f"{TESTS}new/", SETTLED | {field: typed})
    assert answer.status_code == 422
    assert "Rien n’a été enregistré" in answer.content.decode()
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Trial.objects.exists()


def test_read_early_it_cannot_know_and_says_how_many_more(editor: Client, trial: Trial) -> None:
    page = f"{TESTS}{trial.pk}/"
    editor.post(f"{page}start/")
    assert "The planned end is still to come" in text(editor, page)
    assert editor.post(f"{page}read/", EARLY).status_code == 302
    shown = text(editor, page)
    assert "We cannot know yet: it would take about" in shown
    assert "more people" in shown
    editor.post(f"{page}read/", LATE)
    assert "“Pourquoi votre pain ne lève pas ?” does better" in text(editor, page)
    assert [d.what for d in Decision.objects.all()] == [
        "test read",
        "test read",
        "test started",
        "test settled",
    ]


def test_what_was_known_once_stays_known(editor: Client, trial: Trial) -> None:
    page = f"{TESTS}{trial.pk}/"
    editor.post(f"{page}start/")
    editor.post(f"{page}read/", LATE)
    worse = {"first_shown": 2600, "first_done": 330, "second_shown": 2600, "second_done": 330}
    editor.post(f"{page}read/", worse)
    assert "does better" in text(editor, page).split("</h1>")[0]


def test_counts_that_cannot_be_are_refused_and_stay_typed(editor: Client, trial: Trial) -> None:
    page = f"{TESTS}{trial.pk}/"
    editor.post(f"{page}start/")
    editor.post(f"{page}read/", EARLY)
    for wrong in (LATE | {"first_done": 9999}, LATE | {"second_shown": 100, "second_done": 17}):
        answer = editor.post(f"{page}read/", wrong)
        assert answer.status_code == 422
        assert "errorlist" in answer.content.decode()
    assert trial.readings.count() == 1


def test_a_started_test_does_not_move_and_an_ended_one_is_not_read(
    editor: Client, trial: Trial
) -> None:
    page = f"{TESTS}{trial.pk}/"
    assert editor.post(f"{page}read/", EARLY).status_code == 409
    editor.post(f"{page}start/")
    assert editor.post(f"{page}edit/", SETTLED | {"least": "1"}).status_code == 409
    trial.refresh_from_db()
    assert trial.least == 0.05
    assert editor.post(f"{page}end/", {"decision": " "}).status_code == 422
    editor.post(f"{page}end/", {"decision": "On garde la question", "learnt": "Une question."})
    assert editor.post(f"{page}read/", EARLY).status_code == 409


def test_a_broken_lot_is_told(editor: Client, trial: Trial) -> None:
    page = f"{TESTS}{trial.pk}/"
    editor.post(f"{page}start/")
    editor.post(f"{page}read/", EARLY | {"first_shown": 900, "second_shown": 300})
    assert "The draw is broken" in text(editor, page)


def test_a_test_becomes_a_lesson_with_its_effect_and_interval(editor: Client, trial: Trial) -> None:
    page = f"{TESTS}{trial.pk}/"
    editor.post(f"{page}start/")
    editor.post(f"{page}read/", LATE)
    editor.post(f"{page}end/", {"decision": "On garde", "learnt": "Une question fait ouvrir."})
    shown = text(editor, f"{LESSONS}new/?trial={trial.pk}")
    assert "Une question fait ouvrir." in shown
    assert 'value="1.6"' in shown


def test_an_accepted_lesson_counts_for_the_plan_and_a_refused_one_does_not(
    editor: Client, team: Team
) -> None:
    told = {"text": "Le seigle réveille.", "about": "word", "name": "seigle", "do": "more"}
    figures = {"effect": "1.5", "low": "1.2", "high": "1.9"}
    assert editor.post(f"{LESSONS}new/", told | figures).status_code == 302
    desk = Desk.open(team.root)
    assert lessons_of(desk) == ()
    lesson = Lesson.objects.get()
    assert "1.50 times what is usual (between 1.20 and 1.90)" in text(editor, LESSONS)
    editor.post(f"{LESSONS}{lesson.pk}/accept/")
    editor.post(f"{LESSONS}{lesson.pk}/accept/")
    assert [(one.name, one.do, one.effect, one.by) for one in lessons_of(desk)] == [
        ("seigle", "more", 1.2, "editor@example.org")
    ]
    assert editor.post(f"{LESSONS}{lesson.pk}/refuse/", {"why": " "}).status_code == 422
    assert len(lessons_of(desk)) == 1
    editor.post(f"{LESSONS}{lesson.pk}/refuse/", {"why": "Un seul test"})
    assert lessons_of(desk) == ()
    assert "Un seul test" in text(editor, LESSONS)


@pytest.mark.parametrize(("do", "counts"), [("more", "twice"), ("less", "half of")])
def test_a_lesson_without_a_measure_says_what_it_counts_as(
    editor: Client, team: Team, do: str, counts: str
) -> None:
    told = {"text": "Le seigle réveille.", "about": "word", "name": "seigle", "do": do}
    editor.post(f"{LESSONS}new/", told)
    assert f"it counts as {counts} what is usual." in text(editor, LESSONS)


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("name", {"about": "word", "do": "more"}),
        ("do", {"about": "word", "name": "seigle"}),
        ("name", {"about": "hour", "name": "25", "do": "more"}),
        ("high", {"low": "2", "high": "1"}),
    ],
)
def test_a_lesson_that_the_plan_could_not_heed_is_refused(
    editor: Client, team: Team, field: str, more: dict[str, str]
) -> None:
    answer = editor.post(f"{LESSONS}new/", {"text": "Le seigle."} | more)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()


def test_a_reviewer_may_write_a_lesson_but_not_accept_it(visitor: Visitor, team: Team) -> None:
    reviewer = visitor("reviewer")
    reviewer.post(f"{LESSONS}new/", {"text": "Le matin marche mieux."})
    lesson = Lesson.objects.get()
    assert reviewer.post(f"{LESSONS}{lesson.pk}/accept/").status_code == 403
    lesson.refresh_from_db()
    assert lesson.state == "proposed"


def test_a_lesson_is_of_a_row_by_its_name(editor: Client, planned: Desk) -> None:
    english = {"Accept-Language": "en"}
    shown = LexborHTMLParser(editor.get(f"{LESSONS}new/", headers=english).content)
    rows = {o.attributes["value"]: o.text() for o in shown.css("select[name=row] option")}
    assert rows["a1"] == "Article: “levain a1”"
    told = {"text": "Le seigle réveille.", "row": "a1"}
    assert editor.post(f"{LESSONS}new/", told | {"row": "gone"}).status_code == 422
    assert editor.post(f"{LESSONS}new/", told).status_code == 302
    assert Lesson.objects.get().row == "a1"
