"""Long work: asked once, done by one worker, stopped on demand, taken up again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from condat.usecases.desk import Desk
from condat.usecases.keep.forgetting import find
from condat.workspace.accounts.models import User
from condat.workspace.create.pieces.models import Piece
from condat.workspace.jobs.actions import ask, cancel, resume_left_behind
from condat.workspace.jobs.lease import change, claim
from condat.workspace.jobs.models import Job, State
from condat.workspace.jobs.progress import Reported, Stopped
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

pytestmark = pytest.mark.django_db(transaction=True)
POSTS = "url,title,text,published\nhttps://a.example/1,Levain,Un levain actif,2026-01-02\n"


def worked() -> None:
    """Run the worker until nothing waits."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def checks(team: Team, owner: User, *terms: str) -> Job:
    return ask(team=team, kind="check", by=owner, arguments={"terms": terms})


def test_the_same_work_is_asked_for_once(team: Team, owner: User) -> None:
    assert checks(team, owner, "levain").pk == checks(team, owner, "levain").pk
    assert checks(team, owner, "farine").pk != checks(team, owner, "levain").pk


def test_a_file_is_imported(team: Team, owner: User, tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    file.write_text(POSTS)
    ask(team=team, kind="import", by=owner, arguments={"paths": [str(file)]})
    worked()
    job = Job.objects.get()
    assert (job.state, job.error) == (State.DONE, None)
    assert Desk.open(team.root).corpus.snapshot().count("posts") == 1
    assert job.result == {"rejected": 0, "posts": 1}
    assert file.exists()  # it is the team's own, no upload


def test_an_erasure_leaves_no_name_behind(team: Team, owner: User, tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    told = "url,title,text,published,author\nhttps://a.example/1,Levain,Actif,2026-01-02,Ana Roux\n"
    file.write_text(told)
    ask(team=team, kind="import", by=owner, arguments={"paths": [str(file)]})
    worked()
    ask(team=team, kind="forget", by=owner, arguments={"who": "Ana Roux"})
    worked()
    job = Job.objects.get(kind="forget")
    assert (job.state, job.arguments) == (State.DONE, {})
    assert not Desk.open(team.root).corpus.snapshot().count("posts")


def test_an_erasure_reaches_every_row_of_the_team(team: Team, owner: User, tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    told = "url,title,text,published,author\nhttps://a.example/1,Levain,Actif,2026-01-02,Ana Roux\n"
    file.write_text(told)
    ask(team=team, kind="import", by=owner, arguments={"paths": [str(file)]})
    worked()
    person = find(Desk.open(team.root), "Ana Roux")
    piece = Piece.objects.create(
        team=team, title="Le levain selon Ana Roux", kind="interview", brief={"passage": "Actif"}
    )
    piece.versions.create(number=1, text="Ana Roux dit : « un levain a faim ». Nous cuisons.")
    piece.quotes.create(person="Ana Roux", text="« un levain a faim »")
    link = "https://a.example/1"
    team.matches.create(link=link, author="Ana Roux", author_uri=person.uri, passage="Actif")
    team.objections.create(name="Ana Roux", person_uri=person.uri, how="mail")
    record(team=team, by=owner, what="accepted", why="Ana Roux écrit bien", detail={"who": [link]})
    ask(team=team, kind="forget", by=owner, arguments={"who": "Ana Roux"})
    worked()
    call_command("dumpdata", output=str(tmp_path / "rows.json"), verbosity=0)
    left = (tmp_path / "rows.json").read_text("utf-8")
    assert Job.objects.get(kind="forget").state == State.DONE
    assert "Nous cuisons" in left
    assert [
        gone for gone in ("Ana", "Roux", "a faim", "Actif", link, person.uri) if gone in left
    ] == []


def test_what_goes_wrong_is_said_in_every_language(team: Team, owner: User) -> None:
    job = checks(team, owner, "...")
    worked()
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert job.error["en"] != job.error["fr"] != job.error["de"]


def test_a_cancelled_job_stops_at_its_next_step(team: Team, owner: User) -> None:
    job = claim(checks(team, owner, "levain").pk)
    assert job is not None
    cancel(job=job)
    with pytest.raises(Stopped), Reported(job).step("reading"):
        pytest.fail("went on")


@pytest.mark.parametrize(
    ("who", "kind", "answer"),
    [
        ("partners", "outreach", 200),  # may do what it does
        ("partners", "plan", 403),
        ("analyst", "listen", 200),
        ("analyst", "forget", 403),
        ("viewer", "outreach", 403),
    ],
)
def test_a_job_is_stopped_by_who_may_do_what_it_does(
    visitor: Visitor, team: Team, owner: User, who: str, kind: str, answer: int
) -> None:
    job = Job.objects.create(team=team, kind=kind, asked_by=owner)
    client, here = visitor(who), f"/t/moulin/jobs/{job.pk}/"
    assert (b"cancel" in client.get(here).content) == (answer == 200)
    assert client.post(f"{here}cancel/").status_code == answer
    job.refresh_from_db()
    assert job.cancel_asked == (answer == 200)


@pytest.mark.parametrize(("who", "answer"), [("viewer", 403), ("editor", 200)])
def test_a_job_that_failed_is_done_again_by_who_may_ask_for_it(
    visitor: Visitor, team: Team, owner: User, who: str, answer: int
) -> None:
    job, client = checks(team, owner, "..."), visitor(who)
    worked()
    here = f"/t/moulin/jobs/{job.pk}/"
    assert (b"again" in client.get(here).content) == (answer == 200)
    assert client.post(f"{here}again/").status_code == answer
    job.refresh_from_db()
    assert (job.state == State.WAITING) == (answer == 200)
    assert client.post(f"{here}again/").status_code == (409 if answer == 200 else answer)
    worked()
    job.refresh_from_db()
    assert job.state == State.FAILED


def test_a_job_that_ended_well_leaves_the_page(visitor: Visitor, team: Team, owner: User) -> None:
    client, plan = visitor("editor"), "/t/moulin/plan/"
    job = Job.objects.create(team=team, kind="plan", asked_by=owner)
    assert "HX-Trigger" not in client.get(f"/t/moulin/jobs/{job.pk}/")
    assert f"job-{job.pk}" in client.get(plan).content.decode()
    Job.objects.update(state=State.DONE, ended_at=timezone.now())
    assert client.get(f"/t/moulin/jobs/{job.pk}/")["HX-Trigger"] == "job-ended"
    assert f"job-{job.pk}" in client.get(plan).content.decode()
    Job.objects.update(ended_at=timezone.now() - timedelta(minutes=2))
    assert f"job-{job.pk}" not in client.get(plan).content.decode()
    Job.objects.update(state=State.FAILED)
    assert f"job-{job.pk}" in client.get(plan).content.decode()


def test_who_started_a_job_stops_it(visitor: Visitor, team: Team) -> None:
    client = visitor("reviewer")
    job = Job.objects.create(
        team=team, kind="plan", asked_by=User.objects.get(email="reviewer@example.org")
    )
    assert client.post(f"/t/moulin/jobs/{job.pk}/cancel/").status_code == 200
    assert Job.objects.get().cancel_asked


def test_one_worker_at_a_time_and_another_when_it_has_gone(team: Team, owner: User) -> None:
    asked = checks(team, owner, "levain")
    first = claim(asked.pk)
    assert first is not None
    assert claim(asked.pk) is None
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    second = claim(asked.pk)
    assert second is not None
    assert not change(first, step="the first still talks")
    assert change(second, step="the second works")


def test_a_job_whose_worker_has_gone_is_done_by_the_next(team: Team, owner: User) -> None:
    asked = checks(team, owner, "...")
    claim(asked.pk)
    worked()
    assert Job.objects.get().state == State.RUNNING
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert resume_left_behind() == 1
    worked()
    assert Job.objects.get().state == State.FAILED  # "..." is no term: it was tried


def test_a_job_that_keeps_breaking_is_given_up(team: Team, owner: User) -> None:
    asked = checks(team, owner, "levain")
    claim(asked.pk)
    Job.objects.update(attempts=5, leased_until=timezone.now() - timedelta(seconds=1))
    assert resume_left_behind() == 0
    assert Job.objects.get().state == State.FAILED


def test_a_brief_is_written_from_the_evidence(heard: Team, visitor: Visitor) -> None:
    piece = Piece.objects.create(team=heard, title="A stone", keyword="pan")
    brief = f"/t/{heard.slug}/pieces/{piece.pk}/brief/"
    waits = visitor("editor").post(f"{brief}make/", follow=True).content.decode()
    assert f'href="{brief}make/"' not in waits
    assert 'class="job waiting"' in waits
    worked()
    assert f'href="{brief}"' in visitor("viewer").get(job_page(heard)).content.decode()
    shown = visitor("viewer").get(brief).content.decode()
    assert "https://bread.example/" in shown
    assert 'class="job' not in shown
    piece.refresh_from_db()
    assert piece.status == "brief"


def test_a_brief_of_a_piece_that_is_gone_is_no_failure(heard: Team, owner: User) -> None:
    ask(team=heard, kind="brief", by=owner, arguments={"piece": 0, "by": owner.pk})
    worked()
    assert Job.objects.get().state == State.DONE


def job_page(team: Team) -> str:
    return f"/t/{team.slug}/jobs/{team.jobs.get().pk}/"


@pytest.mark.parametrize(("who", "answer"), [("viewer", 403), ("editor", 200)])
def test_a_failure_leaves_the_pages_when_it_is_put_away(
    visitor: Visitor, team: Team, owner: User, who: str, answer: int
) -> None:
    client = visitor(who)
    told = {"asked_by": owner, "state": State.FAILED, "ended_at": timezone.now()}
    job = Job.objects.create(team=team, kind="plan", **told)
    here = f"/t/moulin/jobs/{job.pk}/"
    assert (b"/away/" in client.get("/t/moulin/plan/").content) == (answer == 200)
    assert client.post(f"{here}away/").status_code == answer
    Job.objects.update(ended_at=timezone.now() - timedelta(hours=1))
    assert (str(job.pk) in client.get("/t/moulin/plan/").content.decode()) == (answer == 403)
    assert team.decisions.filter(what="put away").exists() == (answer == 200)
    assert visitor("editor").post(f"{here}again/").status_code == 200
    job.refresh_from_db()
    assert not job.put_away
    record = visitor("owner").get("/t/moulin/settings/record/", headers={"Accept-Language": "en"})
    assert "“Making the plan and its report”" in record.content.decode()


def test_a_step_is_told_in_the_language_of_who_reads(
    visitor: Visitor, team: Team, owner: User
) -> None:
    job = ask(team=team, kind="plan", by=owner, arguments={})
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, step="Choosing terms")
    client, address = visitor("owner"), f"/t/moulin/jobs/{job.pk}/"
    for language, told in (("fr", "Choix des termes"), ("de", "Begriffe werden ausgewählt")):
        assert told in client.get(address, headers={"accept-language": language}).content.decode()


def test_a_page_says_how_long_a_step_still_takes(visitor: Visitor, team: Team, owner: User) -> None:
    job = ask(team=team, kind="plan", by=owner, arguments={})
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING)
    job.refresh_from_db()

    def shown() -> str:
        told = visitor("viewer").get(f"/t/moulin/jobs/{job.pk}/", headers={"accept-language": "en"})
        return told.content.decode()

    with Reported(job).step("reading", total=10) as step:
        assert "left of this step" not in shown()
        step.began -= timedelta(seconds=50)
        step.advance(5)
        step.tell()
        assert "A minute at most is left of this step." in shown()
        step.began -= timedelta(minutes=4)
        step.tell()
        assert "About 5 minutes are left of this step." in shown()
        step.advance(5)
    assert "left of this step" not in shown()
