"""What happens is told to other programs: signed, once each, until they took it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from condat.workspace.accounts.models import User
from condat.workspace.create.pieces.actions import move
from condat.workspace.create.pieces.models import Piece
from condat.workspace.jobs.actions import ask
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team
from condat.workspace.webhooks import actions
from condat.workspace.webhooks.models import Delivery, Endpoint, State
from condat.workspace.webhooks.outbox import resume
from condat.workspace.webhooks.tasks import _claimed
from servers.loopback import Answer, Asked, Loopback, serve
from workspace.conftest import Visitor

pytestmark = [pytest.mark.server, pytest.mark.django_db(transaction=True)]
HERE = "/t/moulin/settings/webhooks/"


class Receiver:
    """A real server that answers as it is told to, then well."""

    def __init__(self) -> None:
        self.first: list[int] = []

    def __call__(self, _: Asked) -> Answer:
        return Answer(self.first.pop(0) if self.first else 204)


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def server(receiver: Receiver) -> Iterator[Loopback]:
    with serve(receiver) as started:
        yield started


@pytest.fixture
def near(team: Team) -> Team:
    """A team that is allowed to reach its own machine."""
    settings = team.root / "condat.toml"
    settings.write_text(settings.read_text() + "\n[fetch]\nallow_private = true\n")
    return team


@pytest.fixture
def endpoint(near: Team, owner: User, server: Loopback) -> Endpoint:
    kinds = ["row.decided", "job.failed"]
    return actions.add(team=near, url=f"{server.url}/hook", kinds=kinds, by=owner)


def worked() -> None:
    """Run the worker until nothing waits."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def later() -> None:
    """Let the wait before the next try pass, as the scheduler sees it."""
    Delivery.objects.filter(state=State.WAITING).update(due_at=timezone.now())
    resume()
    worked()


def decided(team: Team, owner: User) -> None:
    record(team=team, by=owner, what="accepted", subject="r1", why="")


def signed(asked: Asked, secret: str) -> bool:
    """Check a signature as the specification tells a receiver to."""
    told = f"{asked.headers['webhook-id']}.{asked.headers['webhook-timestamp']}.".encode()
    key = base64.b64decode(secret.removeprefix("whsec_"))
    made = base64.b64encode(hmac.new(key, told + asked.body, hashlib.sha256).digest()).decode()
    return f"v1,{made}" in asked.headers["webhook-signature"].split()


