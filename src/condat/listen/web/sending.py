"""Send a message to an outside address: guarded as what we fetch is, no redirect followed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import httpx

from condat.core.errors import SourceError
from condat.core.settings import Fetch
from condat.core.words import mark
from condat.listen.web.deadline import Deadline
from condat.listen.web.failures import retry_after, translated
from condat.listen.web.guard import GuardedTransport, Resolve, resolve
from condat.listen.web.http import check_address

GONE = httpx.codes.GONE


def send(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    settings: Fetch,
    *,
    lookup: Resolve = resolve,
) -> int:
    """Post a message; return the status of an answer that took it (2xx).

    Raises
    ------
    RefusedAddressError
        When the address is not ours to reach (private network, other scheme).
    SourceError
        For every other answer or failure; permanent when the receiver says that it is gone.
    """
    check_address(url)
    deadline = Deadline()
    deadline.start(settings.timeout_seconds)
    guarded = GuardedTransport(
        allow_private=settings.allow_private, deadline=deadline, lookup=lookup
    )
    told = {"user-agent": settings.user_agent, **headers}
    with (
        httpx.Client(transport=guarded, timeout=settings.timeout_seconds, trust_env=False) as out,
        translated(url),
        out.stream("POST", url, content=body, headers=told) as answer,
    ):
        if answer.is_success:
            return answer.status_code
        wait = retry_after(answer.headers.get("retry-after"), datetime.now(UTC))
        status = answer.status_code
    sentence = mark("{url} did not take it (HTTP {status}).")
    raise SourceError(sentence, url=url, status=str(status), permanent=status == GONE, wait=wait)
