"""Logins of sources in the browser: tried, kept sealed, never shown, replaced, removed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import stamina
from django.core.management import call_command
from django.db import connection
from django.test import Client

from condat.usecases.desk import Desk
from condat.usecases.listen.listening_memory import recall
from condat.usecases.listen.sources import sources_of
from condat.workspace.plan.logins.models import Login
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from integration.feeds.door import paged
from servers.loopback import Answer, Asked, Loopback, serve
from workspace.conftest import Visitor

pytestmark = [pytest.mark.server, pytest.mark.django_db(transaction=True)]
ENGLISH = {"accept-language": "en"}
HERE = "/t/moulin/listen/source/"
RIGHT = {"way": "header", "header": "X-Api-Key", "user": "", "secret": "t0ken-1"}
WRONG = RIGHT | {"secret": "t0ken-0"}


@pytest.fixture(autouse=True)
def _near(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CONDAT_FETCH__ALLOW_PRIVATE", "true")
    monkeypatch.setenv("CONDAT_FETCH__DELAY_SECONDS", "0")
    with stamina.set_testing(True, attempts=1):
        yield


class Closed:
    """A site that gives its feed to who has one of its tokens."""

    def __init__(self) -> None:
        self.tokens = {"t0ken-1", "t0ken-2"}

    def __call__(self, asked: Asked) -> Answer:
        known = asked.headers.get("x-api-key") in self.tokens
        return paged(1)(asked) if known else Answer(401)


@pytest.fixture
def closed() -> Closed:
    return Closed()


@pytest.fixture
def site(closed: Closed) -> Iterator[Loopback]:
    with serve(closed) as running:
        yield running


def told(client: Client, act: str, **given: str) -> Any:
    return client.post(f"{HERE}{act}/", given, headers=ENGLISH)


def page(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def worked() -> None:
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


@pytest.fixture
def kept(visitor: Visitor, team: Team, site: Loopback) -> Client:
    client = visitor("analyst")
    address = f"{site.url}/feed.json"
    told(client, "add", address=address, name="intranet", side="audience", every="1d", **RIGHT)
    worked()
    return client


def lying() -> str:
    """Read the logins as they lie in the database, and what is on record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM logins_login")
        return str(cursor.fetchall()) + str(list(Decision.objects.values()))


def test_what_asks_for_a_login_says_so_and_is_added_with_it(
    visitor: Visitor, team: Team, site: Loopback
) -> None:
    client = visitor("analyst")
    address = f"{site.url}/feed.json"
    refused = told(client, "try", address=address, side="audience")
    assert refused.status_code == 422
    assert "asks for a password" in page(refused)
    assert 'class="edit" open' in page(refused)
    wrong = told(client, "add", address=address, side="audience", **WRONG)
    assert wrong.status_code == 422
    assert "t0ken" not in page(wrong)
    assert 'value="X-Api-Key"' in page(wrong)
    assert not Login.objects.exists()
    assert told(client, "add", address=address, name="intranet", **RIGHT).status_code == 302
    worked()
    desk = Desk.open(team.root)
    assert desk.corpus.snapshot().count("posts") == 2
    assert "t0ken" not in lying()
    assert not any(b"t0ken" in p.read_bytes() for p in team.root.rglob("*") if p.is_file())
    listed = page(client.get("/t/moulin/settings/team/", headers=ENGLISH))
    assert f'<a href="{HERE}?name=intranet#login">intranet</a>' in listed
    assert "t0ken" not in listed
    seen = page(client.get(HERE, {"name": "intranet"}, headers=ENGLISH))
    assert "Token in a header of its own, kept by analyst@example.org" in seen
    assert "t0ken" not in seen
    assert "login kept" in [line.what for line in Decision.objects.all()]


@pytest.mark.parametrize(
    "wrong",
    [
        RIGHT | {"secret": ""},
        RIGHT | {"header": "no header"},
        RIGHT | {"way": "basic"},
        RIGHT | {"way": "none"},
    ],
)
def test_what_cannot_be_a_login_is_said_beside_it(
    visitor: Visitor, team: Team, site: Loopback, wrong: dict[str, str]
) -> None:
    answer = told(visitor("analyst"), "add", address=f"{site.url}/feed.json", **wrong)
    assert answer.status_code == 422
    assert 'class="problem"' in page(answer)
    assert not site.asked
    assert not sources_of(Desk.open(team.root))


def test_it_is_replaced_by_one_that_works(kept: Client, closed: Closed, team: Team) -> None:
    closed.tokens.discard("t0ken-1")
    told_wrong = told(kept, "login", name="intranet", **WRONG)
    assert told_wrong.status_code == 422
    assert Login.objects.get().secret == "t0ken-1"  # noqa: S105 - of this test
    assert told(kept, "login", name="intranet", **RIGHT | {"secret": "t0ken-2"}).status_code == 302
    assert Login.objects.get().secret == "t0ken-2"  # noqa: S105 - of this test
    worked()
    assert recall(team.root, "intranet").problem is None
    acts = [line.what for line in Decision.objects.all()]
    assert acts[0] == "login replaced"


def test_it_is_removed_and_gone_with_its_source(kept: Client, team: Team) -> None:
    assert told(kept, "login/remove", name="intranet").status_code == 302
    assert not Login.objects.exists()
    kept.post("/t/moulin/listen/run/", {"name": "intranet"})
    worked()
    problem = recall(team.root, "intranet").problem
    assert problem is not None
    assert "401" in str(problem)
    told(kept, "login", name="intranet", **RIGHT)
    assert Login.objects.exists()
    told(kept, "remove", name="intranet")
    assert not Login.objects.exists()


def test_it_is_not_sent_to_where_its_source_has_moved(kept: Client, team: Team) -> None:
    with serve(lambda _: Answer(404)) as other:
        path = team.root / "sources.toml"
        path.write_text(re.sub(r"http://[^/]*", other.url, path.read_text()))
        assert "404" in page(told(kept, "test", name="intranet"))
        assert other.asked
        assert all("x-api-key" not in one.headers for one in other.asked)


@pytest.mark.parametrize("role", ["viewer", "reviewer", "partners"])
def test_who_may_not_listen_changes_no_login(kept: Client, visitor: Visitor, role: str) -> None:
    other = visitor(role)
    assert told(other, "login", name="intranet", **RIGHT).status_code == 403
    assert told(other, "login/remove", name="intranet").status_code == 403
    assert 'name="secret"' not in page(other.get(HERE, {"name": "intranet"}))
