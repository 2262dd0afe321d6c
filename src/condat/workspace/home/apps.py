"""The cycle of a team, and the letter on Mondays."""

from __future__ import annotations

from django.apps import AppConfig


class Home(AppConfig):
    """The cycle, who does which of its jobs, and the letters sent of it."""

    name = "condat.workspace.home"
    label = "home"
