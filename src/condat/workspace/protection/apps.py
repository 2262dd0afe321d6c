"""The app of data protection."""

from __future__ import annotations

from django.apps import AppConfig


class Protection(AppConfig):
    """What is owed to the people whom a team listens to."""

    name = "condat.workspace.protection"
    label = "protection"
