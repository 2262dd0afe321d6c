"""``condat-workspace open_team FOLDER``: show a workspace folder in the browser."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from condat.core import settings as settings_file
from condat.core.ids import slug
from condat.workspace.accounts.models import User
from condat.workspace.teams.actions import open_team


class Command(BaseCommand):
    """Opens workspace folders as teams, with an owner."""

    help = "Show workspace folders in the browser, with an owner who can invite the others."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folders and the owner."""
        parser.add_argument("folders", nargs="+", type=Path)
        parser.add_argument("--owner", required=True, help="E-mail address of the owner.")

    def handle(self, **given: Any) -> None:
        """Open each folder; a new owner gets a password, shown once."""
        owner = User.objects.filter(email=given["owner"].lower()).first()
        password = "" if owner else secrets.token_urlsafe(9)
        owner = owner or User.objects.create_user(given["owner"], password)
        for folder in given["folders"]:
            name = settings_file.load(folder).name
            open_team(slug=slug(name), name=name, folder=str(folder.resolve()), owner=owner)
        self.stdout.write(_sign_in(owner, password))


def _sign_in(owner: User, password: str) -> str:
    if password:
        return f"{owner.email} signs in with {password}"
    again = f"condat-workspace changepassword {owner.email}"
    return f"{owner.email} signs in with the password of the first time (a new one: {again})"
