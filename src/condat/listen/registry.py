"""Every connector, by the name that a watch or a command gives it: one line each."""

from __future__ import annotations

from condat.core.errors import NotFoundError
from condat.core.words import mark
from condat.listen.connectors import feeds, files, paste, wordpress
from condat.listen.contract import Connector

CONNECTORS: dict[str, Connector] = {
    "feeds": feeds.read,
    "files": files.read,
    "paste": paste.read,
    "wordpress": wordpress.read,
}


def connector(name: str) -> Connector:
    """Return a connector by name.

    Raises
    ------
    NotFoundError
        When there is none of that name; the hint lists those there are.

    Examples
    --------
    >>> connector("telex")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    condat.core.errors.NotFoundError: No connector is named telex. There are: ...
    """
    if name not in CONNECTORS:
        known, hint = sorted(CONNECTORS), mark("There are: {names}.")
        told = mark("No connector is named {name}.")
        raise NotFoundError(told, name=name, names=known, hint=hint)
    return CONNECTORS[name]
