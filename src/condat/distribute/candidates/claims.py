"""What takes a place in the cycle already: decided rows and the entries of the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from condat.core.places import place_of
from condat.distribute.decisions import Decision
from condat.distribute.material import Material

ELSEWHERE = "guest post"  # the form that goes out in the partner's own place


@dataclass(frozen=True)
class Claim:
    """Something that goes out on a day of the cycle (counted from 0).

    ``row`` is the decided row, null for an entry of the calendar; ``place`` is empty for what goes
    out elsewhere.
    """

    row: str | None
    title: str
    place: str
    day: int


def first_day(material: Material) -> date:
    """Return the first day of the cycle: tomorrow, for the team."""
    zone = ZoneInfo(material.means.time_zone)
    return material.as_of.astimezone(zone).date() + timedelta(days=1)


def claims(material: Material, ahead: Sequence[Decision]) -> list[Claim]:
    """List what takes a place in the cycle, in the order of days."""
    ours = sorted({place for place in material.ours["source"].to_pylist() if place})
    zone, first = ZoneInfo(material.means.time_zone), first_day(material)

    def day(at: datetime) -> int:
        return (at.astimezone(zone).date() - first).days

    found = [Claim(d.row, d.proposal.title, _place(d), day(d.proposal.moment)) for d in ahead]
    found += [
        Claim(None, entry["title"] or "", home(entry["channel"] or "", ours), day(entry["at"]))
        for entry in material.calendar.to_pylist()
        if entry["at"]
    ]
    inside = [claim for claim in found if 0 <= claim.day < material.means.cycle_days]
    return sorted(inside, key=lambda claim: (claim.day, claim.title))


def _place(decision: Decision) -> str:
    return "" if decision.proposal.form == ELSEWHERE else decision.proposal.place


def home(channel: str, places: Sequence[str]) -> str:
    """Return the place of ours that a channel names: "Instagram" is instagram-bakery.

    Examples
    --------
    >>> home("Instagram", ["site", "instagram-bakery"]), home("Newsletter", ["site"])
    ('instagram-bakery', 'Newsletter')
    >>> home("Instagram bakery", ["instagram-bakery"])  # as pages name it
    'instagram-bakery'
    """
    named = channel.casefold()
    exact = place_of(channel, places)
    within = [place for place in places if named and named in place.casefold()]
    return exact if exact in places else (within or [channel])[0]
