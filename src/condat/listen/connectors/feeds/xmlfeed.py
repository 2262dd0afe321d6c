"""RSS 0.9x, 1.0 and 2.0, and Atom, with what podcasts, YouTube and threads add to them."""

from __future__ import annotations

import calendar
import html
import io
import re
from collections.abc import Mapping
from typing import Any
from xml.sax import SAXParseException

import feedparser

from condat.listen.connectors.feeds.entry import Author, Date, Entry, Feed
from condat.listen.contract import Response

_CLOSED = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
_MAILED = re.compile(
    r"^\S+@\S+\s*\((?P<name>[^)]+)\)$|^(?P<first>[^<(]+?)\s*(?:<\S+@\S+>|\(\S+@\S+\))$"
)
_MAIL = re.compile(r"^(?P<local>[^@\s]+)@\S+$")
# Number in the entry (a field, or a field and its attribute) -> column of counts.
_COUNTS = {
    ("media_statistics", "views"): "views",
    ("media_starrating", "count"): "likes",
    ("slash_comments", ""): "replies",
    ("thr_total", ""): "replies",
}


def parse(answer: Response) -> Feed | None:
    """Read an RSS or Atom feed, as much of it as can be read; None when the bytes are none."""
    told = feedparser.parse(
        io.BytesIO(answer.content),
        response_headers={
            "content-type": answer.headers.get("content-type", "application/xml"),
            "content-location": answer.url,
        },
    )
    if not told.version:
        return None
    entries = tuple(_entry(entry) for entry in told.entries)
    whole = len(_CLOSED.findall(answer.content)) if told.bozo else len(entries)
    links = told.feed.get("links", ())
    problem = told.get("bozo_exception") if told.bozo else None
    if isinstance(problem, _HARMLESS):
        problem = None
    return Feed(
        url=answer.url,
        title=told.feed.get("title", "").strip(),
        entries=entries[:whole],
        site=told.feed.get("link", ""),
        language=told.feed.get("language") or None,
        authors=_authors(told.feed),
        next=_linked(links, "next") or _linked(links, "prev-archive"),
        problem=str(problem or "").removeprefix("<unknown>:"),
        line=problem.getLineNumber() if isinstance(problem, SAXParseException) else None,
        cut=max(0, len(entries) - whole),
    )


def _entry(told: Mapping[str, Any]) -> Entry:
    links = told.get("links", ())
    media = _media(told, links)
    body, form = _body(told)
    url = told.get("link") or (_linked(links, "enclosure") if media else "")
    title = told.get("title_detail", {})
    detail = title if title.get("value") else {}
    return Entry(
        id=told.get("id") or "",
        url=url,
        title=detail.get("value", "").strip(),
        body=body,
        form=form,
        published=_date(told, "published") or _date(told, "updated") or Date(),
        updated=_date(told, "updated") or Date(),
        authors=_authors(told),
        tags=tuple(tag["term"].strip() for tag in told.get("tags", ()) if tag.get("term")),
        related=tuple(link["href"] for link in links if link.get("rel") in ("related", "via")),
        language=detail.get("language") or None,
        media=media,
        replies_to=_parent(told),
        comments_feed=told.get("wfw_commentrss") or _linked(links, "replies", "xml"),
        counts=_counts(told),
    )


def _body(told: Mapping[str, Any]) -> tuple[str, str]:
    """Prefer the full content to the summary; of several contents the longest.

    What is called HTML and holds no tag keeps its lines, as descriptions of videos do.
    """
    contents = [c for c in told.get("content", ()) if c.get("value")]
    best = max(contents, key=lambda c: len(c["value"]), default=told.get("summary_detail", {}))
    value = best.get("value") or ""
    if best.get("type") == "text/plain":
        return value, "text"
    return (value, "html") if "<" in value else (html.unescape(value), "text")


def _date(told: Mapping[str, Any], name: str) -> Date | None:
    if name not in told or not told[name]:
        return None
    read = told.get(f"{name}_parsed")
    return Date(told[name], calendar.timegm(read) if read else None)


def _authors(told: Mapping[str, Any]) -> tuple[Author, ...]:
    """Return names and addresses; an e-mail address is nobody's business here."""
    listed, written = told.get("authors", ()), told.get("author", "")
    names = [author.get("name", "") for author in listed]
    if len(listed) == 1 and "@" in written:
        names = [written]  # the parser cuts addresses of long domains in two
    pairs = zip(names, listed, strict=True)
    found = [Author(_name(name), author.get("href")) for name, author in pairs]
    return tuple(author for author in found if author.name)


def _name(written: str) -> str:
    """Take a name out of an e-mail address.

    Examples
    --------
    >>> _name("a@b.example (Jean D)"), _name("Zoé (z@b.example)"), _name("luc@b.example")
    ('Jean D', 'Zoé', 'luc')
    """
    mailed = _MAILED.match(written.strip())
    if mailed:
        return (mailed["name"] or mailed["first"]).strip()
    alone = _MAIL.match(written.strip())
    return alone["local"] if alone else written.strip()


def _media(told: Mapping[str, Any], links: Any) -> str:
    if told.get("yt_videoid"):
        return "video"
    kinds = [link.get("type", "") for link in links if link.get("rel") == "enclosure"]
    return next((k.partition("/")[0] for k in kinds if k.startswith(("audio/", "video/"))), "")


def _parent(told: Mapping[str, Any]) -> str:
    """Return what an entry says that it answers."""
    reply = told.get("thr_in-reply-to") or {}
    said = (reply.get("ref") or reply.get("href")) if isinstance(reply, Mapping) else ""
    return str(said or "")


def _counts(told: Mapping[str, Any]) -> dict[str, int]:
    found = {}
    for (name, attribute), column in _COUNTS.items():
        value = told.get(name, "")
        value = value.get(attribute, "") if attribute and isinstance(value, Mapping) else value
        if str(value).strip().isdecimal():
            found[column] = int(value)
    return found


def _linked(links: Any, rel: str, kind: str = "") -> str:
    hrefs = [k.get("href", "") for k in links if k.get("rel") == rel and kind in k.get("type", "")]
    return str(hrefs[0]) if hrefs else ""
