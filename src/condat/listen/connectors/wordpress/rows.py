"""Items of WordPress to rows: posts, their authors, comments and what comments engage with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa

from condat.core.ids import author_uri
from condat.listen.connectors.wordpress.site import Item, Site
from condat.listen.contract import Request
from condat.listen.reasons import Reason
from condat.listen.rows import Row, raw_hash, reject, table
from condat.listen.values.markup import plain

Tables = dict[str, list[Row]]
Reader = Callable[[Item, Site, str], Tables]
_NO_SUBJECT = frozenset({"uncategorized", "non-classe", "unkategorisiert", "allgemein"})


def post_uri(site: Site, number: int) -> str:
    """Name a post as WordPress names it in feeds, whatever its permalink is today.

    Examples
    --------
    >>> post_uri(Site("", "https://a.example", ""), 12)
    'https://a.example/?p=12'
    """
    return f"{site.home}/?p={number}"


def comment_uri(site: Site, post: int, number: int) -> str:
    """Name a comment.

    Examples
    --------
    >>> comment_uri(Site("", "https://a.example", ""), 12, 3)
    'https://a.example/?p=12#comment-3'
    """
    return f"{post_uri(site, post)}#comment-{number}"


def tables(
    items: Iterable[Item], read: Reader, site: Site, request: Request
) -> Mapping[str, pa.Table]:
    """Put items into tables; an item that is not as it should be goes to the rejects."""
    rows: Tables = {}
    for item in items:
        try:
            found = read(item, site, request.source)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            reason = Reason("record", (f"{type(error).__name__} {error}",))
            place = str(item.get("link") or site.home)
            told = reject(request, place, field="", reason=reason, raw=str(item))
            found = {"rejects": [told]}
        for name, more in found.items():
            rows.setdefault(name, []).extend(more)
    return {name: table(name, some, request) for name, some in rows.items()}


def read_post(item: Item, site: Site, _source: str) -> Tables:
    """Read a post (or a page) and its author."""
    body = plain(item["content"]["rendered"], base=item["link"])
    author = _member(item, site)
    seen = raw_hash([item[name] for name in ("id", "link", "modified_gmt", "title", "content")])
    post = {
        "uri": post_uri(site, item["id"]),
        "author_uris": [author["uri"]] if author else [],
        "kind": "Article",
        "published": moment(item["date_gmt"]),
        "time_known": True,
        "updated": moment(item["modified_gmt"]),
        "language": site.language,
        "title": plain(item["title"]["rendered"]).text or None,
        "text": body.text or None,
        "url": item["link"],
        "links": body.links,
        "mentions": [],
        "tags": _tags(item),
        "raw_hash": seen,
    }
    return {"posts": [post], "authors": [author] if author else []}


def read_comment(item: Item, site: Site, source: str) -> Tables:
    """Read a comment as a post that answers another, and as engagement with the article.

    The thread is in ``in_reply_to``, comment by comment; the engagement is with the article, so
    that an article is credited with the whole conversation under it.
    """
    body = plain(item["content"]["rendered"], base=item["link"])
    author = _member(item, site) or _guest(item, source)
    uri = comment_uri(site, item["post"], item["id"])
    article = post_uri(site, item["post"])
    seen = raw_hash([item[name] for name in ("id", "post", "parent", "author_name", "content")])
    post = {
        "uri": uri,
        "author_uris": [author["uri"]],
        "kind": "Comment",
        "published": moment(item["date_gmt"]),
        "time_known": True,
        "language": site.language,
        "text": body.text or None,
        "url": item["link"],
        "in_reply_to": comment_uri(site, item["post"], item["parent"])
        if item["parent"]
        else article,
        "links": body.links,
        "mentions": [],
        "tags": [],
        "raw_hash": seen,
    }
    engagement = {
        "uri": uri,
        "actor_uri": author["uri"],
        "kind": "Reply",
        "post_uri": article,
        "at": post["published"],
        "raw_hash": seen,
    }
    return {"posts": [post], "authors": [author], "engagements": [engagement]}


def moment(text: str) -> datetime | None:
    """Read a time in UTC as WordPress writes it.

    Examples
    --------
    >>> moment("2026-11-22T03:19:16").isoformat()
    '2026-11-22T03:19:16+00:00'
    """
    if not text or text.startswith("0000"):
        return None
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _member(item: Item, site: Site) -> Row | None:
    """Return the row of a registered author; what the site does not tell of them stays null."""
    if not item.get("author"):
        return None
    told: Mapping[str, Any] = next(iter(item.get("_embedded", {}).get("author", ())), {})
    known = told if told.get("id") == item["author"] else {}
    name = known.get("name") or item.get("author_name") or None
    return {
        "uri": f"{site.home}/?author={item['author']}",
        "platform": "wordpress",
        "handle": known.get("slug"),
        "name": name,
        "url": known.get("link"),
        "description": plain(known["description"]).text or None
        if known.get("description")
        else None,
        "kind": "Person",
        "raw_hash": raw_hash([known.get(n) for n in ("slug", "name", "link", "description")]),
    }


def _guest(item: Item, source: str) -> Row:
    """Return the row of a commenter: known by name, and by the site that they give."""
    name = item["author_name"].strip() or "Anonymous"
    url = item.get("author_url") or None
    host = urlsplit(url).hostname if url else None
    return {
        "uri": author_uri(source, f"{name} {host}" if host else name),
        "platform": "wordpress",
        "name": name,
        "url": url,
        "kind": "Person" if item["author_name"].strip() else None,
        "raw_hash": raw_hash([name, url]),
    }


def _tags(item: Item) -> list[str]:
    groups = item.get("_embedded", {}).get("wp:term", ())
    terms = [term for group in groups for term in group if isinstance(term, dict)]
    names = [
        plain(t["name"]).text for t in terms if t.get("slug") not in _NO_SUBJECT and "name" in t
    ]
    return list(dict.fromkeys(names))
