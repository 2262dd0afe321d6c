"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urljoin

from condat.listen.connectors.feeds.entry import Author, Date, Entry, Feed
from condat.listen.contract import Response


def parse(answer: Response) -> Feed | None:
    """Read a JSON Feed; None when the bytes are none."""
    if not answer.content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        told = json.loads(answer.content.decode("utf-8-sig"))
    except ValueError:
        return None
    if "jsonfeed.org/version/" not in str(told.get("version")):
        return None
    items = told.get("items")
    return Feed(
        url=answer.url,
        title=_text(told, "title"),
        entries=tuple(_entry(i, answer.url) for i in _records(items)),
        site=_link(told, "home_page_url", answer.url),
        language=_text(told, "language") or None,
        authors=tuple(_authors(told, answer.url)),
        next=_link(told, "next_url", answer.url),
        cut=len(items) - len(_records(items)) if isinstance(items, list) else 0,
    )


def _entry(item: Mapping[str, Any], base: str) -> Entry:
    html, text = _text(item, "content_html"), _text(item, "content_text")
    kinds = [_text(a, "mime_type") for a in _records(item.get("attachments"))]
    external = _link(item, "external_url", base)
    return Entry(
        id=_text(item, "id"),
        url=_link(item, "url", base) or external,
        title=_text(item, "title"),
        body=html or text or _text(item, "summary"),
        form="html" if html else "text",
        published=Date(_text(item, "date_published")),
        updated=Date(_text(item, "date_modified")),
        authors=tuple(_authors(item, base)),
        tags=tuple(str(tag) for tag in item.get("tags") or () if isinstance(tag, str)),
        related=(external,) if external else (),
        language=_text(item, "language") or None,
        media=next((k.partition("/")[0] for k in kinds if k.startswith(("audio/", "video/"))), ""),
    )


def _authors(record: Mapping[str, Any], base: str) -> Iterable[Author]:
    """Version 1 has one author, version 1.1 several."""
    found = _records(record.get("authors")) or _records([record.get("author")])
    for author in found:
        url = _link(author, "url", base)
        if _text(author, "name") or url:
            yield Author(_text(author, "name") or url, url or None)


def _records(value: object) -> list[Mapping[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _link(record: Mapping[str, Any], name: str, base: str) -> str:
    value = _text(record, name)
    return urljoin(base, value) if value else ""
