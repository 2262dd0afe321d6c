"""What pages ask of the posts that ours inspired."""

from __future__ import annotations

from datetime import date
from typing import Any

from daft import col, lit
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from condat.core.titles import called, opening
from condat.usecases.desk import Desk
from condat.workspace.create.inspired.models import CONFIRMED, SOON, Match, Right
from condat.workspace.create.partnerships.persons import persons_of
from condat.workspace.teams.models import Team

PASSAGE = 400


def find(team: Team, number: int) -> Match:
    """Return a match of a team, or answer that there is none."""
    return get_object_or_404(Match.objects.select_related("piece", "team"), pk=number, team=team)


def of_person(team: Team, uri: str, name: str = "") -> QuerySet[Match]:
    """Return what somebody made because of us: what the team confirmed."""
    mine = team.matches.filter(state=CONFIRMED)
    return mine.filter(author_uri=uri) | mine.filter(author_uri="", author=name or uri)


def ending(team: Team, today: date) -> QuerySet[Right]:
    """Return the rights that end within a month, and those that ended in the last one."""
    granted = Right.objects.filter(match__team=team, granted_on__isnull=False)
    near = granted.filter(ends_on__gte=today - SOON, ends_on__lte=today + SOON)
    return near.select_related("match")


def from_corpus(desk: Desk, link: str) -> dict[str, Any]:
    """Return what the corpus knows of a post, by its address; nothing where it was not heard."""
    snapshot = desk.corpus.snapshot()
    if not link or not snapshot.version:
        return {}
    posts = snapshot.frame("posts")
    same = posts.where((col("url") == lit(link)) | (col("uri") == lit(link))).limit(1)
    rows = same.select("uri", "title", "text", "published", "author_uris").to_arrow().to_pylist()
    if not rows:
        return {}
    post = rows[0]
    account = next(iter(post["author_uris"] or ()), "")
    return {
        "post_uri": post["uri"],
        "title": (post["title"] or "")[:300],
        "passage": opening(post["text"] or "", PASSAGE),
        "published": post["published"],
        "author_uri": persons_of(desk, {account})[account] if account else "",
        "author": _name(desk, account),
    }


def titles(desk: Desk, links: set[str]) -> dict[str, str]:
    """Return what posts are called, by their addresses; what was not collected is left out."""
    snapshot = desk.corpus.snapshot()
    if not links or not snapshot.version:
        return {}
    known = snapshot.frame("posts").where(col("url").is_in(sorted(links)))
    rows = known.select("url", "title", "text").to_arrow().to_pylist()
    return {row["url"]: called(row["title"], row["text"], row["url"]) for row in rows}


def _name(desk: Desk, uri: str) -> str:
    authors = desk.corpus.snapshot().frame("authors").where(col("uri") == lit(uri))
    names = authors.select("name").to_arrow()["name"].to_pylist()
    return next((name for name in names if name), uri)
