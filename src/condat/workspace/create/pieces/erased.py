"""What an erasure takes from pieces: what somebody said, and what was quoted of them."""

from __future__ import annotations

from collections.abc import Iterable

from condat.corpus.suppression import GAP
from condat.create.texts.rendering import find
from condat.workspace.create.pieces.models import Interview, Letter, Piece, Quote, Version
from condat.workspace.create.pieces.models.letter import Asks
from condat.workspace.erasing import Gone
from condat.workspace.teams.models import Team


def erase(team: Team, gone: Gone) -> None:
    """Cut somebody's quotes out of every version, in whatever words they were sent to them.

    Briefs hold posts, and are made anew.
    """
    quotes = [one for one in Quote.objects.filter(piece__team=team) if gone(one.person)]
    letters = [one for one in Letter.objects.filter(piece__team=team) if gone(one.name)]
    said = [(one.piece, [one.text]) for one in quotes]
    said += [(one.piece, one.shown) for one in letters if one.asks == Asks.QUOTES]
    for piece, passages in said:
        _cut(piece, passages)
    talks = [one for one in Interview.objects.filter(piece__team=team) if gone(one.person)]
    for theirs in (*quotes, *letters, *talks):
        theirs.delete()
    Piece.objects.filter(team=team).update(brief=None, briefed_at=None)


def emails(team: Team, gone: Gone) -> set[str]:
    """Return the addresses that links were sent to somebody at."""
    return {one.email for one in Letter.objects.filter(piece__team=team) if gone(one.name)}


def _cut(piece: Piece, said: Iterable[str]) -> None:
    for version in Version.objects.filter(piece=piece):
        text = version.text
        for words in said:
            while (at := find(words, text)) is not None:
                text = f"{text[: at[0]]}{GAP}{text[at[1] :]}"
        if text != version.text:
            version.text = text
            version.save(update_fields=["text"])
