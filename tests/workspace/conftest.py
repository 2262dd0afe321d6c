"""A team with a fresh workspace folder, and somebody of each role."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from condat.core.words import Words
from condat.usecases.desk import Desk
from condat.usecases.init import init
from condat.usecases.show import reporting
from condat.workspace.accounts.models import User
from condat.workspace.teams.models import Membership, Team
from condat.workspace.teams.roles import Role
from workspace.conversation import plan
from workspace.cycle import POST, QUESTION, keep_plan, plan_row
from workspace.lived import live

PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
Once = Callable[[str, Callable[[Path], object]], Path]
Visitor = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _plain_files(settings: Settings, tmp_path: Path) -> None:
    settings.STORAGES = PLAIN
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    settings.STATIC_ROOT = str(tmp_path)


@pytest.fixture
def team(db: None, tmp_path: Path) -> Team:
    folder = tmp_path / "moulin"
    init(folder, brand="Moulin", language="fr")
    return Team.objects.create(slug="moulin", name="Moulin", folder=str(folder))


@pytest.fixture(scope="session")
def planned_folder(made_once: Once) -> Path:
    """A workspace folder with a plan of three rows and what it stands on, made once."""
    return made_once("planned", lambda folder: _planned(folder / "moulin")) / "moulin"


def _planned(folder: Path) -> None:
    init(folder, brand="Moulin", language="fr")
    desk = Desk.open(folder)
    days = (("a1", 3), ("b2", 10), ("c3", 17))
    rows = [plan_row(name, desk.as_of + timedelta(days=day)) for name, day in days]
    rows[1] |= {"person": "Ana", "person_uri": "https://ana.example/", "role": "quoted"}
    rows[2] |= {"persona": "Boulangers", "questions": [QUESTION], "evidence": [POST["uri"]]}
    keep_plan(desk, rows)
    reporting.standing(desk, Words("fr"))


@pytest.fixture
def planned(team: Team, planned_folder: Path) -> Desk:
    """The team, with that plan."""
    shutil.rmtree(team.root)
    shutil.copytree(planned_folder, team.root)
    return Desk.open(team.root)


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


@pytest.fixture(scope="session")
def spoken_of(made_once: Once) -> Path:
    """A small conversation with a plan, made once; copy it before it is changed."""
    return made_once("conversation", lambda folder: plan(folder / "bread")) / "bread"


@pytest.fixture
def heard(team: Team, spoken_of: Path, tmp_path: Path) -> Team:
    """The team with a plan on that conversation."""
    team.folder = str(shutil.copytree(spoken_of, tmp_path / "bread"))
    team.save()
    return team


@pytest.fixture
def lived(heard: Team, visitor: Visitor) -> Team:
    """That team with something of each kind."""
    live(visitor("owner"))
    return heard
