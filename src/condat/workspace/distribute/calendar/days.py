"""The days that the calendar shows: a week or a month of whole weeks, and the ones around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from condat.workspace.distribute.calendar.entries import Entry

WEEK = timedelta(days=7)
VIEWS = ("month", "week")


@dataclass(frozen=True)
class Day:
    """A day and what stands on it; ``beside`` says that it is of the month before or after."""

    date: date
    entries: tuple[Entry, ...]
    beside: bool


@dataclass(frozen=True)
class Span:
    """Whole weeks, and where the ones before and after start."""

    view: str
    anchor: date
    first: date
    last: date
    before: date
    after: date

    def days(self, entries: Sequence[Entry]) -> list[Day]:
        """Return each day with what stands on it."""
        count = (self.last - self.first).days + 1
        every = [self.first + timedelta(days=n) for n in range(count)]
        return [
            Day(day, tuple(e for e in entries if e.day == day), self._beside(day)) for day in every
        ]

    def _beside(self, day: date) -> bool:
        return self.view == "month" and day.month != self.anchor.month


def span(view: str, on: date) -> Span:
    """Return the week or the month of a day.

    Examples
    --------
    >>> shown = span("month", date(2026, 11, 22))
    >>> shown.first.isoformat(), shown.last.isoformat(), shown.after.isoformat()
    ('2026-10-26', '2026-12-06', '2026-12-01')
    """
    if view == "week":
        monday = _monday(on)
        return Span(view, monday, monday, monday + timedelta(days=6), monday - WEEK, monday + WEEK)
    start = on.replace(day=1)
    after = (start + timedelta(days=31)).replace(day=1)
    before = (start - timedelta(days=1)).replace(day=1)
    end = _monday(after - timedelta(days=1)) + timedelta(days=6)
    return Span("month", start, _monday(start), end, before, after)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
