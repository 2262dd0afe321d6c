"""A team with a fresh workspace folder, and somebody of each role."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from condat.usecases.init import init
from condat.workspace.accounts.models import User
from condat.workspace.teams.models import Membership, Team
from condat.workspace.teams.roles import Role

PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
Visitor = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _plain_files(settings: Settings, tmp_path: Path) -> None:
    settings.STORAGES = PLAIN
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    settings.STATIC_ROOT = str(tmp_path)


@pytest.fixture
def team(db: None, tmp_path: Path) -> Team:
    folder = tmp_path / "moulin"
    init(folder, brand="Moulin", language="fr")
    return Team.objects.create(slug="moulin", name="Moulin", folder=str(folder))


@pytest.fixture
def owner(team: Team) -> User:
    user = User.objects.create_user("claire@example.org", "a long enough one")
    Membership.objects.create(team=team, user=user, role=Role.OWNER)
    return user


@pytest.fixture
def visitor(team: Team, owner: User) -> Visitor:
    """Sign somebody in: a role of the team, ``stranger`` (in no team) or ``nobody``."""

    def sign_in(who: str) -> Client:
        client = Client()
        if who == "nobody":
            return client
        if who == "owner":
            client.force_login(owner)
            return client
        user, _ = User.objects.get_or_create(email=f"{who}@example.org")
        if who != "stranger":
            Membership.objects.get_or_create(team=team, user=user, role=who)
        client.force_login(user)
        return client

    return sign_in
