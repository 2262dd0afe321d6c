"""Sources in the browser's forms: tried before they are kept, read on time, rested, removed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import stamina
from django.core.management import call_command
from django.test import Client

from condat.usecases.desk import Desk
from condat.usecases.listen.health import health
from condat.usecases.listen.listening_memory import recall, remember
from condat.usecases.listen.sources import sources_of
from condat.workspace.jobs.models import Job
from condat.workspace.plan.listening.tending import tend
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from integration.feeds.door import build
from servers.loopback import Loopback, folder, serve
from workspace.conftest import Visitor

pytestmark = [pytest.mark.server, pytest.mark.django_db(transaction=True)]
ENGLISH = {"accept-language": "en"}
NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _near(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CONDAT_FETCH__ALLOW_PRIVATE", "true")
    monkeypatch.setenv("CONDAT_FETCH__DELAY_SECONDS", "0")
    with stamina.set_testing(True, attempts=1):
        yield


@pytest.fixture
def blog(tmp_path: Path) -> Iterator[Loopback]:
    with serve(lambda asked: folder(tmp_path / "hugo" / "public")(asked)) as site:
        build(tmp_path, site)
        yield site


def told(client: Client, act: str, **given: str) -> Any:
    return client.post(f"/t/moulin/listen/source/{act}/", given, headers=ENGLISH)


def page(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def kept(visitor: Visitor, blog: Loopback, team: Team) -> Client:
    client = visitor("analyst")
    answer = told(client, "add", address=f"{blog.url}/", name="fournil", side="ours", every="1d")
    assert answer["Location"] == "/t/moulin/listen/source/?name=fournil"
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    return client


def test_an_address_is_tried_and_nothing_is_kept(
    visitor: Visitor, blog: Loopback, team: Team
) -> None:
    answer = told(visitor("analyst"), "try", address=f"{blog.url}/", side="audience")
    assert "We can listen to Le Fournil" in page(answer)
    assert "A feed" in page(answer)
    assert not sources_of(Desk.open(team.root))
    assert not Desk.open(team.root).corpus.snapshot().version


@pytest.mark.parametrize("act", ["try", "add"])
@pytest.mark.parametrize("path", ["", "/nothing-here"])
def test_what_cannot_be_listened_to_is_said_beside_the_address(
    visitor: Visitor, blog: Loopback, team: Team, act: str, path: str
) -> None:
    address = f"{blog.url}{path}" if path else ""
    answer = told(visitor("analyst"), act, address=address, side="audience")
    assert answer.status_code == 422
    assert 'id="problem-address"' in page(answer)
    assert f'value="{address}"' in page(answer)
    assert not Decision.objects.exists()


def test_a_source_is_kept_listened_to_and_found(kept: Client, team: Team) -> None:
    desk = Desk.open(team.root)
    (source,) = sources_of(desk)
    assert (source.name, source.every) == ("fournil", "1d")
    assert desk.watch.brand.sources == ("fournil",)
    assert desk.corpus.snapshot().count("posts") == 3
    assert team.jobs.get(kind="listen").result == {"sources": 1, "posts": 3}
    shown = page(kept.get("/t/moulin/listen/source/", {"name": "fournil"}, headers=ENGLISH))
    assert "fournil: well" in shown
    assert "every day" in shown
    assert '?source=fournil">3</a>' in shown
    found = page(kept.get("/t/moulin/search/", {"words": "vivants", "side": "ours"}))
    assert found.count("<mark>vivant</mark>") == 3


def test_it_is_read_as_often_as_was_said(kept: Client, team: Team) -> None:
    def due() -> timedelta:
        (one,) = health(Desk.open(team.root), NOW)
        assert one.next_at is not None
        assert one.succeeded_at is not None
        return one.next_at - one.succeeded_at

    assert due() == timedelta(days=1)
    assert told(kept, "change", name="fournil", every="6h").status_code == 302
    assert due() == timedelta(hours=6)
    assert told(kept, "change", name="fournil", every="1m").status_code == 422
    assert due() == timedelta(hours=6)


def test_the_scheduler_reads_what_is_due_and_leaves_what_rests(kept: Client, team: Team) -> None:
    Job.objects.all().delete()
    later = datetime.now(UTC) + timedelta(hours=25)
    tend(team, later - timedelta(hours=2))
    assert not Job.objects.exists()
    told(kept, "change", name="fournil", paused="yes")
    tend(team, later)
    assert not Job.objects.exists()
    (one,) = health(Desk.open(team.root), later)
    assert (one.status, one.next_at) == ("paused", None)
    told(kept, "change", name="fournil", paused="no")
    tend(team, later)
    assert Job.objects.get().arguments == {"names": ["fournil"]}


def test_the_scheduler_brings_search_up_and_clears_old_uploads(kept: Client, team: Team) -> None:
    Job.objects.all().delete()
    (team.root / "index" / "made.json").unlink()
    old = team.root / "uploads" / "1"
    old.mkdir(parents=True)
    tend(team, datetime.now(UTC) + timedelta(hours=23))
    assert [job.kind for job in Job.objects.all()] == ["index"]
    assert old.exists()
    tend(team, datetime.now(UTC) + timedelta(days=2))
    assert not old.exists()


def test_a_source_is_tested_without_keeping(kept: Client, team: Team, blog: Loopback) -> None:
    version = Desk.open(team.root).corpus.snapshot().version
    blog.asked.clear()
    assert "nothing was kept" in page(told(kept, "test", name="fournil"))
    assert blog.paths()
    assert Desk.open(team.root).corpus.snapshot().version == version


def test_what_is_wrong_is_said_with_the_reason(kept: Client, team: Team, tmp_path: Path) -> None:
    (tmp_path / "hugo" / "public" / "feed.json").unlink(missing_ok=True)
    for path in (tmp_path / "hugo" / "public").rglob("*.xml"):
        path.unlink()
    kept.post("/t/moulin/listen/run/", {"name": "fournil"})
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    shown = page(kept.get("/t/moulin/listen/", headers=ENGLISH))
    assert "404" in shown
    assert "look into it" in shown


def test_a_removed_source_leaves_its_posts(kept: Client, team: Team) -> None:
    assert told(kept, "remove", name="fournil").status_code == 302
    desk = Desk.open(team.root)
    assert not sources_of(desk)
    assert desk.corpus.snapshot().count("posts") == 3
    assert [line.what for line in Decision.objects.all()] == ["source removed", "source added"]


def test_a_key_in_an_address_is_not_shown(kept: Client, team: Team) -> None:
    path = team.root / "sources.toml"
    written = re.sub(r'address = "([^"]*)"', r'address = "\1?key=s3cret"', path.read_text("utf-8"))
    path.write_text(written, "utf-8")
    for address in ("listen/", "listen/source/?name=fournil"):
        assert "s3cret" not in page(kept.get(f"/t/moulin/{address}"))


def test_an_unknown_source_is_none(kept: Client) -> None:
    for act in ("test", "change", "remove"):
        assert told(kept, act, name="nobody").status_code == 404


def test_a_failing_source_keeps_to_its_wait_when_its_pace_changes(kept: Client, team: Team) -> None:
    wait = NOW + timedelta(days=3)
    memory = recall(team.root, "fournil").model_copy(update={"failures": 2, "next_at": wait})
    remember(team.root, "fournil", memory)
    told(kept, "change", name="fournil", every="1h")
    assert recall(team.root, "fournil").next_at == wait
