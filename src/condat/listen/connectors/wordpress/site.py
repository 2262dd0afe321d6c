"""Where a WordPress site keeps its REST interface, and how to ask it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin

from selectolax.lexbor import LexborHTMLParser

from condat.core.errors import RefusedAddressError, SourceError
from condat.core.words import mark
from condat.listen.contract import Fetcher, Response

REL = "https://api.w.org/"
PER_PAGE = 100
Item = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """A WordPress: the root of its interface, its home page, its name and declared language."""

    root: str
    home: str
    name: str
    language: str | None = None

    def address(self, path: str, **asked: str | int) -> str:
        """Return the address of a listing, for pretty and for plain permalinks.

        Examples
        --------
        >>> Site("https://a.example/wp-json/", "", "").address("posts", page=2)
        'https://a.example/wp-json/wp/v2/posts?page=2'
        >>> Site("https://a.example/?rest_route=/", "", "").address("posts", page=2)
        'https://a.example/?rest_route=/wp/v2/posts&page=2'
        """
        joint = "&" if "?" in self.root else "?"
        return f"{self.root.rstrip('/')}/wp/v2/{path}{joint}{urlencode(asked)}"


@dataclass(frozen=True)
class Page:
    """One page of a listing, and how many items and pages the whole listing has."""

    items: list[Item]
    total: int
    pages: int


def ask(site: Site, fetch: Fetcher, path: str, **asked: str | int) -> Page:
    """Fetch one page of a listing.

    Raises
    ------
    SourceError
        When it cannot be read, or is not a listing.
    """
    answer = fetch(site.address(path, per_page=PER_PAGE, **asked))
    items = _json(answer)
    if not isinstance(items, list):
        raise SourceError(
            mark("{url} is not a listing of WordPress."), url=answer.url, permanent=True
        )
    total = answer.headers.get("x-wp-total", "")
    pages = answer.headers.get("x-wp-totalpages", "")
    return Page(
        [item for item in items if isinstance(item, dict)],
        int(total) if total.isdecimal() else len(items),
        int(pages) if pages.isdecimal() else 1,
    )


def find(address: str, fetch: Fetcher, page: Response | None = None) -> Site | None:
    """Look for the REST interface of the site at an address; None when it has none.

    Parameters
    ----------
    page : Response, optional
        What the address answered, when it was fetched already.

    Raises
    ------
    SourceError
        When the site cannot be reached now.
    """
    language = None
    if page is None:
        page = _try(address, fetch)
    if page is not None:
        root = _root(page)
        if root:
            return root
        language = _language(page)
    base = page.url if page else address
    for candidate in dict.fromkeys((*_linked(page), *_usual(base))):
        answer = _try(candidate, fetch)
        site = _root(answer, language) if answer else None
        if site:
            return site
    return None


def _root(answer: Response, language: str | None = None) -> Site | None:
    """Read an answer as the index of a REST interface."""
    try:
        index = _json(answer)
    except SourceError:
        return None
    if not isinstance(index, dict) or "wp/v2" not in index.get("namespaces", ()):
        return None
    home = str(index.get("home") or index.get("url") or answer.url)
    return Site(answer.url, home.rstrip("/"), str(index.get("name") or ""), language)


def _linked(page: Response | None) -> Iterator[str]:
    if page is None:
        return
    for target, rel in re.findall(
        r'<([^>]+)>\s*;\s*rel="?([^",;]+)"?', page.headers.get("link", "")
    ):
        if rel == REL:
            yield urljoin(page.url, target)
    for link in LexborHTMLParser(page.content).css(f'link[rel="{REL}"][href]'):
        yield urljoin(page.url, link.attributes["href"] or "")


def _usual(address: str) -> tuple[str, ...]:
    folder = urljoin(address, "./").partition("?")[0]
    places = (urljoin(folder, "wp-json/"), urljoin(address, "/wp-json/"))
    return (*places, f"{folder}?rest_route=/", urljoin(address, "/?rest_route=/"))


def _try(address: str, fetch: Fetcher) -> Response | None:
    try:
        return fetch(address)
    except RefusedAddressError:
        raise
    except SourceError as error:
        if error.permanent:
            return None
        raise


def _language(page: Response) -> str | None:
    found = LexborHTMLParser(page.content).css_first("html[lang]")
    return (found.attributes.get("lang") or None) if found else None


def _json(answer: Response) -> Any:
    try:
        return json.loads(answer.content)
    except ValueError:
        raise SourceError(mark("{url} is not JSON."), url=answer.url, permanent=False) from None
