"""Every kind of page of a team that somebody can reach by following links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIResponse, Page
from selectolax.lexbor import LexborHTMLParser

from condat.workspace.urls import TEAM
from servers.workspace import Site

# Pages that need no name of something in them are visited whether a link leads there or not.
PLAIN = tuple(
    str(one.pattern) for one in TEAM if "GET" in one.callback.methods and not one.pattern.converters
)


def reached(site: Site, page: Page, slug: str, start: Iterable[str] = PLAIN) -> dict[str, str]:
    """Return the first address found for each name of a page; files are left out."""
    waiting = [site.page(slug, path) for path in start]
    found: dict[str, str] = {}
    files: set[str] = set()
    while waiting:
        address = waiting.pop(0)
        name = _name(address, slug)
        if name in found or name in files:
            continue
        answer = page.request.get(address, max_redirects=0)
        if "content-disposition" in answer.headers:
            files.add(name)  # one of a kind is enough: some take long to make
        if not _is_page(answer):
            continue
        found[name] = address
        links = _links(address, answer.text())
        waiting += [one for one in _of_team(links, site, slug) if _name(one, slug) not in found]
    return found


def _links(address: str, text: str) -> list[str]:
    shown = LexborHTMLParser(text).css("main a[href]")
    return [urljoin(address, one.attributes["href"] or "") for one in shown]


def _of_team(links: list[str], site: Site, slug: str) -> Iterator[str]:
    start = site.page(slug, "")
    yield from (link.split("#")[0] for link in links if link.startswith(start))


def _name(address: str, slug: str) -> str:
    try:
        return resolve(urlsplit(address).path).url_name or address
    except Resolver404:
        return f"{slug}: {address}"


def _is_page(answer: APIResponse) -> bool:
    kind = answer.headers.get("content-type", "")
    kept = "content-disposition" in answer.headers
    return answer.status not in (302, 404) and kind.startswith("text/html") and not kept
