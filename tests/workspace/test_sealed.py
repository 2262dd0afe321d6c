"""Secrets lie sealed in the database; old rows are sealed, and a key can be changed."""

from __future__ import annotations

import importlib
import secrets
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from condat.core.errors import SettingsError
from condat.workspace.accounts.models import User
from condat.workspace.server.resealing import closed
from condat.workspace.server.sealed import seal, unseal
from condat.workspace.teams.models import Team
from condat.workspace.webhooks import actions
from condat.workspace.webhooks.models import Endpoint

SHARED = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def endpoint(team: Team, owner: User) -> Endpoint:
    return actions.add(team=team, url="https://a.example/", kinds=["plan.made"], by=owner)


@pytest.fixture
def factors(owner: User) -> list[str]:
    """Both second factors of the owner; return their secrets."""
    TOTP.activate(owner, SHARED)
    codes = RecoveryCodes.activate(owner).generate_codes()
    return [SHARED, *codes]


def lying() -> str:
    """Read every secret as it lies in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret, former FROM webhooks_endpoint")
        rows = list(cursor.fetchall())
        cursor.execute("SELECT data FROM mfa_authenticator")
        return str(rows + cursor.fetchall())


def test_no_secret_lies_open(endpoint: Endpoint, owner: User, factors: list[str]) -> None:
    former = endpoint.secret
    new = actions.rotate(endpoint=endpoint, by=owner)
    seen = lying()
    assert all(secret not in seen for secret in (former, new, *factors))
    kept = Endpoint.objects.get()
    assert kept.secrets == [new, former]
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    assert RecoveryCodes(codes).validate_code(factors[1])


def test_what_is_sealed_twice_does_not_look_the_same() -> None:
    assert seal("one") != seal("one")
    assert unseal(seal("one")) == "one"
    assert seal("") == unseal("") == ""


@pytest.mark.parametrize(
    ("app", "number"), [("webhooks", "0002_sealed"), ("accounts", "0002_sealed")]
)
def test_rows_that_lay_open_are_sealed_by_the_migration(
    endpoint: Endpoint, factors: list[str], app: str, number: str
) -> None:
    module = importlib.import_module(f"condat.workspace.{app}.migrations.{number}")
    (run,) = [one for one in module.Migration.operations if hasattr(one, "reverse_code")]
    before = endpoint.secret
    known = Raw() if app == "webhooks" else apps
    run.reverse_code(known, None)
    assert (before if app == "webhooks" else SHARED) in lying()
    run.code(known, None)
    assert all(secret not in lying() for secret in (before, SHARED))
    assert Endpoint.objects.get().secret == before
    totp = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert unseal(totp.data["secret"]) == SHARED


class Raw:
    """The endpoint as the migration finds it: its secrets are plain texts."""

    def get_model(self, app: str, name: str) -> Any:
        from django.db.migrations.loader import MigrationLoader

        before = [("webhooks", "0001_initial")]
        return MigrationLoader(connection).project_state(before).apps.get_model(app, name)


def test_a_key_is_changed_and_the_former_let_go(
    endpoint: Endpoint, factors: list[str], settings: Settings
) -> None:
    secret, former = endpoint.secret, settings.SECRET_KEY
    settings.SECRET_KEY = secrets.token_urlsafe(50)
    with pytest.raises(SettingsError, match="CONDAT_SECRET_KEY_FALLBACKS"):
        Endpoint.objects.get()
    assert closed() == 3
    with pytest.raises(CommandError, match="another key"):
        call_command("reseal")
    settings.SECRET_KEY_FALLBACKS = [former]
    assert Endpoint.objects.get().secret == secret
    call_command("reseal")
    settings.SECRET_KEY_FALLBACKS = []
    assert closed() == 0
    assert Endpoint.objects.get().secret == secret
    totp = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert unseal(totp.data["secret"]) == SHARED
