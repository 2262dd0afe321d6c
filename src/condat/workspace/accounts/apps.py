"""The app of accounts."""

from __future__ import annotations

from django.apps import AppConfig


class Accounts(AppConfig):
    """People who sign in."""

    name = "condat.workspace.accounts"
    label = "accounts"
