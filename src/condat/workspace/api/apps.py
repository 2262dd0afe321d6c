"""The app of the HTTP API."""

from __future__ import annotations

from django.apps import AppConfig


class Api(AppConfig):
    """Tokens, and the answers already given."""

    name = "condat.workspace.api"
    label = "api"
