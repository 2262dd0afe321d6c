"""The moment by which one fetch must be over, redirects and slow bytes included."""

from __future__ import annotations

import time

import httpcore


class Deadline:
    """Counts down the time of the fetch under way.

    Examples
    --------
    >>> deadline = Deadline()
    >>> deadline.start(10)
    >>> 0 < deadline.left(5) <= 5
    True
    >>> deadline.start(-1)
    >>> deadline.left(5)
    Traceback (most recent call last):
    httpcore.ReadTimeout: the time limit of the whole fetch is over
    """

    def __init__(self) -> None:
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """Begin a fetch that may take so many seconds."""
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None = None) -> float:
        """Return the seconds left, at most ``timeout``; raise when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time limit of the whole fetch is over")
        return left if timeout is None else min(left, timeout)
