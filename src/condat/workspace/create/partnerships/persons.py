"""A person of the corpus, for whoever begins or leads a partnership with them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.compute as pc
from daft import col

from condat.core.titles import called
from condat.usecases.desk import Desk

WROTE = 8
NAMED = 3


@dataclass(frozen=True)
class Known:
    """What the corpus says of somebody."""

    uri: str
    name: str
    email: str
    places: tuple[str, ...]


def accounts(desk: Desk, uri: str) -> list[str]:
    """Return the accounts of a person, their own URI among them."""
    links = desk.corpus.snapshot().frame("persons").where(col("person_uri") == uri)
    return sorted({uri, *links.select("author_uri").to_pydict()["author_uri"]})


def persons_of(desk: Desk, uris: Collection[str]) -> dict[str, str]:
    """Return whose each account is: its own URI where nobody is known to have more than one."""
    links = desk.corpus.snapshot().frame("persons").where(col("author_uri").is_in(list(uris)))
    found = links.select("author_uri", "person_uri").to_pydict()
    known = dict(zip(found["author_uri"], found["person_uri"], strict=True))
    return {uri: known.get(uri, uri) for uri in uris}


def known(desk: Desk, uri: str) -> Known | None:
    """Return who somebody is; None when the corpus does not know them."""
    snapshot, uris = desk.corpus.snapshot(), accounts(desk, uri)
    columns = ("uri", "name", "handle", "url")
    authors = snapshot.frame("authors").where(col("uri").is_in(uris)).select(*columns).to_pylist()
    contacts = snapshot.frame("contacts").where(col("person_uri").is_in(uris))
    people = contacts.select("name", "email").to_pylist()
    if not authors and not people:
        return None
    rows = [*people, *authors]
    name = next((row[key] for key in ("name", "handle") for row in rows if row.get(key)), uri)
    email = next((row["email"] for row in people if row["email"]), "")
    pages = [row["url"] for row in authors] + [post["url"] for post in wrote(desk, uri)]
    places = {urlsplit(url).hostname or url for url in pages if url}
    return Known(uri, name, email, tuple(sorted(places)[:NAMED]))


def wrote(desk: Desk, uri: str) -> list[dict[str, Any]]:
    """Return what somebody published, the newest first; each has its title, text, url and day.

    A workspace that stands still does not know yet what they published after its moment.
    """
    if not uri:
        return []
    snapshot = desk.corpus.snapshot()
    who = pa.array(accounts(desk, uri), pa.string())
    posts = snapshot.arrow("posts", ["uri", "author_uris", "published"])
    inside = pc.list_parent_indices(posts["author_uris"])
    theirs = inside.filter(pc.is_in(pc.list_flatten(posts["author_uris"]), value_set=who))
    mine = _known_by(desk, posts.take(pc.unique(theirs))).sort_by([("published", "descending")])
    uris = mine["uri"].to_pylist()[:WROTE]
    columns = ("uri", "title", "text", "url", "published", "language")
    found = snapshot.frame("posts").where(col("uri").is_in(uris)).select(*columns).to_pylist()
    found = [post | {"called": _called(post)} for post in found]
    return sorted(found, key=lambda post: uris.index(post["uri"]))


def _known_by(desk: Desk, posts: pa.Table) -> pa.Table:
    later = pc.greater(posts["published"], pa.scalar(desk.as_of, posts["published"].type))
    return posts.filter(pc.invert(pc.fill_null(later, False)))


def _called(post: dict[str, Any]) -> str:
    """Return what a post is called: its title, or its first words."""
    return called(post["title"], post["text"], str(post["uri"]))


def at(desk: Desk, url: str) -> dict[str, Any] | None:
    """Return the post at an address; None when the corpus does not have it."""
    if not url:
        return None
    posts = desk.corpus.snapshot().frame("posts")
    same = posts.where((col("url") == url) | (col("uri") == url)).select("uri", "title", "text")
    rows: list[dict[str, Any]] = same.limit(1).to_pylist()
    return rows[0] if rows else None
