"""The application as a whole: its commands."""

from __future__ import annotations

from django.apps import AppConfig


class Workspace(AppConfig):
    """Pages and commands."""

    name = "condat.workspace"
    label = "workspace"
