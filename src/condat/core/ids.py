"""Stable identifiers: a URI for every thing, a hash for every content."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote

ADDRESS = r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$"


def slug(text: str) -> str:
    """Turn a name into lower-case ASCII words joined by hyphens.

    Examples
    --------
    >>> slug("Chloé de l'Écluse")
    'chloe-de-l-ecluse'
    >>> slug("李")
    'u674e'
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        plain = "".join(c if c.isascii() else f"u{ord(c):x}" for c in plain)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def author_uri(source: str, name: str) -> str:
    """Name an author of a source that gives no address for its authors.

    Examples
    --------
    >>> author_uri("codefor", "Julia Kloiber")
    'urn:condat:author:codefor:julia-kloiber'
    """
    return f"urn:condat:author:{slug(source)}:{slug(name)}"


def post_uri(source: str, name: str) -> str:
    """Name a post by its address, else by what its source calls it.

    Examples
    --------
    >>> post_uri("blog", "https://a.example/b"), post_uri("Mon blog", "2026/été")
    ('https://a.example/b', 'urn:condat:post:mon-blog:2026%2F%C3%A9t%C3%A9')
    """
    if re.match(ADDRESS, name):
        return name
    return f"urn:condat:post:{slug(source)}:{quote(name, safe='')}"


def digest(*parts: str | bytes) -> str:
    """Hash parts to 32 hexadecimal characters (BLAKE2b, 128 bits); parts are kept apart.

    Examples
    --------
    >>> digest("a", "bc") == digest("ab", "c")
    False
    """
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        state.update(len(raw).to_bytes(8, "big") + raw)
    return state.hexdigest()
