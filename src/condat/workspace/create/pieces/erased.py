"""What an erasure takes from pieces: their part in them, and what was quoted of them."""

from __future__ import annotations

from collections.abc import Collection

from condat.workspace.create.pieces.models import Piece, Quote, Version
from condat.workspace.teams.models import Team

GONE = "…"


def erase(team: Team, *, names: Collection[str]) -> None:
    """Cut somebody's quotes out of every version; briefs hold posts, and are made anew."""
    theirs = Quote.objects.filter(person__in=names, piece__team=team)
    for quote in theirs:
        for version in Version.objects.filter(piece=quote.piece, text__contains=quote.text):
            version.text = version.text.replace(quote.text, GONE)
            version.save(update_fields=["text"])
    theirs.delete()
    Piece.objects.filter(team=team).update(brief=None, briefed_at=None)
