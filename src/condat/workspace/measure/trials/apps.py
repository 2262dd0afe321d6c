"""The tests of a team."""

from __future__ import annotations

from django.apps import AppConfig


class Trials(AppConfig):
    """Tests, their readings and what came of them."""

    name = "condat.workspace.measure.trials"
    label = "trials"
