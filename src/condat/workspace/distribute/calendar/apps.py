"""The secret addresses of the calendar."""

from __future__ import annotations

from django.apps import AppConfig


class Calendar(AppConfig):
    """Addresses by which members read the calendar elsewhere."""

    name = "condat.workspace.distribute.calendar"
    label = "calendar"
