"""The door: single sign-on, password reset by real mail, a second factor, and no endless tries."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from django.core.cache import cache
from django.test import Client
from oidc_provider_mock import User as Known
from oidc_provider_mock import run_server_in_thread
from pytest_django import Settings

from condat.workspace import wsgi
from condat.workspace.accounts.models import User
from condat.workspace.teams.models import Team
from servers.mail import Postbox, post_office
from servers.totp import code
from workspace.conftest import Visitor

pytestmark = [pytest.mark.server, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough one"  # noqa: S105 - of the owner of the fixture
NEW = "une phrase toute neuve"


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    cache.clear()


def sign_in(client: Client, password: str = PASSWORD, email: str = "claire@example.org") -> bool:
    client.post("/accounts/login/", {"login": email, "password": password})
    return "_auth_user_id" in client.session


@pytest.fixture
def provider(settings: Settings) -> Iterator[str]:
    """A real provider of single sign-on, which vouches for two addresses."""
    vouched = {"email_verified": True}
    people = [
        Known(sub="claire", claims={"email": "claire@example.org", **vouched}),
        Known(sub="stranger", claims={"email": "stranger@example.org", **vouched}),
        Known(sub="liar", claims={"email": "claire@example.org", "email_verified": False}),
    ]
    with run_server_in_thread(user_claims=people) as server:
        url = f"http://127.0.0.1:{server.server_port}"
        entry = {
            "provider_id": "team",
            "name": "Compte du moulin",
            "client_id": "condat",
            "secret": "s",
            "settings": {"server_url": url},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [entry]}}
        yield url


def through(client: Client, who: str) -> None:
    """Go to the provider, say there who one is, and come back."""
    out = client.post("/accounts/oidc/team/login/")
    assert out.status_code == 302, out.content
    back = httpx.post(out["Location"], data={"sub": who}).headers["Location"]
    parts = urlsplit(back)
    client.get(f"{parts.path}?{parts.query}")


# The provider under test uses what its own library will drop.
@pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")
def test_a_member_comes_in_by_single_sign_on_and_others_do_not(
    provider: str, visitor: Visitor, team: Team
) -> None:
    member = Client()
    through(member, "claire")
    assert member.get("/t/moulin/").status_code == 200
    for other in ("stranger", "liar"):
        client = Client()
        through(client, other)
        assert "_auth_user_id" not in client.session
        assert client.get("/t/moulin/").status_code == 302
    assert User.objects.count() == 1


@pytest.fixture
def office(settings: Settings) -> Iterator[Postbox]:
    with post_office() as opened:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", opened.port
        yield opened


def test_a_forgotten_password_is_set_anew_by_mail_once(office: Postbox, owner: User) -> None:
    client = Client()
    client.post("/accounts/password/reset/", {"email": owner.email})
    (mail,) = office.to(owner.email)
    door = re.search(r"http://[^/]+(/accounts/password/reset/key/\S+)", mail.get_content())
    assert door is not None
    inside = client.get(door[1])["Location"]
    assert b'name="password1"' in client.get(inside).content
    client.post(inside, {"password1": NEW, "password2": NEW})
    assert not sign_in(Client())
    assert sign_in(Client(), NEW)
    assert Client().get(door[1]).status_code == 200  # used: it leads nowhere any more


def test_a_reset_does_not_tell_who_has_an_account(office: Postbox, owner: User) -> None:
    known = Client().post("/accounts/password/reset/", {"email": owner.email})
    other = Client().post("/accounts/password/reset/", {"email": "x@example.org"})
    assert (known.status_code, known["Location"]) == (other.status_code, other["Location"])


def test_an_invitation_arrives_by_mail(office: Postbox, visitor: Visitor, team: Team) -> None:
    told = {"email": "ines@example.org", "role": "viewer"}
    assert visitor("owner").post("/t/moulin/settings/invite/", told).status_code == 302
    (mail,) = office.to("ines@example.org")
    assert "http://127.0.0.1:8000/join/" in mail.get_content()


def test_who_tries_too_often_waits(owner: User) -> None:
    for _ in range(20):
        assert not sign_in(Client(), "wrong")
    assert not sign_in(Client())
    cache.clear()
    assert sign_in(Client())


@pytest.fixture
def behind(settings: Settings) -> Callable[[str], httpx.Client]:
    """Give somebody whose requests come through a proxy on this machine, which ends the https."""
    settings.SECURE_SSL_REDIRECT = True
    served = importlib.reload(wsgi).application

    def visitor(address: str) -> httpx.Client:
        through = httpx.WSGITransport(app=served, remote_addr="127.0.0.1")
        told = {"X-Forwarded-For": address, "X-Forwarded-Proto": "https"} if address else {}
        told["Origin"] = "https://127.0.0.1:8000"
        return httpx.Client(transport=through, base_url="http://127.0.0.1:8000", headers=told)

    return visitor


def test_behind_a_proxy_each_visitor_has_tries_of_their_own(
    behind: Callable[[str], httpx.Client], owner: User
) -> None:
    door = "/accounts/login/"
    assert behind("").get(door).headers["Location"].startswith("https://")
    guesser, member = behind("203.0.113.7"), behind("198.51.100.9")

    def tries(client: httpx.Client, email: str) -> int:
        shown = client.get(door)
        assert shown.status_code == 200, "https ended at the proxy: no redirect to it again"
        told = {"login": email, "password": PASSWORD}
        token = client.cookies["csrftoken"]
        return client.post(door, data=told | {"csrfmiddlewaretoken": token}).status_code

    assert [tries(guesser, f"{n}@example.org") for n in range(40)][-1] == 429
    assert tries(member, owner.email) == 302


def test_a_second_factor_is_asked_for_from_then_on(owner: User, team: Team) -> None:
    client = Client()
    assert sign_in(client)
    page = client.get("/accounts/2fa/totp/activate/")
    if page.status_code == 302:  # it asks for the password once more
        client.post(page["Location"], {"password": PASSWORD})
        page = client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode()
    assert client.post("/accounts/2fa/totp/activate/", {"code": code(secret)}).status_code == 302
    cache.clear()  # a code counts once
    other = Client()
    assert not sign_in(other)
    assert other.get("/t/moulin/").status_code == 302
    other.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "_auth_user_id" not in other.session
    other.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert other.get("/t/moulin/").status_code == 200


def test_the_page_of_the_second_factor_opens_before_there_is_one(owner: User, team: Team) -> None:
    client = Client()
    assert sign_in(client)
    assert client.get("/accounts/2fa/").status_code == 200


def test_who_forgot_a_password_may_still_switch_a_second_factor_on(
    office: Postbox, owner: User, team: Team
) -> None:
    """A reset makes the library note the address, as one that nobody has proved."""
    client = Client()
    client.post("/accounts/password/reset/", {"email": owner.email})
    assert sign_in(client)
    page = client.get("/accounts/2fa/totp/activate/", follow=True)
    if page.redirect_chain:
        client.post(page.redirect_chain[-1][0], {"password": PASSWORD})
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200


@pytest.mark.parametrize(
    ("language", "subject", "label"),
    [
        ("fr", "Votre mot de passe pour Condat", "Adresse e-mail"),
        ("de", "Ihr Passwort für Condat", "E-Mail-Adresse"),
        ("en", "Your password for Condat", "Email address"),
    ],
)
def test_the_door_and_its_mail_speak_as_the_rest(
    office: Postbox, owner: User, language: str, subject: str, label: str
) -> None:
    client = Client(headers={"Accept-Language": language})
    for page in ("login", "password/reset"):
        shown = client.get(f"/accounts/{page}/").content.decode()
        assert f">{label}</label>" in shown
        assert 'placeholder="' + label not in shown
    client.post("/accounts/password/reset/", {"email": owner.email})
    client.post("/accounts/password/reset/", {"email": "x@example.org"})
    known, other = office.mails
    assert {known["Subject"], other["Subject"]} == {subject}
    assert "/password/reset/key/" in known.get_content()
    assert "x@example.org" in other.get_content()


def test_who_signs_out_is_told_in_words_of_ours(owner: User, team: Team) -> None:
    client = Client(headers={"Accept-Language": "de"})
    assert sign_in(client)
    left = client.post("/accounts/logout/", follow=True).content.decode()
    assert "Sie sind abgemeldet." in left
