"""Content that ours inspired."""

from __future__ import annotations

from django.apps import AppConfig


class Inspired(AppConfig):
    """Matches of others' posts with ours, what was done with them, rights to reuse them."""

    name = "condat.workspace.create.inspired"
    label = "inspired"
