"""A feed to rows: posts, authors, replies, counts, rejects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa

from condat.core.ids import author_uri, post_uri
from condat.listen.connectors.feeds.dates import moment
from condat.listen.connectors.feeds.entry import Author, Entry, Feed
from condat.listen.contract import Request
from condat.listen.reasons import Reason
from condat.listen.rows import Row, raw_hash, reject, table
from condat.listen.values.links import clean, cleaned
from condat.listen.values.markup import plain
from condat.listen.values.people import names

_MEDIA = {"audio": "Audio", "video": "Video"}


def entry_uri(entry: Entry, source: str) -> str:
    """Name an entry: by its id, which stays when title and address change, else by its address.

    Examples
    --------
    >>> entry_uri(Entry("yt:video:abc", "https://a.example", "", ""), "blog")
    'yt:video:abc'
    >>> entry_uri(Entry("12", "https://a.example", "", ""), "blog")
    'urn:condat:post:blog:12'
    """
    return post_uri(source, entry.id) if entry.id else entry.url


def tables(feed: Feed, request: Request, *, parent: str = "") -> dict[str, pa.Table]:
    """Put a feed into tables; the entries of a comment feed answer ``parent``."""
    rows: dict[str, list[Row]] = {"rejects": _problems(feed, request)}
    for entry in feed.entries:
        for name, row in _entry(entry, feed, request, parent):
            rows.setdefault(name, []).append(row)
    return {name: table(name, some, request) for name, some in rows.items() if some}


def counts(feed: Feed, request: Request) -> dict[str, Row]:
    """Return the public counts of a feed's entries by their URI."""
    told = {entry_uri(e, request.source): e.counts for e in feed.entries if e.counts}
    return {
        uri: {"post_uri": uri, "at": request.fetched_at, **counted, "raw_hash": raw_hash(counted)}
        for uri, counted in told.items()
        if uri
    }


def _entry(entry: Entry, feed: Feed, request: Request, parent: str) -> list[tuple[str, Row]]:
    uri = entry_uri(entry, request.source)
    if not uri or not (entry.title or entry.body):
        field, reason = ("id", "nameless") if not uri else ("title", "empty")
        told = reject(request, feed.url, field=field, reason=Reason(reason), raw=str(entry))
        return [("rejects", told)]
    speakers = _speakers(entry, feed)
    people = [_author(author, request.source) for author in speakers]
    post = _post(entry, feed, uri, [row["uri"] for row in people], parent)
    found: list[tuple[str, Row]] = [("posts", post), *(("authors", row) for row in people)]
    if post["in_reply_to"]:
        found += [("engagements", _reply(post, row["uri"])) for row in people[:1]]
    if entry.published.written and post["published"] is None:
        raw = entry.published.written
        told = reject(request, uri, field="published", reason=Reason("date", (raw,)), raw=raw)
        found.append(("rejects", told))
    return found


def _post(entry: Entry, feed: Feed, uri: str, authors: list[str], parent: str) -> dict[str, Any]:
    base = entry.url or feed.site or feed.url
    body = plain(entry.body, "text" if entry.form == "text" else "html", base)
    published, timed = moment(entry.published)
    updated, _ = moment(entry.updated)
    answers = entry.replies_to or parent or _commented(entry)
    return {
        "uri": uri,
        "author_uris": authors,
        "kind": _kind(entry, answers),
        "published": published,
        "time_known": timed if published else None,
        "updated": updated,
        "language": entry.language or feed.language,
        "title": None if answers else plain(entry.title).text or None,
        "text": body.text or None,
        "url": (entry.url if answers else clean(entry.url)) or entry.url or None,
        "in_reply_to": answers or None,
        "links": cleaned([*entry.related, *body.links], base),
        "mentions": [],
        "tags": list(dict.fromkeys(filter(None, (plain(tag).text for tag in entry.tags)))),
        "raw_hash": raw_hash({k: v for k, v in asdict(entry).items() if k != "counts"}),
    }


def _commented(entry: Entry) -> str:
    """Return the page that an entry comments on, as the ids of WordPress comments say."""
    page, comment, _ = entry.id.partition("#comment-")
    return page if comment else ""


def _kind(entry: Entry, answers: str) -> str:
    if answers:
        return "Comment"
    return _MEDIA.get(entry.media) or ("Article" if entry.title else "Note")


def _reply(post: Mapping[str, Any], actor: str) -> Row:
    """Count an answer as engagement with what it answers."""
    return {
        "uri": post["uri"],
        "actor_uri": actor,
        "kind": "Reply",
        "post_uri": post["in_reply_to"],
        "at": post["published"],
        "raw_hash": post["raw_hash"],
    }


def _speakers(entry: Entry, feed: Feed) -> list[Author]:
    """Return who wrote an entry: its authors, else the feed's, else the feed itself."""
    told = entry.authors or feed.authors
    found = [
        Author(name, author.url if len(parts) == 1 else None)
        for author in told
        for parts in [names(author.name)]
        for name in parts
    ]
    if not found and feed.title:
        found = [Author(feed.title, feed.site or None, "Organization")]
    return list({author.name: author for author in reversed(found)}.values())[::-1]


def _author(author: Author, source: str) -> dict[str, Any]:
    """Return the row of an author; a profile's address names them, a home page does not."""
    parts = urlsplit(author.url or "")
    video = (parts.hostname or "").endswith("youtube.com")
    profile = parts.scheme in ("http", "https") and parts.path.strip("/") and author.url
    return {
        "uri": profile or author_uri(source, author.name),
        "platform": "youtube" if video else "web",
        "name": author.name,
        "url": author.url,
        "kind": None if video else author.kind,
        "raw_hash": raw_hash([author.name, author.url]),
    }


def _problems(feed: Feed, request: Request) -> list[Row]:
    found: list[Row] = []
    if feed.problem:
        reason = Reason("feed", (feed.problem,))
        found.append({**reject(request, feed.url, field="", reason=reason), "line": feed.line})
    if feed.cut:
        reason = Reason("feed_cut", (str(feed.cut),))
        found.append(reject(request, feed.url, field="", reason=reason))
    return found
