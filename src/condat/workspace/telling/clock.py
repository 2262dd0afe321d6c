"""The clock of a story."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from unittest.mock import patch

from django.utils import timezone

from condat.usecases.team import deciding

MORNING, BETWEEN = timedelta(hours=1), timedelta(minutes=4)


class Days:
    """Says when each step of a story was: in the order told, some minutes apart on the same day."""

    def __init__(self, start: datetime) -> None:
        self.start = start
        self.steps: dict[int, int] = {}

    def moment(self, day: int) -> datetime:
        """Return the moment of the next step on a day."""
        number = self.steps[day] = self.steps.get(day, -1) + 1
        return self.start + timedelta(days=day) + MORNING + BETWEEN * number


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the clocks of both records say a moment: what is told is written down under its day."""

    class Then(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # the moment is no Then
            return moment.astimezone(tz or UTC)

    with patch.object(timezone, "datetime", Then), patch.object(deciding, "datetime", Then):
        yield
