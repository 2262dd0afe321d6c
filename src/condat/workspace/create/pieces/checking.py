"""The check of a text, against the brief of its piece and the strategy."""

from __future__ import annotations

from dataclasses import replace

from condat.create.texts.quality import Aim, Check, check
from condat.usecases.desk import Desk
from condat.usecases.team.strategy import strategy_of
from condat.workspace.create.pieces.briefs import kept
from condat.workspace.create.pieces.models import Piece


def checked(desk: Desk, piece: Piece, text: str) -> Check | None:
    """Check a text; nothing is said of an empty one."""
    if not text.strip():
        return None
    brief = kept(piece)
    brief = brief if brief.language else replace(brief, language=desk.settings.language)
    brief = replace(brief, message=piece.message)
    return check(text, Aim(brief, strategy_of(desk).promise))
