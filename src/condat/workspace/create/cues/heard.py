"""A comment as the corpus holds it, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from condat.core.errors import InputError, NotFoundError
from condat.core.titles import opening
from condat.core.words import mark
from condat.language.identify import identify
from condat.plan.scope import side_of
from condat.usecases.desk import Desk
from condat.usecases.show.quoting import quoted
from condat.workspace.create.partnerships.persons import persons_of
from condat.workspace.protection.queries import objecting
from condat.workspace.teams.models import Team

LONGEST = 2000  # characters of a comment that are kept


@dataclass(frozen=True)
class Said:
    """What somebody said: with the fields of a cue."""

    post_uri: str
    link: str
    title: str
    passage: str
    language: str
    published: datetime | None
    author: str
    author_uri: str


def unwilling(team: Team, desk: Desk, posts: Iterable[str]) -> frozenset[str]:
    """Return which of some posts somebody wrote who has asked not to be contacted."""
    closed, uris = objecting(team), sorted({*posts} - {""})
    if not closed or not uris:
        return frozenset()
    found = quoted(desk.corpus.snapshot(), uris)
    first = {uri: one["author_uris"][0] for uri, one in found.items() if one["author_uris"]}
    persons = persons_of(desk, set(first.values()))
    return frozenset(uri for uri, account in first.items() if persons[account] in closed)


def said(desk: Desk, uri: str) -> Said:
    """Return a comment by its address.

    Raises
    ------
    NotFoundError
        When it was not heard, or was erased.
    InputError
        When nobody is known to have written it, or it is our own.
    """
    found = quoted(desk.corpus.snapshot(), [uri]).get(uri) if uri else None
    if found is None:
        raise NotFoundError(mark("This comment is not in the corpus."))
    authors = found["author_uris"] or []
    if side_of(desk.watch, found["source"], authors) == "ours":
        raise InputError(mark("This is one of our own posts."))
    if not authors:
        raise InputError(mark("Who wrote this is not known."))
    return Said(
        post_uri=uri,
        link=(found["url"] or "")[:500],
        title=(found["title"] or "")[:300],
        passage=opening(found["text"] or "", LONGEST),
        language=found["language"] or identify(pa.array([found["text"]]))[0].as_py(),
        published=found["published"],
        author=next(iter(found["names"]), authors[0])[:200],
        author_uri=persons_of(desk, authors[:1])[authors[0]],
    )
