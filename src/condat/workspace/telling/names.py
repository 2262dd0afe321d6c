"""What a story calls things, and the values that stand for the names."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

NAME = re.compile(r"<([^<>\n]+)>")
DAY = re.compile(r"([+-]\d+)(?: (\d\d:\d\d))?")


class UnknownNameError(Exception):
    """Nothing is called so: a row that the plan does not have, or what a step left out."""


class Names:
    """Fills ``<name>``: what steps gave, rows of the plan, and days: ``<+3>``, ``<+3 18:00>``."""

    def __init__(self, start: datetime) -> None:
        self.start = start
        self.known: dict[str, str] = {}

    def fill(self, value: Any) -> Any:
        """Return a value with its names filled; lists are filled one by one.

        Raises
        ------
        UnknownNameError
            When nothing is called so.
        """
        if isinstance(value, list):
            return [self.fill(one) for one in value]
        if not isinstance(value, str):
            return value
        return NAME.sub(lambda found: self._value(found[1]), value)

    def _value(self, name: str) -> str:
        if day := DAY.fullmatch(name):
            date = (self.start + timedelta(days=int(day[1]))).date().isoformat()
            return f"{date}T{day[2]}" if day[2] else date
        if name not in self.known:
            raise UnknownNameError(name)
        return self.known[name]
