"""What the environment gives the server; what cannot be used is named, with how to write it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import SplitResult, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from condat.core.errors import SettingsError
from condat.core.words import mark

DATABASES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
EXAMPLES = {
    "CONDAT_URL": "https://condat.example.org",
    "CONDAT_DATABASE_URL": "postgres://user:password@host/database",
    "CONDAT_MAIL_URL": "smtp+tls://user:password@host:587",
    "CONDAT_UPLOAD_LIMIT": "500000000",
    "CONDAT_SSL_REDIRECT": "false",
}


class Given(environ.FileAwareEnv):
    """The environment, or files that it names; a wrong value is told by its variable alone.

    The value is not repeated: it may hold a password.

    Examples
    --------
    >>> from unittest.mock import patch
    >>> with patch.dict("os.environ", {"CONDAT_UPLOAD_LIMIT": "much"}):
    ...     Given().int("CONDAT_UPLOAD_LIMIT")
    Traceback (most recent call last):
        ...
    condat.core.errors.SettingsError: CONDAT_UPLOAD_LIMIT cannot be used. Write it as 500000000.
    """

    def get_value(self, var: str, *more: Any, **named: Any) -> Any:
        """Return a value as what it should be."""
        with _told(var):
            return super().get_value(var, *more, **named)

    def db(self, var: str, **named: Any) -> dict[str, Any]:
        """Return a database: SQLite or PostgreSQL."""
        with _told(var):
            found: dict[str, Any] = self.db_url(var, **named)
            if found["ENGINE"] not in DATABASES:
                raise ValueError(found["ENGINE"])
            return found

    def email(self, var: str, **named: Any) -> dict[str, Any]:
        """Return a way out for mails."""
        with _told(var):
            found: dict[str, Any] = self.email_url(var, **named)
            return found

    def address(self, var: str, default: str) -> SplitResult:
        """Return an address of the web."""
        with _told(var):
            found = urlsplit(self.str(var, default=default))
            if found.scheme not in ("http", "https") or not found.hostname or found.port == 0:
                raise ValueError(found.scheme)
            return found


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        with warnings.catch_warnings():  # the library's repeat the value
            warnings.simplefilter("ignore")
            yield
    except (ImproperlyConfigured, KeyError, OSError, ValueError):
        told = mark("{name} cannot be used.")
        if name not in EXAMPLES:
            hint = mark("Set it, or the file that {name}_FILE names.")
            raise SettingsError(told, name=name, hint=hint) from None
        hint = mark("Write it as {example}.")
        raise SettingsError(told, name=name, example=EXAMPLES[name], hint=hint) from None
