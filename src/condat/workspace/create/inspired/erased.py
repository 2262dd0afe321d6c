"""What an erasure takes from posts that ours inspired: words, name, address."""

from __future__ import annotations

from condat.corpus.suppression import GAP
from condat.workspace.create.inspired.models import Match
from condat.workspace.erasing import Gone
from condat.workspace.teams.models import Team


def erase(team: Team, gone: Gone) -> None:
    """Take somebody's posts out; one whose reuse was granted stays, without what it said."""
    everyones = Match.objects.filter(team=team).values_list("pk", "author_uri", "author")
    theirs = Match.objects.filter(
        pk__in=[pk for pk, uri, name in everyones if gone(uri) or gone(name)]
    )
    theirs.filter(rights__granted_on=None).delete()
    for one in theirs:
        one.title = one.author = one.passage = one.why = GAP
        one.author_uri, one.post_uri, one.link = "", "", f"https://erased.invalid/{one.pk}"
        one.save()
