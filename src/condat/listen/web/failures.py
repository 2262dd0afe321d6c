"""What a failed fetch means: every exception of httpx and every status, in our tree."""

from __future__ import annotations

import email.utils
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

import httpx

from condat.core.errors import SourceError

# Exception of httpx -> (permanent, what it means). The nearest class up the tree counts.
MEANINGS: Mapping[type[Exception], tuple[bool, str]] = {
    httpx.TimeoutException: (False, "did not answer in time"),
    httpx.ConnectError: (False, "could not be reached"),
    httpx.NetworkError: (False, "broke the connection"),
    httpx.ProxyError: (False, "could not be reached through the proxy"),
    httpx.RemoteProtocolError: (False, "did not speak HTTP"),
    httpx.LocalProtocolError: (True, "cannot be asked for"),
    httpx.ProtocolError: (False, "did not speak HTTP"),
    httpx.UnsupportedProtocol: (True, "is not an http or https address"),
    httpx.TransportError: (False, "could not be read"),
    httpx.DecodingError: (False, "sent a body that cannot be unpacked"),
    httpx.TooManyRedirects: (True, "redirects in circles"),
    httpx.HTTPStatusError: (True, "refused"),
    httpx.RequestError: (False, "could not be read"),
    httpx.HTTPError: (False, "could not be read"),
    httpx.InvalidURL: (True, "is not an address"),
    httpx.CookieConflict: (True, "sent cookies that contradict each other"),
    httpx.StreamError: (False, "could not be read to the end"),
}
PASSING = frozenset({408, 421, 425, 429, 500, 502, 503, 504, 507, 509, 520, 521, 522, 523, 524})
_SAID = {
    401: "asks for a password",
    403: "does not let us in",
    404: "is not there",
    410: "is gone for good",
    429: "asks us to come back later",
    451: "is withheld for legal reasons",
    503: "is closed for the moment",
}


def translate(error: Exception, url: str) -> SourceError:
    """Put an exception of httpx into our tree.

    Examples
    --------
    >>> failure = translate(httpx.ReadTimeout("slow"), "https://a.example/feed")
    >>> str(failure), failure.permanent
    ('https://a.example/feed did not answer in time (slow).', False)
    """
    known = next((kind for kind in type(error).__mro__ if kind in MEANINGS), httpx.HTTPError)
    permanent, meaning = MEANINGS[known]
    detail = f" ({error})" if str(error) else ""
    return SourceError(f"{url} {meaning}{detail}.", permanent=permanent)


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
    said = _SAID.get(status, "cannot be read")
    raise SourceError(
        f"{response.url} {said} (HTTP {status}).",
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
    if value.strip().isdigit():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
