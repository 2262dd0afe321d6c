"""The app of partnerships."""

from __future__ import annotations

from django.apps import AppConfig


class Partnerships(AppConfig):
    """People we work with."""

    name = "condat.workspace.create.partnerships"
    label = "partnerships"
