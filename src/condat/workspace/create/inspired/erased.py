"""What an erasure takes from posts that ours inspired: words, name, address."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from condat.workspace.create.inspired.models import Match
from condat.workspace.teams.models import Team

GONE = "…"


def erase(team: Team, *, uris: Collection[str], names: Collection[str]) -> None:
    """Take somebody's posts out; one whose reuse was granted stays, without what it said."""
    theirs = Match.objects.filter(Q(author_uri__in=uris) | Q(author__in=names), team=team)
    theirs.filter(rights__granted_on=None).delete()
    for one in theirs:
        one.title = one.author = one.passage = one.why = GONE
        one.author_uri, one.post_uri, one.link = "", "", f"https://erased.invalid/{one.pk}"
        one.save()
