"""The one way out: guarded, polite, within limits of time and size.

::

    Client(url) -> robots -> pace -> hop (guard, limits) -> redirect? again -> Response
                   '--------------- tried again while the failure is passing ------'
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx
import stamina
import structlog
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

from condat.core.errors import RefusedAddressError, SourceError
from condat.core.settings import Fetch
from condat.core.words import mark
from condat.listen.contract import Fetcher, Response
from condat.listen.web.body import check_type, read_body
from condat.listen.web.credential import Credential
from condat.listen.web.deadline import Deadline
from condat.listen.web.failures import check_status, translated
from condat.listen.web.guard import GuardedTransport, Resolve, resolve
from condat.listen.web.pace import Pace
from condat.listen.web.robots import Memory, Robots

REDIRECTS = 5
ATTEMPTS = 4
LONGEST_WAIT = 60.0  # a server that asks for more is left alone until the next run

log = structlog.get_logger()


class Client:
    """Fetches outside addresses; one object per run, so that its sites are treated as one.

    Parameters
    ----------
    settings : Fetch
        Limits, user agent, whether private addresses may be asked.
    robots : mapping, optional
        Rules of sites read before (see :class:`~condat.listen.web.robots.Robots`).
    pace : Pace, optional
        Shared by the clients of one run.
    """

    def __init__(
        self,
        settings: Fetch,
        *,
        robots: Memory | None = None,
        pace: Pace | None = None,
        lookup: Resolve = resolve,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._deadline = Deadline()
        self._pace = pace or Pace()
        self._robots = Robots(self._bare, robots if robots is not None else {})
        self._http = httpx.Client(
            transport=GuardedTransport(
                allow_private=settings.allow_private, deadline=self._deadline, lookup=lookup
            ),
            headers={"user-agent": settings.user_agent, "accept-encoding": "gzip"},
            timeout=settings.timeout_seconds,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def __call__(self, url: str, *, headers: Mapping[str, str] | None = None) -> Response:
        """Fetch one address; 304 is an answer.

        Raises
        ------
        RefusedAddressError
            When it is not ours to fetch (private network, other scheme, robots).
        SourceError
            For every other failure, saying whether it may pass.
        """
        return self.fetcher()(url, headers=headers)

    def fetcher(self, *, ruled: bool = True, credential: Credential | None = None) -> Fetcher:
        """Return a way to fetch for one source.

        Parameters
        ----------
        ruled : bool
            False where the owner lets us read whatever robots.txt says.
        credential : Credential, optional
            What its host asks for; no other host is sent it, wherever a redirect leads.

        Raises
        ------
        RefusedAddressError
            When a secret would go over plain http, outside a network of our own.
        """
        if credential and not (self._settings.allow_private or credential.secure):
            told = mark("A login is sent over https alone, and {host} is none.")
            raise RefusedAddressError(told, host=credential.origin)

        def fetch(url: str, *, headers: Mapping[str, str] | None = None) -> Response:
            return self._tried(url, headers or {}, ruled=ruled, credential=credential)

        return fetch

    def _tried(
        self, url: str, headers: Mapping[str, str], *, ruled: bool, credential: Credential | None
    ) -> Response:
        for attempt in stamina.retry_context(
            on=_when_again, attempts=ATTEMPTS, timeout=2 * LONGEST_WAIT, wait_initial=0.5
        ):
            with attempt:
                return self._follow(url, headers, ruled=ruled, credential=credential)
        raise AssertionError("the last attempt returns or raises")

    def _bare(self, url: str) -> Response:
        return self._follow(url, {}, ruled=False, credential=None)

    def _follow(
        self, url: str, headers: Mapping[str, str], *, ruled: bool, credential: Credential | None
    ) -> Response:
        left = self._settings.timeout_seconds
        for _ in range(REDIRECTS + 1):
            check_address(url)
            delay = self._robots.check(url, self._clock()) if ruled else 0.0
            self._pace.wait(urlsplit(url).netloc, max(delay, self._settings.delay_seconds))
            started = time.monotonic()
            self._deadline.start(left)
            known = credential.headers(url) if credential else {}
            answer = self._hop(url, {**headers, **known})
            if isinstance(answer, Response):
                return answer
            url = answer
            left -= time.monotonic() - started
        raise SourceError(
            mark("{url} redirects more than {count} times."),
            url=url,
            count=REDIRECTS,
            permanent=True,
        )

    def _hop(self, url: str, headers: Mapping[str, str]) -> Response | str:
        """Ask one address: an answer, or the address it sends us to."""
        with translated(url), self._http.stream("GET", url, headers=headers) as response:
            if response.has_redirect_location:
                return str(response.url.join(response.headers["location"]))
            check_status(response, self._clock())
            check_type(response)
            body = read_body(response, self._settings.max_bytes)
            found = {name.lower(): value for name, value in response.headers.items()}
            return Response(str(response.url), response.status_code, found, body)


def check_address(url: str) -> None:
    """Let only plain http and https addresses pass.

    Examples
    --------
    >>> check_address("file:///etc/passwd")
    Traceback (most recent call last):
    condat.core.errors.RefusedAddressError: file:///etc/passwd is not an http or https address.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise RefusedAddressError(mark("{url} is not an address."), url=url) from None
    if parts.scheme not in ("http", "https") or not host:
        raise RefusedAddressError(mark("{url} is not an http or https address."), url=url)
    if parts.username is not None or parts.password is not None:
        raise RefusedAddressError(
            mark("The address of {host} holds a user name or password."), host=host
        )


def _noted(details: RetryDetails) -> None:
    """Write into the log what failed and when it is tried again."""
    wait, failed = round(details.wait_for, 1), str(details.caused_by)
    log.info("Trying again", attempt=details.retry_num, seconds=wait, failed=failed)


set_on_retry_hooks([_noted])  # the library's own line shows our errors before they are filled in


def _when_again(error: Exception) -> bool | float:
    """Say whether, and after how many seconds, a failure is worth another try."""
    if not isinstance(error, SourceError) or error.permanent:
        return False
    if error.wait is None:
        return True
    return error.wait if error.wait <= LONGEST_WAIT else False
