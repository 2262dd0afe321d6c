"""Find out what stands at an address: a feed, a site with a feed, a WordPress."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from condat.core.errors import RefusedAddressError, SourceError
from condat.core.words import mark
from condat.listen.connectors.feeds.dates import moment
from condat.listen.connectors.feeds.entry import Feed
from condat.listen.connectors.feeds.parsing import parse
from condat.listen.connectors.wordpress.site import ask, find
from condat.listen.contract import Fetcher, Response

_KINDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
)
_GUESSES = ("feed/", "feed.xml", "atom.xml", "rss.xml", "index.xml", "feed.json")


@dataclass(frozen=True)
class Found:
    """What an address is: the connector that reads it, from where, and what is in it now."""

    connector: str
    address: str
    title: str
    posts: int
    latest: datetime | None = None
    language: str | None = None


def look(address: str, fetch: Fetcher) -> Found:
    """Find the best way to listen to an address.

    A WordPress is read through its own interface, which shows comments, edits and deletions;
    anything else through the feed at the address or the first one that its page names.

    Raises
    ------
    SourceError
        When the address cannot be read, or nothing there can be listened to.
    """
    address = with_scheme(address)
    answer = fetch(address)
    feed = parse(answer)
    if feed is not None:
        return _feed(feed)
    for way in (_wordpress, _feeds):
        found = way(answer, fetch)
        if found is not None:
            return found
    raise SourceError(
        mark("{url} shows neither a feed nor a WordPress."),
        url=address,
        permanent=True,
        hint=mark("Give the address of the feed itself, if you know it."),
    )


def with_scheme(address: str) -> str:
    """Read an address as people write it: https where it does not say.

    Examples
    --------
    >>> with_scheme("a.example/blog")
    'https://a.example/blog'
    """
    return address if "://" in address else f"https://{address}"


def alternates(page: Response) -> list[str]:
    """List the feeds that a page names, those of comments last.

    Examples
    --------
    >>> html = b'<link rel=alternate type="application/rss+xml" href="/f.xml">'
    >>> alternates(Response("https://a.example/blog", 200, {}, html))
    ['https://a.example/f.xml']
    """
    tree = LexborHTMLParser(page.content)
    base = tree.css_first("base[href]")
    root = urljoin(page.url, (base.attributes["href"] if base else "") or "")
    named = [
        (urljoin(root, link.attributes.get("href") or ""), link.attributes.get("title") or "")
        for link in tree.css('link[rel~="alternate"][href]')
        if (link.attributes.get("type") or "").lower() in _KINDS
    ]
    named = [(url, title) for url, title in named if "/wp-json/" not in url]
    told = sorted(named, key=lambda pair: "comment" in f"{pair[0]} {pair[1]}".lower())
    return list(dict.fromkeys(url for url, _ in told))


def _wordpress(page: Response, fetch: Fetcher) -> Found | None:
    if b"wp-" not in page.content and "api.w.org" not in page.headers.get("link", ""):
        return None
    try:
        site = find(page.url, fetch, page)
        listed = ask(site, fetch, "posts", _fields="date_gmt") if site else None
    except RefusedAddressError:
        return None
    except SourceError as error:
        if not error.permanent:
            raise
        return None
    if site is None or listed is None:
        return None
    dates = [datetime.fromisoformat(f"{item['date_gmt']}+00:00") for item in listed.items]
    newest = max(dates, default=None)
    same_host = urlsplit(site.home).netloc == urlsplit(page.url).netloc
    address = site.home if same_host else page.url
    return Found("wordpress", address, site.name, listed.total, newest, site.language)


def _feeds(page: Response, fetch: Fetcher) -> Found | None:
    for url in _candidates(page):
        try:
            feed = parse(fetch(url))
        except SourceError as error:
            if not error.permanent:
                raise
            continue
        if feed is not None:
            return _feed(feed)
    return None


def _candidates(page: Response) -> Iterator[str]:
    named = alternates(page)
    yield from named
    if not named:
        folder = urljoin(page.url, "./")
        yield from (urljoin(folder, guess) for guess in _GUESSES)


def _feed(feed: Feed) -> Found:
    told = [moment(entry.published)[0] for entry in feed.entries]
    latest = max((date for date in told if date), default=None)
    return Found("feeds", feed.url, feed.title, len(feed.entries), latest, feed.language)
