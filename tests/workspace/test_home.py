"""Home: the cycle, the seven jobs and who sees to them, what waits; the letter on Mondays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import ceil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser

from condat.usecases.desk import Desk
from condat.usecases.init import init
from condat.workspace.accounts.models import User
from condat.workspace.home.jobs import JOBS, Scene, jobs
from condat.workspace.home.letter import stop_address
from condat.workspace.home.models import Cycle, Duty, Letter, Silence
from condat.workspace.home.mondays import send_due
from condat.workspace.home.queries import signal_days, waiting
from condat.workspace.jobs.models import State
from condat.workspace.pages.standing import standing
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Membership, Team
from servers.letters import text_of
from servers.mail import Postbox, post_office
from workspace.conftest import Visitor
from workspace.cycle import POST

HOME = "/t/moulin/"
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_the_hypothesis_starts_a_cycle_and_its_review_ends_it(visitor: Visitor, team: Team) -> None:
    editor = visitor("editor")
    assert editor.post(f"{HOME}cycle/review/", {"review": "x"}).status_code == 409
    assert editor.post(f"{HOME}cycle/hypothesis/", {"hypothesis": " "}).status_code == 422
    editor.post(f"{HOME}cycle/hypothesis/", {"hypothesis": "Le seigle attire."})
    editor.post(f"{HOME}cycle/hypothesis/", {"hypothesis": "Le seigle rassure."})
    assert "Le seigle rassure." in editor.get(HOME).content.decode()
    assert editor.post(f"{HOME}cycle/review/", {"review": ""}).status_code == 422
    editor.post(f"{HOME}cycle/review/", {"review": "Vrai, deux fois sur trois."})
    assert "Vrai, deux fois sur trois." in editor.get(HOME).content.decode()
    editor.post(f"{HOME}cycle/hypothesis/", {"hypothesis": "Et l'épeautre ?"})
    assert Cycle.objects.count() == 2


def test_each_of_the_seven_jobs_has_an_owner_and_a_state(visitor: Visitor, planned: Desk) -> None:
    editor, team = visitor("editor"), Team.objects.get()
    mine = Membership.objects.get(role="editor")
    editor.post(f"{HOME}cycle/jobs/", {"story": str(mine.pk), "channels": "", "channels-was": ""})
    editor.post("/t/moulin/plan/a1/accepted/")
    desk = Desk.open(team.root)
    facts = standing(desk, desk.words)
    found = {one.key: one for one in jobs(Scene(team, desk, facts, None, desk.words))}
    assert list(found) == list(JOBS)
    assert found["story"].owner == mine
    assert (found["channels"].state, found["analysis"].state) == ("begun", "open")
    assert [one.subject for one in Decision.objects.filter(what="job given")] == ["story"]
    unmoved = {"story": "", "story-was": "", "audience": str(mine.pk), "audience-was": ""}
    editor.post(f"{HOME}cycle/jobs/", unmoved)  # somebody else gave the story since
    assert {one.job for one in team.duties.all()} == {"story", "audience"}
    editor.post(f"{HOME}cycle/jobs/", {"story": "", "story-was": str(mine.pk)})
    assert [one.job for one in team.duties.all()] == ["audience"]
    assert editor.post(f"{HOME}cycle/jobs/", {"story": "99999"}).status_code == 404


def test_what_waits_leads_to_where_it_is_done(visitor: Visitor, planned: Desk) -> None:
    viewer, team = visitor("viewer"), Team.objects.get()
    due = timezone.now() - timedelta(days=3)
    late = team.pieces.create(title="Le fournil", kind="article", due=due)
    team.lessons.create(text="Le matin.")
    facts = standing(planned, planned.words)
    waits = waiting(team, planned, facts, planned.words)
    assert {"strategy", "plan", "piece", "lessons"} == {one.page for one in waits}
    shown = viewer.get(HOME).content.decode()
    assert f"/t/moulin/pieces/{late.pk}/" in shown
    for one in waits:
        address = re.escape(one.text.split("“")[0][:10])
        assert re.search(address, shown), one.text


def test_who_may_not_decide_is_not_told_that_it_waits_for_them(
    visitor: Visitor, planned: Desk
) -> None:
    facts = standing(planned, planned.words)
    count = len(waiting(Team.objects.get(), planned, facts, planned.words))
    titles = {
        role: visitor(role).get(HOME, headers={"accept-language": "en"}).content.decode()
        for role in ("viewer", "editor")
    }
    assert "<h1>Nothing needs you right now</h1>" in titles["viewer"]
    assert f"{count} things need someone else on the team" in titles["viewer"]
    assert f"<h1>{count} things need you</h1>" in titles["editor"]
    assert "someone else" not in titles["editor"]


@pytest.mark.parametrize("state", list(State))
def test_home_shows_work_in_whatever_state_it_is(visitor: Visitor, team: Team, state: str) -> None:
    team.jobs.create(kind="layout", state=state, ended_at=timezone.now())
    assert visitor("viewer").get(HOME).status_code == 200


def test_work_that_was_asked_for_again_is_told_once(visitor: Visitor, team: Team) -> None:
    for kind in ("layout", "layout", "rank"):
        team.jobs.create(kind=kind, state=State.DONE, ended_at=timezone.now())
    shown = visitor("viewer").get(HOME, headers={"accept-language": "en"}).content.decode()
    assert shown.count("Preparing the pages") == shown.count("Ranking people again") == 1


def test_a_new_team_is_told_its_first_steps_not_every_field(visitor: Visitor, team: Team) -> None:
    desk = Desk.open(team.root)
    waits = waiting(team, desk, None, desk.words)
    assert [one.page for one in waits] == ["strategy", "listen"]
    assert re.search(r"\d", waits[0].text)
    assert waits[0].text in visitor("editor").get(HOME).content.decode()


def test_what_others_changed_since_the_last_visit_is_told_once(
    visitor: Visitor, planned: Desk
) -> None:
    viewer, editor = visitor("viewer"), visitor("editor")
    viewer.get(HOME)
    editor.post("/t/moulin/plan/a1/dismissed/", {"why": "La foire est passée"})
    assert "La foire est passée" in viewer.get(HOME).content.decode()
    assert "La foire est passée" not in viewer.get(HOME).content.decode()
    assert "La foire est passée" in editor.get(HOME).content.decode(), "their own first visit"


def test_what_was_collected_and_planned_since_the_last_visit_is_told_once(
    visitor: Visitor, team: Team
) -> None:
    viewer, english = visitor("viewer"), {"accept-language": "en"}
    viewer.get(HOME)
    for kind, result in (("listen", {"posts": 3}), ("import", {"posts": 4}), ("plan", {})):
        team.jobs.create(kind=kind, state="done", ended_at=timezone.now(), result=result)
    shown = viewer.get(HOME, headers=english).content.decode()
    assert '<a href="/t/moulin/listen/">7 posts were collected.</a>' in shown
    assert '<a href="/t/moulin/plan/changes/">A new plan was made: see what changed.</a>' in shown
    assert "were collected" not in viewer.get(HOME, headers=english).content.decode()


def test_days_from_a_signal_are_those_of_the_evidence(planned: Desk) -> None:
    facts = standing(planned, planned.words)
    assert facts is not None
    days = (planned.as_of - POST["published"]).total_seconds() / 86_400
    assert signal_days(facts) == ceil(days)
    assert signal_days(None) is None
    later = replace(facts, as_of=facts.as_of + timedelta(days=400))
    assert signal_days(later) is None, "what was said over a year ago started no plan"


# The letter on Mondays.


@pytest.fixture
def box(settings: Settings) -> Iterator[Postbox]:
    with post_office() as opened:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", opened.port
        yield opened


@pytest.mark.server
def test_each_member_gets_one_letter_in_their_language(
    visitor: Visitor, planned: Desk, box: Postbox
) -> None:
    for who, language in (("viewer", "de"), ("editor", "en")):
        visitor(who)
        user = Membership.objects.get(role=who).user
        user.language = language
        user.save()
    Cycle.objects.create(team=Team.objects.get(), hypothesis="Rye reassures.")
    editor = Membership.objects.get(role="editor")
    Duty.objects.create(team=editor.team, job="story", owner=editor)
    assert send_due(MONDAY) == 3
    assert send_due(MONDAY + timedelta(hours=5)) == 0
    assert send_due(MONDAY + timedelta(days=1)) == 0
    (english,), (german,) = box.to("editor@example.org"), box.to("viewer@example.org")
    assert "need you" in english["Subject"]
    assert "Nichts wartet auf Sie" in german["Subject"], "a viewer decides nothing"
    for kind in ("plain", "html"):
        assert "http://127.0.0.1:8000/t/moulin/plan/" in text_of(english, kind)
        assert "levain a1" in text_of(english, kind)
        assert "Rye reassures." in text_of(english, kind)
        assert "Story: not begun · Fields approved: 0 of 3 · editor" in text_of(english, kind)
    assert "&" not in text_of(english, "plain").split("http")[0]
    assert send_due(MONDAY + timedelta(days=7)) == 3


@pytest.mark.server
def test_letters_leave_on_the_teams_monday_morning_and_not_later_than_tuesday(
    visitor: Visitor, planned: Desk, box: Postbox
) -> None:
    for hours in (-24, -3, 2 * 24, 5 * 24):
        assert send_due(MONDAY + timedelta(hours=hours)) == 0
    assert send_due(MONDAY + timedelta(days=1)) == 1


@pytest.mark.server
def test_a_letter_that_a_killed_scheduler_left_is_sent_once(
    visitor: Visitor, planned: Desk, box: Postbox
) -> None:
    mine = Membership.objects.get()
    taken = Letter.objects.create(
        membership=mine, week=date(2026, 11, 23), taken_at=timezone.now() - timedelta(minutes=2)
    )
    assert send_due(MONDAY) == 0
    taken.taken_at = timezone.now() - timedelta(minutes=20)
    taken.save()
    assert send_due(MONDAY) == 1
    assert send_due(MONDAY) == 0
    assert len(box.mails) == 1
    assert str(mine.pk) in box.mails[0]["Message-ID"]


@pytest.mark.server
def test_a_letter_that_does_not_leave_is_tried_again(
    visitor: Visitor, planned: Desk, box: Postbox
) -> None:
    box.refused.add("claire@example.org")
    assert send_due(MONDAY) == 0
    box.refused.clear()
    assert send_due(MONDAY) == 0
    Letter.objects.update(taken_at=timezone.now() - timedelta(minutes=20))
    assert send_due(MONDAY) == 1


@pytest.mark.server
def test_who_wants_none_gets_none(visitor: Visitor, planned: Desk, box: Postbox) -> None:
    owner = visitor("owner")
    owner.post(f"{HOME}letter/", {"wanted": "no"})
    assert send_due(MONDAY) == 0
    owner.post(f"{HOME}letter/", {"wanted": "yes"})
    assert send_due(MONDAY) == 1


def test_the_signed_address_of_a_letter_ends_it_with_one_click(
    visitor: Visitor, planned: Desk
) -> None:
    visitor("editor")
    mine = Membership.objects.get(role="editor")
    address = urlsplit(stop_address(mine)).path
    client = Client(enforce_csrf_checks=True)
    assert client.get(address).status_code == 200
    assert not Silence.objects.exists()
    assert client.post(address).status_code == 200
    assert Silence.objects.get().membership == mine
    assert Decision.objects.get().what == "letter not wanted"
    assert client.post(address[:-8] + "AAAAAAA/").status_code == 404
    mine.delete()
    assert client.get(address).status_code == 404


@pytest.mark.server
def test_the_scheduler_sends_them(visitor: Visitor, planned: Desk, box: Postbox) -> None:
    call_command("schedule", "--once")
    monday = timezone.now().weekday() < 2
    assert monday or not box.mails


@pytest.mark.server
def test_a_workspace_with_a_fixed_moment_gets_no_letter(planned: Desk, box: Postbox) -> None:
    path = planned.root / "condat.toml"
    path.write_text("as_of = 2026-11-20T08:00:00Z\n" + path.read_text("utf-8"), "utf-8")
    assert send_due(MONDAY) == 0


def test_the_list_of_teams_says_which_is_a_sample(
    visitor: Visitor, team: Team, owner: User, tmp_path: Path
) -> None:
    folder = tmp_path / "invented"
    init(folder, brand="Invented", language="fr")
    settings = folder / "condat.toml"
    still = "fictional = true\nas_of = 2026-11-02T08:00:00Z\n"
    settings.write_text(still + settings.read_text("utf-8"), "utf-8")
    for name, root in (("invented", str(folder)), ("gone", str(tmp_path / "gone"))):
        other = Team.objects.create(slug=name, name=name, folder=root)
        Membership.objects.create(team=other, user=owner, role="owner")
    page = LexborHTMLParser(visitor("owner").get("/", headers={"Accept-Language": "fr"}).content)
    told = {one.css_first("a").text(): one.text(strip=True) for one in page.css(".lines li")}
    assert "entièrement inventé, arrêté au 2 nov. 2026" in told["invented"]
    assert (told["Moulin"], told["gone"]) == ("Moulin", "gone")


def test_a_new_team_reads_what_a_plan_gives_and_no_count_of_nothing(
    visitor: Visitor, team: Team
) -> None:
    shown = visitor("owner").get("/t/moulin/", headers={"accept-language": "en"}).content.decode()
    assert "the plan proposes what to write" in shown
    assert "0 of 0" not in shown
    score = visitor("owner").get("/t/moulin/scorecard/", headers={"accept-language": "en"})
    assert "Nothing is measured yet" in score.content.decode()
