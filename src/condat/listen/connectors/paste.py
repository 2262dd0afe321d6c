"""One post, given by hand or by its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

import polars as pl
import pyarrow as pa
import trafilatura

from condat.core.errors import InputError, SourceError
from condat.core.ids import digest
from condat.core.words import mark
from condat.corpus.schema import AUTHORS, COUNTS, POSTS
from condat.listen.contract import Batch, Fetcher, Request
from condat.listen.values import dates, people
from condat.listen.values.links import cleaned, written
from condat.listen.values.markup import plain

FIGURES = ("views", "likes", "shares", "replies", "saves", "clicks")


def read(request: Request, fetch: Fetcher) -> Iterator[Batch]:
    """Make one post of a text, or of the readable part of a page.

    ``address`` is the page's, or empty. Options: ``text``, ``title``, ``author``, ``published``,
    ``kind``, ``at`` (of when the counts are) and the counts (``views``, ``likes`` ...). What the
    options say wins over what the page says.

    Raises
    ------
    InputError
        When there is no text, or a date or a count is none.
    SourceError
        When the page cannot be fetched, or holds nothing to read.
    """
    said = {name: value for name, value in request.options.items() if value}
    found = dict(said)
    if request.address and "text" not in said:
        found = _page(request.address, fetch) | said
    if not found.get("text", "").strip():
        raise InputError(mark("There is no text: give --paste TEXT or --url ADDRESS."))
    yield Batch(_tables(request, found), read=1, done=1.0)


def _page(address: str, fetch: Fetcher) -> dict[str, str]:
    answer = fetch(address)
    page = trafilatura.bare_extraction(
        answer.content, url=answer.url, with_metadata=True, include_comments=False
    )
    if page is None or not page.text:
        hint = mark("Paste its text instead: condat import --paste TEXT --url ADDRESS")
        empty = mark("{url} holds no text to read.")
        raise SourceError(empty, url=address, permanent=True, hint=hint)
    html = answer.content.decode("utf-8", "replace")
    told = {
        "text": page.text,
        "title": page.title,
        "author": page.author,
        "published": page.date,
        "language": page.language,
        "links": "\n".join(plain(html, "html", answer.url).links),
    }
    return {name: value for name, value in told.items() if value}


def _tables(request: Request, found: Mapping[str, str]) -> dict[str, pa.Table]:
    text = found["text"].strip()
    names = people.names(found.get("author", ""))
    authors = {people.uri(request.source, name): name for name in names}
    made = f"urn:condat:post:{digest(request.source, found.get('author', ''), text)}"
    uri = request.address or made
    where = {
        "source": request.source,
        "fetched_at": request.fetched_at,
        "raw_hash": digest(uri, text),
    }
    post = {"uri": uri, "author_uris": list(authors) or None, **_post(request, found, text)}
    rows: dict[str, list[dict[str, object]]] = {
        "posts": [post | where],
        "authors": [{"uri": u, "name": n} | where for u, n in authors.items()],
    }
    figures = {name: _figure(name, found[name]) for name in FIGURES if name in found}
    if figures:
        at = datetime.fromisoformat(found["at"]) if "at" in found else request.fetched_at
        rows["counts"] = [{"post_uri": uri, "at": at, **figures, **where}]
    schemas = {"posts": POSTS.schema, "authors": AUTHORS.schema, "counts": COUNTS.schema}
    return {t: pa.Table.from_pylist(r, schema=schemas[t]) for t, r in rows.items() if r}


def _post(request: Request, found: Mapping[str, str], text: str) -> dict[str, object]:
    published, timed = _moment(found.get("published", ""))
    links = found.get("links", "").split("\n") + written(text)
    return {
        "kind": found.get("kind", "Article"),
        "published": published,
        "time_known": timed,
        "language": found.get("language"),
        "title": found.get("title"),
        "text": text,
        "url": request.address or None,
        "links": cleaned(links, request.address),
    }


def _moment(written_date: str) -> tuple[datetime | None, bool | None]:
    if not written_date:
        return None, None
    moment, timed = dates.moments(pl.Series([written_date])).row(0)
    if moment is None:
        told = mark('is not a date: "{text}"')
        raise InputError(told, text=written_date, field="published")
    return moment, timed


def _figure(name: str, value: str) -> int:
    if not value.isdecimal():
        raise InputError(mark('is not a whole number: "{text}"'), text=value, field=name)
    return int(value)
