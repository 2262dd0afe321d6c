"""The app of comments that are taken up."""

from __future__ import annotations

from django.apps import AppConfig


class Cues(AppConfig):
    """Comments taken up: from an invitation to the answer where they were made."""

    name = "condat.workspace.create.cues"
    label = "cues"
