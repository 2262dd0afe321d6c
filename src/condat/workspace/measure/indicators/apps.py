"""The indicators of a team."""

from __future__ import annotations

from django.apps import AppConfig


class Indicators(AppConfig):
    """Indicators and their values."""

    name = "condat.workspace.measure.indicators"
    label = "indicators"
