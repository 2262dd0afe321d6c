"""Second factors are sealed in the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter

from condat.workspace.server.sealed import seal, unseal

SECRETS = ("secret", "seed", "migrated_codes")  # where the library keeps them


class SealedFactors(DefaultMFAAdapter):
    """The library's hooks, with our key."""

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is kept."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open it when somebody signs in."""
        return unseal(encrypted_text)


def rewritten(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """Return what is kept of a factor, with each of its secrets changed.

    Examples
    --------
    >>> rewritten({"secret": "a", "migrated_codes": ["b"], "used_mask": 3}, str.upper)
    {'secret': 'A', 'migrated_codes': ['B'], 'used_mask': 3}
    """
    return data | {name: _each(data[name], change) for name in SECRETS if name in data}


def secrets_of(data: dict[str, Any]) -> list[str]:
    """List the secrets of a factor as they lie there.

    Examples
    --------
    >>> secrets_of({"secret": "a", "migrated_codes": ["b", "c"], "used_mask": 3})
    ['a', 'b', 'c']
    """
    kept = [data[name] for name in SECRETS if name in data]
    return [one for value in kept for one in ([value] if isinstance(value, str) else value)]


def _each(value: str | list[str], change: Callable[[str], str]) -> str | list[str]:
    return change(value) if isinstance(value, str) else [change(one) for one in value]