def test_a_decision_is_told_once_and_signed(
    endpoint: Endpoint, owner: User, server: Loopback
) -> None:
    decided(endpoint.team, owner)
    worked()
    later()
    (asked,) = server.asked
    assert signed(asked, endpoint.secret)
    assert not signed(asked, "whsec_" + base64.b64encode(b"x" * 24).decode())
    told = json.loads(asked.body)
    assert (told["type"], told["data"]["subject"]) == ("row.decided", "r1")
    assert abs(int(asked.headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60
    assert Delivery.objects.get().answer == "HTTP 204"


def test_what_is_rolled_back_is_never_told(
    endpoint: Endpoint, owner: User, server: Loopback
) -> None:
    with transaction.atomic():
        decided(endpoint.team, owner)
        transaction.set_rollback(True)
    worked()
    assert not server.asked
    assert not Delivery.objects.exists()


def test_a_receiver_that_fails_twice_gets_the_same_message_again(
    endpoint: Endpoint, owner: User, server: Loopback, receiver: Receiver
) -> None:
    receiver.first = [500, 503]
    decided(endpoint.team, owner)
    worked()
    kept = Delivery.objects.get()
    assert (kept.state, kept.attempts) == (State.WAITING, 1)
    assert timedelta() < kept.due_at - timezone.now() <= timedelta(seconds=5)
    resume()
    worked()
    assert len(server.asked) == 1  # not before its time
    later()
    later()
    kept.refresh_from_db()
    assert (kept.state, kept.attempts) == (State.DONE, 3)
    assert len({asked.headers["webhook-id"] for asked in server.asked}) == 1
    assert len(server.asked) == 3


def test_what_a_killed_worker_left_is_taken_up_by_the_next(
    endpoint: Endpoint, owner: User, server: Loopback
) -> None:
    decided(endpoint.team, owner)
    number = Delivery.objects.get().pk
    assert _claimed(number) is not None  # a worker took it, and was killed
    worked()
    assert resume() == 0
    assert not server.asked
    later()
    assert len(server.asked) == 1
    assert Delivery.objects.get().state == State.DONE


def test_who_is_gone_for_good_is_not_asked_again(
    endpoint: Endpoint, owner: User, server: Loopback, receiver: Receiver
) -> None:
    receiver.first = [410]
    decided(endpoint.team, owner)
    worked()
    later()
    assert Delivery.objects.get().state == State.FAILED
    assert len(server.asked) == 1


def test_who_never_takes_it_is_given_up(
    endpoint: Endpoint, owner: User, receiver: Receiver
) -> None:
    receiver.first = [500] * 20
    decided(endpoint.team, owner)
    worked()
    for _ in range(8):
        later()
    assert (Delivery.objects.get().state, len(receiver.first)) == (State.FAILED, 11)


def test_a_private_address_is_not_reached(team: Team, owner: User, server: Loopback) -> None:
    actions.add(team=team, url=f"{server.url}/hook", kinds=["row.decided"], by=owner)
    decided(team, owner)
    worked()
    kept = Delivery.objects.get()
    assert kept.state == State.FAILED
    assert "127.0.0.1" in kept.answer
    assert not server.asked


def test_a_job_that_fails_is_told(endpoint: Endpoint, owner: User, server: Loopback) -> None:
    ask(team=endpoint.team, kind="check", by=owner, arguments={"terms": ["..."]})
    worked()
    worked()
    (asked,) = server.asked
    assert json.loads(asked.body)["type"] == "job.failed"


def test_an_address_hears_only_what_it_asked_for(
    endpoint: Endpoint, owner: User, server: Loopback
) -> None:
    Endpoint.objects.update(kinds=["plan.made"])
    decided(endpoint.team, owner)
    worked()
    assert not server.asked


def test_after_a_rotation_both_secrets_sign_for_a_day(
    endpoint: Endpoint, owner: User, server: Loopback
) -> None:
    former = endpoint.secret
    new = actions.rotate(endpoint=endpoint, by=owner)
    decided(endpoint.team, owner)
    worked()
    assert signed(server.asked[0], former)
    assert signed(server.asked[0], new)
    Endpoint.objects.update(former_until=timezone.now())
    decided(endpoint.team, owner)
    worked()
    assert not signed(server.asked[1], former)
    assert signed(server.asked[1], new)


def test_the_page_adds_tests_and_shows_how_it_went(
    visitor: Visitor, near: Team, server: Loopback
) -> None:
    owner = visitor("owner")
    told = {"url": f"{server.url}/hook", "kinds": ["plan.made"]}
    made = owner.post(f"{HERE}add/", told)
    (secret,) = re.findall(r"whsec_[\w+/=]{32}", made.content.decode())
    assert secret not in owner.get(HERE).content.decode()
    number = near.endpoints.get().pk
    assert owner.post(f"{HERE}{number}/test/").status_code == 302
    worked()
    assert signed(server.asked[0], secret)
    assert "HTTP 204" in owner.get(HERE).content.decode()
    again = owner.post(f"{HERE}{number}/rotate/")
    assert len(re.findall(r"whsec_", again.content.decode())) == 1
    assert owner.post(f"{HERE}add/", told).status_code == 422
    assert owner.post(f"{HERE}add/", told | {"url": "ftp://a.example/"}).status_code == 422
    assert owner.post(f"{HERE}add/", {"url": "https://a.example/"}).status_code == 422
    assert owner.post(f"{HERE}{number}/remove/").status_code == 302
    assert not near.endpoints.exists()


def test_a_piece_that_is_approved_is_told(
    endpoint: Endpoint, owner: User, server: Loopback
) -> None:
    Endpoint.objects.update(kinds=["piece.approved"])
    piece = Piece.objects.create(team=endpoint.team, title="Le levain")
    for status in ("review", "approved"):
        move(piece=piece, to=status, by=owner)
    worked()
    (asked,) = server.asked
    assert json.loads(asked.body)["data"]["subject"] == "Le levain"
