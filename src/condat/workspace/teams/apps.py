"""The app of teams."""

from __future__ import annotations

from django.apps import AppConfig


class Teams(AppConfig):
    """Workspaces and their members."""

    name = "condat.workspace.teams"
    label = "teams"
