"""What a failed fetch means: every exception of httpx and every status, in our tree."""

from __future__ import annotations

import email.utils
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit

import httpx

from condat.core.errors import SourceError
from condat.core.words import mark

# Exception of httpx -> (permanent, what it means). The nearest class up the tree counts.
MEANINGS: Mapping[type[Exception], tuple[bool, str]] = {
    httpx.TimeoutException: (False, mark("{url} did not answer in time{detail}.")),
    httpx.ConnectError: (False, mark("{url} could not be reached{detail}.")),
    httpx.NetworkError: (False, mark("{url} broke the connection{detail}.")),
    httpx.ProxyError: (False, mark("{url} could not be reached through the proxy{detail}.")),
    httpx.RemoteProtocolError: (False, mark("{url} did not speak HTTP{detail}.")),
    httpx.LocalProtocolError: (True, mark("{url} cannot be asked for{detail}.")),
    httpx.ProtocolError: (False, mark("{url} did not speak HTTP{detail}.")),
    httpx.UnsupportedProtocol: (True, mark("{url} is not an http or https address{detail}.")),
    httpx.TransportError: (False, mark("{url} could not be read{detail}.")),
    httpx.DecodingError: (False, mark("{url} sent a body that cannot be unpacked{detail}.")),
    httpx.TooManyRedirects: (True, mark("{url} redirects in circles{detail}.")),
    httpx.HTTPStatusError: (True, mark("{url} refused{detail}.")),
    httpx.RequestError: (False, mark("{url} could not be read{detail}.")),
    httpx.HTTPError: (False, mark("{url} could not be read{detail}.")),
    httpx.InvalidURL: (True, mark("{url} is not an address{detail}.")),
    httpx.CookieConflict: (True, mark("{url} sent cookies that contradict each other{detail}.")),
    httpx.StreamError: (False, mark("{url} could not be read to the end{detail}.")),
}
# What the system said when no connection came about -> what it means of a site, what to do.
UNREACHED: Mapping[type[BaseException], tuple[str, str]] = {
    socket.gaierror: (
        mark("There is no site at {url}."),
        mark("Check how the address is written; if it is right, the network may be down here."),
    ),
    ConnectionRefusedError: (
        mark("Nothing answers at {url}."),
        mark("Check how the address is written; if it is right, try again later."),
    ),
}
PASSING = frozenset({408, 421, 425, 429, 500, 502, 503, 504, 507, 509, 520, 521, 522, 523, 524})
_SAID = {
    401: mark("{url} asks for a password (HTTP {status})."),
    403: mark("{url} does not let us in (HTTP {status})."),
    404: mark("{url} is not there (HTTP {status})."),
    410: mark("{url} is gone for good (HTTP {status})."),
    429: mark("{url} asks us to come back later (HTTP {status})."),
    451: mark("{url} is withheld for legal reasons (HTTP {status})."),
    503: mark("{url} is closed for the moment (HTTP {status})."),
}
_UNREADABLE = mark("{url} cannot be read (HTTP {status}).")


def translate(error: Exception, url: str) -> SourceError:
    """Put an exception of httpx into our tree.

    Examples
    --------
    >>> failure = translate(httpx.ReadTimeout("slow"), "https://a.example/feed")
    >>> str(failure), failure.permanent
    ('https://a.example/feed did not answer in time (slow).', False)
    """
    unreached = UNREACHED.get(type(_cause(error)))
    if unreached:
        told, hint = unreached
        return SourceError(told, url=_site(url), hint=hint, permanent=False)
    known = next((kind for kind in type(error).__mro__ if kind in MEANINGS), httpx.HTTPError)
    permanent, meaning = MEANINGS[known]
    detail = f" ({error})" if str(error) else ""
    return SourceError(meaning, url=url, detail=detail, permanent=permanent)


def _cause(error: BaseException) -> BaseException:
    """Return where an exception began: what the system said, under a library that hides it."""
    while under := error.__cause__ or error.__context__:
        error = under
    return error


def _site(url: str) -> str:
    """Return a site without the page that we asked it for, which may be one nobody typed."""
    return urlsplit(url)._replace(path="", query="", fragment="").geturl()


@contextmanager
def translated(url: str) -> Iterator[None]:
    """Let only errors of our tree out of the block."""
    try:
        yield
    except tuple(MEANINGS) as error:
        raise translate(error, url) from error


def check_status(response: httpx.Response, now: datetime) -> None:
    """Raise for an answer that is no answer; 2xx and 304 pass.

    Raises
    ------
    SourceError
        Passing for statuses that a later try can change, with the wait that the server asks for.
    """
    status = response.status_code
    if response.is_success or status == httpx.codes.NOT_MODIFIED:
        return
    raise SourceError(
        _SAID.get(status, _UNREADABLE),
        url=response.url,
        status=str(status),
        permanent=status not in PASSING,
        wait=retry_after(response.headers.get("retry-after"), now),
    )


def retry_after(value: str | None, now: datetime) -> float | None:
    """Read a Retry-After header: seconds, or a date.

    Examples
    --------
    >>> retry_after("120", datetime(2026, 11, 22, tzinfo=UTC))
    120.0
    >>> retry_after("Sun, 22 Nov 2026 00:01:00 GMT", datetime(2026, 11, 22, tzinfo=UTC))
    60.0
    """
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
