"""The one way out, against a server on loopback that behaves well, badly or with malice."""

from __future__ import annotations

import gzip
import itertools
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

import httpx
import psutil
import pytest
import stamina
from structlog.testing import capture_logs

from condat.core.errors import RefusedAddressError, SourceError
from condat.core.settings import Fetch
from condat.listen.web import failures
from condat.listen.web.http import Client
from servers.loopback import Answer, Asked, serve

pytestmark = pytest.mark.server
OPEN = Fetch(allow_private=True, delay_seconds=0, timeout_seconds=2, max_bytes=1_000_000)
TEXT = {"content-type": "text/plain"}


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


def only(path: str, answer: Answer) -> object:
    return lambda asked: answer if asked.path == path else Answer(404)


def test_an_answer_comes_with_its_headers_and_where_redirects_ended() -> None:
    def page(asked: Asked) -> Answer:
        if asked.path == "/old":
            return Answer(301, {"location": "/new"})
        return (
            Answer(200, TEXT | {"ETag": '"1"'}, b"hello") if asked.path == "/new" else Answer(404)
        )

    with serve(page) as site, Client(OPEN) as fetch:
        answer = fetch(f"{site.url}/old")
        assert (answer.url, answer.status, answer.content) == (f"{site.url}/new", 200, b"hello")
        assert answer.headers["etag"] == '"1"'
        assert site.asked[-1].headers["user-agent"] == OPEN.user_agent


def test_not_modified_is_an_answer_and_conditions_survive_redirects() -> None:
    def page(asked: Asked) -> Answer:
        if asked.path == "/a":
            return Answer(302, {"location": "/b"})
        return Answer(304 if asked.headers.get("if-none-match") == '"x"' else 404)

    with serve(page) as site, Client(OPEN) as fetch:
        assert fetch(f"{site.url}/a", headers={"if-none-match": '"x"'}).status == 304


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]", "[::]"]
)
def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    with serve(lambda asked: Answer(200, TEXT, b"secret")) as site:
        port = site.url.rpartition(":")[2]
        with Client(Fetch(delay_seconds=0)) as fetch, pytest.raises(RefusedAddressError):
            fetch(f"http://{host}:{port}/")
        assert site.asked == []


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://224.0.0.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://user:word@127.0.0.1/",
    ],
)
def test_a_redirect_cannot_lead_where_a_fetch_may_not_go(target: str) -> None:
    page = only("/", Answer(302, {"location": target}))
    with serve(page) as site, Client(OPEN) as fetch, pytest.raises(RefusedAddressError):
        fetch(f"{site.url}/")


def test_a_name_that_changes_its_address_is_checked_where_we_connect() -> None:
    """DNS rebinding: the first look-up is public, the second is this machine."""
    answers = iter([["192.0.2.1", "127.0.0.1"], ["127.0.0.1"]])
    with serve(lambda asked: Answer(200, TEXT, b"secret")) as site:
        port = site.url.rpartition(":")[2]
        client = Client(Fetch(delay_seconds=0), lookup=lambda host, port: next(answers))
        for _ in range(2):
            with pytest.raises(RefusedAddressError):
                client(f"http://rebind.example:{port}/")
        assert site.asked == []


