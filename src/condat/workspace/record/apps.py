"""The app of the record."""

from __future__ import annotations

from django.apps import AppConfig


class Record(AppConfig):
    """Decisions, never changed."""

    name = "condat.workspace.record"
    label = "record"
