"""The app of pieces."""

from __future__ import annotations

from django.apps import AppConfig


class Pieces(AppConfig):
    """Pieces, their briefs, versions, comments and approvals."""

    name = "condat.workspace.create.pieces"
    label = "pieces"