def test_a_connection_goes_to_the_checked_address_under_the_hosts_own_name() -> None:
    looked_up: list[str] = []

    def lookup(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    with serve(only("/", Answer(200, TEXT, b"ok"))) as site:
        port = site.url.rpartition(":")[2]
        with Client(OPEN, lookup=lookup) as fetch:
            assert fetch(f"http://blog.example:{port}/").content == b"ok"
        assert site.asked[-1].headers["host"] == f"blog.example:{port}"
        assert set(looked_up) == {"blog.example"}


def test_redirects_in_circles_end() -> None:
    with (
        serve(only("/", Answer(302, {"location": "/"}))) as site,
        Client(OPEN) as fetch,
        pytest.raises(SourceError, match="redirects") as failure,
    ):
        fetch(f"{site.url}/")
    assert failure.value.permanent
    assert len(site.paths()) == 6


def test_an_endless_body_is_cut_at_the_limit() -> None:
    page = only("/", Answer(200, TEXT, itertools.repeat(b"x" * 10_000)))
    with serve(page) as site, Client(OPEN) as fetch, pytest.raises(SourceError, match="larger"):
        fetch(f"{site.url}/")


def test_a_gzip_bomb_is_cut_before_it_unfolds() -> None:
    bomb = gzip.compress(b"\0" * 300_000_000)
    before = psutil.Process().memory_info().rss
    page = only("/", Answer(200, TEXT | {"content-encoding": "gzip"}, bomb))
    with serve(page) as site, Client(OPEN) as fetch, pytest.raises(SourceError, match="larger"):
        fetch(f"{site.url}/")
    assert psutil.Process().memory_info().rss - before < 50_000_000


def test_packed_text_is_unpacked_and_half_of_it_is_a_failure() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two")
    half = gzip.compress(bytes(range(256)) * 9)[:-20]

    def page(asked: Asked) -> Answer:
        body = {"/whole": packed, "/half": half}.get(asked.path)
        return Answer(200, TEXT | {"content-encoding": "gzip"}, body) if body else Answer(404)

    with serve(page) as site, Client(OPEN) as fetch:
        assert fetch(f"{site.url}/whole").content == b"one two"
        with pytest.raises(SourceError, match="ended early") as failure:
            fetch(f"{site.url}/half")
        assert not failure.value.permanent


@contextmanager
def dripping(first: bytes) -> Iterator[str]:
    """Serve so many bytes at once and then one every tenth of a second, for ever."""
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor() as pool:
        gone = threading.Event()

        def drip() -> None:
            connection, _ = server.accept()
            with connection, suppress(OSError):
                connection.sendall(first)
                while not gone.wait(0.1):
                    connection.sendall(b"x")

        pool.submit(drip)
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        gone.set()


@pytest.mark.parametrize("first", [b"HTTP/1.1 200 OK\r\nx-slow: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_bytes_that_drip_end_at_the_time_limit(first: bytes) -> None:
    limited = OPEN.model_copy(update={"timeout_seconds": 0.7})
    with dripping(first) as url:
        known = {url.rstrip("/"): (datetime.now(UTC), "")}
        started = time.monotonic()
        with (
            stamina.set_testing(True, attempts=1),
            Client(limited, robots=known) as fetch,
            pytest.raises(SourceError, match="did not answer in time"),
        ):
            fetch(url)
        assert time.monotonic() - started < 2


def test_pictures_and_sound_are_not_read() -> None:
    page = only("/", Answer(200, {"content-type": "audio/mpeg"}, b"ID3"))
    with serve(page) as site, Client(OPEN) as fetch, pytest.raises(SourceError, match="audio/mpeg"):
        fetch(f"{site.url}/")


@pytest.mark.parametrize(
    ("status", "permanent", "asked"),
    [(404, True, 1), (410, True, 1), (403, True, 1), (500, False, 3), (503, False, 3)],
)
def test_a_status_says_whether_to_try_again(status: int, permanent: bool, asked: int) -> None:
    def page(request: Asked) -> Answer:
        return Answer(404 if request.path == "/robots.txt" else status)

    with serve(page) as site, Client(OPEN) as fetch, capture_logs() as lines:
        with pytest.raises(SourceError) as failure:
            fetch(f"{site.url}/")
        assert failure.value.permanent is permanent
        assert len(site.paths()) == asked
        assert [line["attempt"] for line in lines] == list(range(1, asked))
        assert all(f"{site.url}/" in line["failed"] for line in lines)


def test_a_server_that_asks_us_to_wait_is_given_the_time() -> None:
    moments: list[float] = []

    def page(asked: Asked) -> Answer:
        if asked.path == "/robots.txt":
            return Answer(404)
        moments.append(time.monotonic())
        return Answer(429, {"retry-after": "1"}) if len(moments) == 1 else Answer(200, TEXT, b"ok")

    with serve(page) as site, stamina.set_testing(False), Client(OPEN) as fetch:
        assert fetch(f"{site.url}/").content == b"ok"
    assert 1.0 <= moments[1] - moments[0] < 3


def test_a_long_wait_is_left_for_the_next_run() -> None:
    def page(asked: Asked) -> Answer:
        return Answer(404 if asked.path == "/robots.txt" else 503, {"retry-after": "7200"})

    with serve(page) as site, Client(OPEN) as fetch:
        with pytest.raises(SourceError) as failure:
            fetch(f"{site.url}/")
        assert failure.value.wait == 7200
        assert len(site.paths()) == 1


ROBOTS = b"User-agent: *\nDisallow: /private/\nCrawl-delay: 0.3\n"


def test_robots_are_honoured_remembered_and_set_the_pace() -> None:
    def page(asked: Asked) -> Answer:
        return Answer(200, TEXT, ROBOTS if asked.path == "/robots.txt" else b"ok")

    memory: dict[str, tuple[datetime, str]] = {}
    with serve(page) as site:
        with Client(OPEN, robots=memory) as fetch:
            with pytest.raises(RefusedAddressError, match=r"robots\.txt"):
                fetch(f"{site.url}/private/feed.xml")
            started = time.monotonic()
            for _ in range(3):
                fetch(f"{site.url}/open")
            assert time.monotonic() - started >= 0.6
        with Client(OPEN, robots=memory) as fetch:
            fetch(f"{site.url}/open")
        assert [a.path for a in site.asked].count("/robots.txt") == 1
        tomorrow = datetime.now(UTC) + timedelta(hours=25)
        with Client(OPEN, robots=memory, clock=lambda: tomorrow) as fetch:
            fetch(f"{site.url}/open")
        assert [a.path for a in site.asked].count("/robots.txt") == 2


def test_nothing_is_read_while_the_rules_cannot_be_read() -> None:
    with serve(lambda asked: Answer(503 if asked.path == "/robots.txt" else 200)) as site:
        with Client(OPEN) as fetch, pytest.raises(SourceError) as failure:
            fetch(f"{site.url}/")
        assert not failure.value.permanent
        assert site.paths() == []


def test_every_exception_of_httpx_has_a_meaning_of_ours() -> None:
    """What httpx exports is gone through; nothing falls through to the root of its tree."""
    kinds = [
        kind
        for kind in vars(httpx).values()
        if isinstance(kind, type) and issubclass(kind, Exception)
    ]
    assert len(kinds) >= 28
    for kind in kinds:
        known = next((k for k in kind.__mro__ if k in failures.MEANINGS), None)
        assert known is not None, kind
        assert known is not httpx.HTTPError or kind is httpx.HTTPError, kind
        error = kind.__new__(kind)
        Exception.__init__(error, "why")
        with (
            pytest.raises(SourceError, match=r"https://a\.example"),
            failures.translated("https://a.example"),
        ):
            raise error


def test_a_site_that_is_not_there_is_named_by_itself_in_plain_words() -> None:
    with socket.socket() as probe, Client(OPEN) as fetch:
        probe.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{probe.getsockname()[1]}"
        told = {f"{closed}/blog": "Nothing answers at", "http://moulin.invalid/": "no site at"}
        for address, meant in told.items():
            with pytest.raises(SourceError, match=meant) as caught:
                fetch.fetcher()(address)
            assert "robots" not in str(caught.value)
            assert "Errno" not in str(caught.value)
            assert not caught.value.permanent
            assert "how the address is written" in caught.value.hint
