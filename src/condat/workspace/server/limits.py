"""How often something may be tried, counted in the server's cache."""

from __future__ import annotations

from django.core.cache import cache


def within(what: str, *, most: int, seconds: int) -> bool:
    """Count one try and say whether it is still allowed."""
    key = f"tries:{what}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ended between the two lines
        return True
