"""A piece and all that belongs to it."""

from condat.workspace.create.pieces.models.brief import Section
from condat.workspace.create.pieces.models.interview import Interview
from condat.workspace.create.pieces.models.letter import Answer, Letter
from condat.workspace.create.pieces.models.piece import Part, Piece
from condat.workspace.create.pieces.models.quote import Quote
from condat.workspace.create.pieces.models.text import Comment, Version

__all__ = [
    "Answer",
    "Comment",
    "Interview",
    "Letter",
    "Part",
    "Piece",
    "Quote",
    "Section",
    "Version",
]
