"""Sources behind a login: their secrets come from outside the workspace folder.

A source names its secret (``login = "INTRANET"`` in ``sources.toml``); the secret itself is in the
environment (``CONDAT_LOGIN_INTRANET``), in a file that ``CONDAT_LOGIN_INTRANET_FILE`` names, or
where a server keeps it for the source.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from condat.core.errors import InputError, SourceError
from condat.core.words import mark
from condat.listen.contract import Fetcher
from condat.listen.web.credential import Credential, credential
from condat.listen.web.http import Client
from condat.usecases.listen.sources import Source

PREFIX = "CONDAT_LOGIN_"
Kept = Callable[[str], Credential | None]


def nothing_kept(_: str) -> None:
    """Know no login of any source."""


def entered(source: Source, client: Client, kept: Kept = nothing_kept) -> Fetcher:
    """Return the way to fetch for a source: with its login, by its rules.

    Raises
    ------
    SourceError
        When it names a secret that is nowhere, that cannot be sent as is said or would be sent over
        plain http.
    """
    known = kept(source.name)
    if known is None and source.login:
        known = named(source.login, source.address, source.sent_as)
    ruled = source.options.get("robots") != "ignore"
    return client.fetcher(ruled=ruled, credential=known)


def named(name: str, address: str, sent_as: str) -> Credential:
    """Read a secret from the environment, or from the file that it names.

    Raises
    ------
    SourceError
        When it is in neither, or cannot be sent as is said.
    """
    secret = os.environ.get(PREFIX + name) or _in_file(os.environ.get(f"{PREFIX}{name}_FILE", ""))
    if not secret:
        told, hint = mark("The login {name} is not known here."), mark("Set {variable}.")
        raise SourceError(told, permanent=True, name=name, hint=hint, variable=PREFIX + name)
    try:
        return credential(address, sent_as, secret)
    except InputError:
        told = mark("The login {name} cannot be sent as {way}.")
        raise SourceError(told, permanent=True, name=name, way=sent_as) from None


def _in_file(path: str) -> str:
    try:
        return Path(path).read_text("utf-8").strip() if path else ""
    except OSError:
        return ""
