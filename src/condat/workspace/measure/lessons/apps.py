"""The lessons of a team."""

from __future__ import annotations

from django.apps import AppConfig


class Lessons(AppConfig):
    """Lessons, where they come from and who accepted them."""

    name = "condat.workspace.measure.lessons"
    label = "lessons"
