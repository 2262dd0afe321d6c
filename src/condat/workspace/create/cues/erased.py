"""What an erasure takes from comments that were taken up: all that somebody wrote."""

from __future__ import annotations

from condat.corpus.suppression import GAP
from condat.workspace.create.cues.models import REASON
from condat.workspace.erasing import Gone
from condat.workspace.teams.models import Team


def erase(team: Team, gone: Gone) -> None:
    """Forget the comments of somebody, in the record too; what came of them stays."""
    theirs = [one for one in team.cues.all() if gone(one.author_uri) or gone(one.author)]
    said = [one.passage[:REASON] for one in theirs]
    team.decisions.filter(why__in=said).update(why=GAP)
    for one in theirs:
        one.delete()
