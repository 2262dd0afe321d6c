"""What an erasure takes from pieces: their part in them, and what was quoted of them."""

from __future__ import annotations

from condat.corpus.suppression import GAP
from condat.workspace.create.pieces.models import Piece, Quote, Version
from condat.workspace.erasing import Gone
from condat.workspace.teams.models import Team


def erase(team: Team, gone: Gone) -> None:
    """Cut somebody's quotes out of every version; briefs hold posts, and are made anew."""
    everyones = Quote.objects.filter(piece__team=team)
    theirs = [quote for quote in everyones if gone(quote.person)]
    for quote in theirs:
        for version in Version.objects.filter(piece=quote.piece, text__contains=quote.text):
            version.text = version.text.replace(quote.text, GAP)
            version.save(update_fields=["text"])
        quote.delete()
    Piece.objects.filter(team=team).update(brief=None, briefed_at=None)
