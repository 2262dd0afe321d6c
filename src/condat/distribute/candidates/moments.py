"""When a piece can go out: days of the cycle and hours, in the team's time zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow.compute as pc

from condat.core.settings import Plan as Means
from condat.distribute.material import Material, Record
from condat.plan.performance.traits import WEEKDAYS
from condat.plan.strategy.personas import Persona

HOUR = 10  # of the working day, while nothing tells a better one
WEEKEND = 0.1  # share of our posts on weekends above which we publish then
# Days from the decision to the piece: asking, writing, recording, inviting.
LEAD: Mapping[str, int] = {
    "article": 3,
    "quotes": 5,
    "interview": 7,
    "guest post": 10,
    "video": 10,
    "podcast": 10,
    "webinar": 14,
    "event": 21,
}


@dataclass(frozen=True)
class Slot:
    """A day of the cycle (counted from 0) and an hour there."""

    day: int
    week: int
    local: datetime

    @property
    def weekday(self) -> str:
        """Name of the day, in English."""
        return WEEKDAYS[self.local.weekday()]


def slots(material: Material, hours: tuple[int, ...]) -> list[Slot]:
    """List the moments of the cycle, after ``as_of``.

    The cycle starts on the next day of the team; its weeks are counted from that day. Weekends
    are in it when we publish on weekends.
    """
    zone = ZoneInfo(material.means.time_zone)
    first = material.as_of.astimezone(zone).date() + timedelta(days=1)
    days = [first + timedelta(days=day) for day in range(material.means.cycle_days)]
    free = _weekends(material)
    working = [d for d in days if free or d.weekday() < 5] or days
    return [_slot(first, day, hour, zone) for day in working for hour in hours]


def _slot(first: date, day: date, hour: int, zone: ZoneInfo) -> Slot:
    number = (day - first).days
    return Slot(number, number // 7, datetime.combine(day, time(hour), zone))


def _weekends(material: Material) -> bool:
    published = material.ours["published"].drop_null()
    if not len(published):
        return False
    weekend = pc.greater_equal(pc.day_of_week(published), 5)
    return float(pc.mean(pc.cast(weekend, "float64")).as_py()) > WEEKEND


def hours_of(material: Material, drivers: Mapping[tuple[str, str], Record]) -> tuple[int, ...]:
    """Return the hours worth trying: the personas', and those that go with better results."""
    theirs = {hour for persona in material.personas for hour in persona.hours}
    better = {int(v) for (d, v), row in drivers.items() if d == "hour" and row["ratio"] > 1}
    return tuple(sorted(theirs | better)) or (HOUR,)


def theirs(slot: Slot, persona: Persona | None) -> float:
    """Return one for an hour of the persona, else none.

    Examples
    --------
    >>> at = datetime.fromisoformat("2026-11-23T20:00:00+01:00")
    >>> theirs(Slot(0, 0, at), Persona(name="Bakers", hours=(20,)))
    1.0
    """
    return 1.0 if persona and slot.local.hour in persona.hours else 0.0


def lead(form: str, means: Means) -> int:
    """Return the days that a form takes before it can go out, at most a third of the cycle."""
    return min(LEAD[form], means.cycle_days // 3)


def sooner(days: np.ndarray, means: Means) -> np.ndarray:
    """Return the share of the cycle that is left on each day."""
    left: np.ndarray = 1.0 - days / means.cycle_days
    return left
