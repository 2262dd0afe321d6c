"""People come in by invitation, once; a team keeps an owner."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from condat.workspace.accounts.models import User
from condat.workspace.teams.models import Invitation, Membership, Team
from workspace.conftest import Visitor

GOOD = {"name": "Inès", "password": "une phrase assez longue"}


@pytest.fixture
def door(
    visitor: Visitor,
    team: Team,
    mailoutbox: list,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> str:
    """The address in the mail."""
    told = {"email": "Ines@Example.org", "role": "analyst"}
    with django_capture_on_commit_callbacks(execute=True):
        assert visitor("owner").post("/t/moulin/settings/invite/", told).status_code == 302
    assert mailoutbox[0].to == ["ines@example.org"]
    assert mailoutbox[0].reply_to == ["claire@example.org"]
    return re.search(r"http://127.0.0.1:8000(/join/\S+)", mailoutbox[0].body)[1]


def test_who_is_invited_joins_with_the_role_once(door: str, team: Team) -> None:
    client = Client()
    assert client.get(door).status_code == 200
    assert client.post(door, GOOD).status_code == 302
    member = Membership.objects.get(user__email="ines@example.org")
    assert (member.role, member.user.name) == ("analyst", "Inès")
    assert client.get("/t/moulin/").status_code == 200
    again = Client().get(door, headers={"accept-language": "en"})
    assert again.status_code == 404
    assert "If you joined with it, sign in" in again.content.decode()


def test_a_weak_password_is_refused_and_the_invitation_stays(door: str) -> None:
    answer = Client().post(door, {"name": "Inès", "password": "1234"})
    assert answer.status_code == 422
    assert not User.objects.filter(email="ines@example.org").exists()
    assert Client().post(door, GOOD).status_code == 302


def test_a_changed_address_is_none(door: str) -> None:
    assert Client().get(door[:-4] + "aaa/").status_code == 404


def test_somebody_known_has_to_be_signed_in_as_themselves(door: str, visitor: Visitor) -> None:
    ines = User.objects.create_user("ines@example.org", "une phrase assez longue")
    assert visitor("viewer").post(door).status_code == 302
    assert not Membership.objects.filter(user=ines).exists()
    client = Client()
    client.force_login(ines)
    client.post(door)
    assert Membership.objects.get(user=ines).role == "analyst"


def test_an_old_invitation_has_ended(door: str) -> None:
    Invitation.objects.update(ends_at="2026-01-01T00:00:00Z")
    assert Client().get(door).status_code == 404


def test_signing_up_without_an_invitation_is_closed(db: None) -> None:
    told = {"email": "x@example.org", "password1": "une phrase assez longue"}
    Client().post("/accounts/signup/", told)
    assert not User.objects.exists()


def test_a_team_keeps_an_owner(visitor: Visitor, team: Team) -> None:
    number = Membership.objects.get(role="owner").pk
    owner = visitor("owner")
    for told in ({"role": "viewer"}, {}):
        assert owner.post(f"/t/moulin/settings/members/{number}/", told).status_code == 422
    assert Membership.objects.get(pk=number).role == "owner"
