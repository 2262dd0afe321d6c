"""The app of webhooks."""

from __future__ import annotations

from django.apps import AppConfig


class Webhooks(AppConfig):
    """Endpoints, events and their deliveries."""

    name = "condat.workspace.webhooks"
    label = "webhooks"
