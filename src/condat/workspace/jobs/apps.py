"""The app of jobs."""

from __future__ import annotations

from django.apps import AppConfig


class Jobs(AppConfig):
    """Long work."""

    name = "condat.workspace.jobs"
    label = "jobs"
