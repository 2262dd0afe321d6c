"""The app of logins."""

from __future__ import annotations

from django.apps import AppConfig


class Logins(AppConfig):
    """What sources ask for."""

    name = "condat.workspace.plan.logins"
    label = "logins"
