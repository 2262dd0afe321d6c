"""The app of public rankings."""

from __future__ import annotations

from django.apps import AppConfig


class Ranking(AppConfig):
    """Rankings that anybody may see."""

    name = "condat.workspace.ranking"
    label = "ranking"
