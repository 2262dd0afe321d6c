"""The app of told stories."""

from __future__ import annotations

from django.apps import AppConfig


class Telling(AppConfig):
    """How far the story of a sample is told."""

    name = "condat.workspace.telling"
    label = "telling"
