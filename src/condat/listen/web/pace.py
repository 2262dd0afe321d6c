"""Leave a host in peace between two requests."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock


class Pace:
    """Keeps a delay between requests to one host, over all clients that share it.

    Examples
    --------
    >>> slept = []
    >>> pace = Pace(clock=lambda: 100.0, sleep=slept.append)
    >>> pace.wait("a.example", 2); pace.wait("b.example", 2); pace.wait("a.example", 2)
    >>> slept
    [2.0]
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._free: dict[str, float] = {}
        self._lock = Lock()

    def wait(self, host: str, delay: float) -> None:
        """Wait for the host's turn and take it."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._free.get(host, now))
            self._free[host] = turn + delay
        if turn > now:
            self._sleep(turn - now)
