"""What a source behind a login asks for: one header, for its own host alone."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from condat.core.errors import InputError
from condat.core.words import mark

BASIC, BEARER = "basic", "bearer"
PORTS = {"http": 80, "https": 443}
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_VALUE = re.compile(r"[\x20-\x7e]+")


@dataclass(frozen=True)
class Credential:
    """A secret that goes with every request to one origin, and to no other.

    Parameters
    ----------
    origin : str
        Scheme, host and port of the source; from plain http it follows to https of the same host.
    sent_as : str
        ``basic`` (the secret is ``user:password``), ``bearer``, or the name of a header.
    secret : str
        What nobody else may see.

    Examples
    --------
    >>> login = credential("https://a.example/feed", "basic", "ana:s3cret")
    >>> login.headers("https://a.example/older")
    {'authorization': 'Basic YW5hOnMzY3JldA=='}
    >>> login.headers("https://b.example/feed"), login.headers("http://a.example/feed")
    ({}, {})
    """

    origin: str
    sent_as: str
    secret: str = field(repr=False)

    @property
    def secure(self) -> bool:
        """Whether nobody on the way can read it."""
        return self.origin.startswith("https://")

    def fits(self, url: str) -> bool:
        """Say whether it may be sent to an address."""
        return origin_of(url) in (self.origin, _secured(self.origin))

    def headers(self, url: str) -> dict[str, str]:
        """Return the header where the address is of this origin; nothing for any other."""
        if not self.fits(url):
            return {}
        if self.sent_as == BASIC:
            return {"authorization": f"Basic {base64.b64encode(self.secret.encode()).decode()}"}
        if self.sent_as == BEARER:
            return {"authorization": f"Bearer {self.secret}"}
        return {self.sent_as.lower(): self.secret}


def credential(address: str, sent_as: str, secret: str) -> Credential:
    """Check a secret, and bind it to where a source is.

    Raises
    ------
    InputError
        When it cannot be sent so.
    """
    user, _, password = secret.partition(":")
    if sent_as == BASIC and not (user and password):
        raise InputError(mark("Give a user and a password."), field="secret")
    if not _HEADER.fullmatch(sent_as):
        raise InputError(mark("{name} is no name of a header."), name=sent_as, field="header")
    if sent_as != BASIC and not _VALUE.fullmatch(secret):
        raise InputError(mark("A token has letters, digits and signs alone."), field="secret")
    return Credential(origin_of(address), sent_as, secret)


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address.

    Examples
    --------
    >>> origin_of("HTTPS://A.example/feed"), origin_of("http://a.example:8080")
    ('https://a.example:443', 'http://a.example:8080')
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}:{parts.port or PORTS.get(parts.scheme, 0)}"


def _secured(origin: str) -> str:
    """Return the https that a site on plain http leads to."""
    plain, secure = (f":{PORTS[scheme]}" for scheme in ("http", "https"))
    if origin.startswith("http://") and origin.endswith(plain):
        return f"https://{origin.removeprefix('http://').removesuffix(plain)}{secure}"
    return origin
