"""Secrets at rest: sealed with a key made from the server's own, opened with it or a former one."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

from condat.core.errors import SettingsError
from condat.core.words import mark

PURPOSE = b"condat secrets at rest"


def seal(text: str) -> str:
    """Encrypt a secret with the key of today; nothing stays nothing."""
    return _keys().encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str:
    """Read what was sealed with the key of today or a former one.

    Raises
    ------
    SettingsError
        When it was sealed with another key.
    """
    try:
        return _keys().decrypt(sealed).decode() if sealed else ""
    except InvalidToken:
        told = mark("A secret in the database was sealed with another key than this server’s.")
        hint = mark("Put the key that it had into CONDAT_SECRET_KEY_FALLBACKS.")
        raise SettingsError(told, hint=hint) from None


def resealed(sealed: str) -> str:
    """Seal anew with the key of today, so that a former key can be let go."""
    return seal(unseal(sealed))


def _keys() -> MultiFernet:
    return _made((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@cache
def _made(secrets: Iterable[str]) -> MultiFernet:
    return MultiFernet([Fernet(_key(one)) for one in secrets])


def _key(secret: str) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)


class SealedField(models.TextField):  # type: ignore[type-arg]  # generic for mypy alone
    """A text that only this server can read: sealed in the database, plain on the object."""

    def get_prep_value(self, value: str) -> str:
        """Seal what is written."""
        return seal(value)

    def from_db_value(self, value: str, *_: Any) -> str:
        """Open what is read."""
        return unseal(value)
