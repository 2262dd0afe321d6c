"""A source behind a login: its secret goes to its host alone, and lies in no file."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from condat.core.errors import InputError, RefusedAddressError
from condat.core.settings import Fetch
from condat.listen.web.credential import credential
from condat.listen.web.http import Client
from condat.usecases.desk import Desk
from condat.usecases.listen.listening import listen
from integration.feeds.door import condat, paged
from servers.loopback import Answer, Asked, Loopback, serve

pytestmark = pytest.mark.server
SECRET = "s3cret:with a colon"  # noqa: S105 - of this test
HEADER = "Basic " + base64.b64encode(f"ana:{SECRET}".encode()).decode()


def closed(asked: Asked) -> Answer:
    """Give a feed to who knows the password."""
    if asked.headers.get("authorization") == HEADER:
        return paged(2)(asked)
    return Answer(401, {"www-authenticate": "Basic"})


@pytest.fixture
def site() -> Iterator[Loopback]:
    with serve(closed) as running:
        yield running


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONDAT_LOGIN_INTRANET", f"ana:{SECRET}")


def added(site: Loopback, *more: str) -> int:
    address = f"{site.url}/feed.json"
    return condat("listen", "add", address, "--name", "intranet", "--login", "INTRANET", *more)


def test_it_is_read_with_the_secret_of_the_environment(
    desk: Desk, site: Loopback, known: None
) -> None:
    assert condat("listen", "add", f"{site.url}/feed.json") == 7
    assert added(site) == 0
    (outcome,) = listen(desk)
    assert outcome.problem is None
    assert desk.corpus.snapshot().count("posts") == 4
    asked = [one for one in site.asked if one.path != "/robots.txt"]
    assert all(one.headers["authorization"] == HEADER for one in asked[1:])
    written = [path for path in desk.root.rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in path.read_bytes() for path in written)
    assert 'login = "INTRANET"' in (desk.root / "sources.toml").read_text()


def test_a_secret_may_lie_in_a_file_of_its_own(
    desk: Desk, site: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text(f"ana:{SECRET}\n")
    monkeypatch.setenv("CONDAT_LOGIN_INTRANET_FILE", str(tmp_path / "secret"))
    assert added(site) == 0


@pytest.mark.parametrize("wrong", [None, "ana:other", "no colon"])
def test_without_its_secret_it_fails_alone_and_says_so(
    desk: Desk,
    site: Loopback,
    known: None,
    monkeypatch: pytest.MonkeyPatch,
    wrong: str | None,
) -> None:
    assert added(site) == 0
    with serve(paged(1)) as other:
        assert condat("listen", "add", f"{other.url}/feed.json", "--name", "open") == 0
        if wrong is None:
            monkeypatch.delenv("CONDAT_LOGIN_INTRANET")
        else:
            monkeypatch.setenv("CONDAT_LOGIN_INTRANET", wrong)
        intranet, opened = listen(desk)
    assert intranet.permanent
    assert "ana" not in str(intranet.problem)
    assert opened.problem is None


def test_a_redirect_to_another_host_is_followed_without_the_secret(desk: Desk, known: None) -> None:
    with serve(paged(1)) as elsewhere:

        def leads(asked: Asked) -> Answer:
            if asked.path == "/feed.json":
                return Answer(302, {"location": f"{elsewhere.url}/feed.json"})
            return Answer(404)

        with serve(leads) as site, Client(desk.settings.fetch) as client:
            fetch = client.fetcher(credential=credential(site.url, "basic", f"ana:{SECRET}"))
            assert fetch(f"{site.url}/feed.json").status == 200
            assert site.asked[-1].headers["authorization"] == HEADER
            assert len(elsewhere.paths()) == 1
            assert all("authorization" not in one.headers for one in elsewhere.asked)
            assert added(site) == InputError.exit_code  # what is read is not on its host
    assert (
        not (desk.root / "sources.toml").exists()
        or "intranet" not in (desk.root / "sources.toml").read_text()
    )


@pytest.mark.parametrize(
    ("sent_as", "name", "value"),
    [("bearer", "authorization", "Bearer t0ken"), ("X-Api-Key", "x-api-key", "t0ken")],
)
def test_a_token_goes_in_its_header(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, sent_as: str, name: str, value: str
) -> None:
    monkeypatch.setenv("CONDAT_LOGIN_INTRANET", "t0ken")

    def page(asked: Asked) -> Answer:
        return paged(1)(asked) if asked.headers.get(name) == value else Answer(403)

    with serve(page) as site:
        assert added(site, "--sent-as", sent_as) == 0
        (outcome,) = listen(desk)
    assert outcome.problem is None


def test_over_plain_http_no_secret_leaves_our_own_network() -> None:
    login = credential("http://a.example/", "basic", "ana:x")
    with Client(Fetch()) as client, pytest.raises(RefusedAddressError, match="https"):
        client.fetcher(credential=login)


@pytest.mark.parametrize(
    ("sent_as", "secret"),
    [("basic", "ana"), ("basic", ":x"), ("a b", "x"), ("bearer", "a\r\nhost: b"), ("bearer", "é")],
)
def test_what_cannot_be_sent_is_refused(sent_as: str, secret: str) -> None:
    with pytest.raises(InputError):
        credential("https://a.example/", sent_as, secret)
