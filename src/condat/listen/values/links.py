"""Addresses made absolute and comparable."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?i)^(?:utm_\w+|mtm_\w+|pk_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id)$"
)
_ABSOLUTE = re.compile(r"(?i)https?://")
_CLEAN = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}/[^\s?#]*\Z")
_WRITTEN = re.compile(r"https?://[^\s<>\"'`\\^{}|]+")


def clean(address: str, base: str = "") -> str | None:
    """Make a link absolute; drop its fragment and what only tracks a reader.

    Returns
    -------
    str or None
        None where it is no web address (mailto, javascript, broken).

    Examples
    --------
    >>> clean("../b?utm_source=x&id=3#top", "https://Example.org/blog/a/")
    'https://example.org/blog/b?id=3'
    >>> clean("mailto:a@example.org") is None
    True
    """
    if _CLEAN.match(address):
        return address
    try:
        absolute = address if _ABSOLUTE.match(address) else urljoin(base, address.strip())
    except ValueError:
        return None
    return _rebuilt(absolute)


@lru_cache(maxsize=100_000)
def _rebuilt(address: str) -> str | None:
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not ("." in host or host == "localhost"):
        return None
    kept = parts.query
    if kept and any(_TRACKING.match(name) for name, _ in parse_qsl(kept, keep_blank_values=True)):
        pairs = parse_qsl(kept, keep_blank_values=True)
        kept = urlencode([(n, v) for n, v in pairs if not _TRACKING.match(n)])
    return urlunsplit((parts.scheme, host + port, parts.path or "/", kept, ""))


def written(text: str) -> list[str]:
    """Find the addresses that stand written out in a text.

    Examples
    --------
    >>> written("See https://example.org/a_(b), or http://example.com.")
    ['https://example.org/a_(b)', 'http://example.com']
    """
    return [_trimmed(found) for found in _WRITTEN.findall(text)]


def _trimmed(address: str) -> str:
    address = address.rstrip(".,;:!?»”’*_]")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?")
    return address


def cleaned(addresses: list[str], base: str = "") -> list[str]:
    """Clean many links, each once, in order; the page itself is no link of its own.

    Examples
    --------
    >>> cleaned(["/a", "https://example.org/a#x", "#top"], "https://example.org/b")
    ['https://example.org/a']
    """
    found = dict.fromkeys(clean(address, base) for address in addresses if address)
    found.pop(None, None)
    if base and found:
        found.pop(clean(base), None)
    return [link for link in found if link]
