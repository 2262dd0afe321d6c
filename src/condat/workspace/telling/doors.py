"""The doors of the workspace, as members and guests come in by them: pages, forms, roles."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.test import Client

from condat.workspace.accounts.models import User
from condat.workspace.teams.models import Team

BAD = 400
SAID = re.compile(r'<(\w+)[^>]*(?:class="errorlist|role="alert")[^>]*>(.*?)</\1>', re.DOTALL)


class ShutError(Exception):
    """A page did not take what was typed."""


class Doors:
    """Opens pages and sends forms, signed in as a member or not at all."""

    def __init__(self, team: Team, language: str) -> None:
        self.team, self.language = team, language
        self.open: dict[int, Client] = {}

    def enter(self, user: User) -> None:
        """Sign somebody in."""
        self._client(user).force_login(user)

    def send(self, user: User | None, path: str, typed: dict[str, Any]) -> str:
        """Send a form; return the address that the answer leads to.

        Raises
        ------
        ShutError
            When the page refuses it; says why as the page does.
        """
        answer = self._client(user).post(self._below(path), typed, secure=settings.SECURE)
        if answer.status_code >= BAD:
            raise ShutError(f"{path}: {answer.status_code} {_said(answer.content.decode())}")
        return str(answer.headers.get("Location", ""))

    def shown(self, user: User, page: str, pattern: str) -> str:
        """Return the address of a pattern that a page shows; of several the newest.

        Raises
        ------
        ShutError
            When the page shows none.
        """
        text = self._client(user).get(self._below(page), secure=settings.SECURE).content.decode()
        start, _, rest = pattern.partition("*")
        whole = settings.URL + start if start.startswith("/") else self._below(start)
        named = re.escape(whole) + r"([^/\"?#]+)"
        found = re.findall(named + re.escape(rest), text) or re.findall(named + "/", text)
        if not found:
            raise ShutError(f"{page} shows no {pattern}")
        newest = max(found, key=lambda one: int(one) if one.isdecimal() else 0)
        return self._below(start) + newest + rest

    def _below(self, path: str) -> str:
        return path if path.startswith("/") else f"/t/{self.team.slug}/{path}"

    def _client(self, user: User | None) -> Client:
        number = user.pk if user else 0
        if number not in self.open:
            self.open[number] = Client(
                SERVER_NAME=settings.ALLOWED_HOSTS[0], HTTP_ACCEPT_LANGUAGE=self.language
            )
        return self.open[number]

    def close(self) -> None:
        """Sign everybody out."""
        for client in self.open.values():
            client.logout()


def _said(page: str) -> str:
    told = " ".join(text for _, text in SAID.findall(page))
    return " ".join(re.sub(r"<[^>]+>", " ", told).split())
