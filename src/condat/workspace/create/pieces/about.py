"""Which piece and which person a line of the record is about: their page tells it."""

from __future__ import annotations

from typing import Any

from condat.workspace.create.pieces.models import Piece


def about(piece: Piece, name: str) -> dict[str, Any]:
    """Return the piece, and the person of the corpus who takes part in it under a name."""
    uris = piece.parts.filter(name=name).exclude(uri="").values_list("uri", flat=True)
    uri = uris.first()
    return {"piece": piece.pk} | ({"person_uri": uri} if uri else {})
