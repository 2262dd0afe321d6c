"""The limits of one cycle: capacity, cadence, budget, people, and a bit of everything."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from condat.core.settings import Plan as Means
from condat.distribute.decisions import Proposal
from condat.distribute.material import Material
from condat.distribute.moments import Slot
from condat.distribute.pieces import ELSEWHERE, Pieces
from condat.distribute.problem import Limits, Reals, Whole

TOPIC_SHARE = 0.4  # of the rows that may be about one topic
FORM_SHARE = 0.5  # ... or of one form, articles excepted
FAIR = 1.5  # times its equal share that a message or a persona may have
DAYS = 5  # of a working week


def weeks(means: Means) -> int:
    """Count the weeks of a cycle, the last one started included."""
    return math.ceil(means.cycle_days / 7)


def capacity(means: Means, places: int) -> int:
    """Return the most rows that a cycle can hold, in so many places of ours."""
    ours = places * means.per_place_per_week * weeks(means)
    most = min(means.pieces_per_week * weeks(means), ours + means.partners_per_cycle)
    return min(means.rows, most)


def by_piece(found: Pieces, fixed: Sequence[Proposal], rows: int) -> list[Limits]:
    """Limit a keyword to one row, a topic or form to some; want each message and persona."""
    term_of = {term: i for i, term in enumerate(sorted({k.term for k in found.keywords}))}
    topics = sorted({k.topic for k in found.keywords if k.topic})
    term = np.array([term_of[k.term] for k in found.keywords], np.int64)
    topic = np.array([topics.index(k.topic) if k.topic else -1 for k in found.keywords], np.int64)
    per_topic = max(2, math.ceil(rows * TOPIC_SHARE))
    per_form = max(2, math.ceil(rows * FORM_SHARE))
    forms = [name for name in found.forms if name != "article"]
    form = np.array([forms.index(f) if f in forms else -1 for f in found.forms], np.int64)
    names = [persona.name if persona else None for persona in found.personas]
    return [
        Limits("piece", term[found.keyword], np.ones(len(term_of))),
        Limits("piece", topic[found.keyword], _left(topics, [p.topic for p in fixed], per_topic)),
        Limits("piece", form[found.form], _left(forms, [p.form for p in fixed], per_form)),
        _cover(found.message, found.messages, [p.message for p in fixed], rows),
        _cover(found.persona, names, [p.persona for p in fixed], rows),
    ]


def by_person(
    uris: list[str], costs: Reals, fixed: Sequence[Proposal], means: Means
) -> list[Limits]:
    """Limit a person to one row a cycle, the partners, and what they cost together."""
    busy = {p.person_uri for p in fixed if p.person_uri}
    spent = sum(p.cost or 0.0 for p in fixed)
    everybody = np.where(np.arange(len(uris) + 1) > 0, 0, -1)
    once = np.array([0.0 if uri in busy else 1.0 for uri in uris] or [1.0])
    partners = max(0.0, float(means.partners_per_cycle - len(busy)))
    return [
        Limits("person", np.arange(len(uris) + 1) - 1, once),
        Limits("person", everybody, np.array([partners])),
        Limits("person", everybody, np.array([max(0.0, means.budget - spent)]), weight=costs),
    ]


def by_slot(
    found: Pieces, moments: list[Slot], fixed: Sequence[Proposal], material: Material
) -> list[Limits]:
    """Limit the pieces of a week, and those of a place in a day and a week."""
    means, places = material.means, len(found.places)
    week = np.array([slot.week for slot in moments], np.int64)
    day = np.array([slot.day for slot in moments], np.int64)
    row = np.arange(places)[:, None]
    planned = _taken(found, fixed, material)
    every = np.full(weeks(means), float(means.pieces_per_week))
    any_day = np.full(means.cycle_days, float(math.ceil(means.pieces_per_week / DAYS)))
    daily = np.ones(places * means.cycle_days)
    weekly = np.full(places * weeks(means), float(means.per_place_per_week))
    for place, at in planned:
        every[at // 7] -= 1
        any_day[at] -= 1
        if place >= 0:
            daily[place * means.cycle_days + at] -= 1
            weekly[place * weeks(means) + at // 7] -= 1
    return [
        Limits("slot", np.tile(week, (places + 1, 1)), np.maximum(every, 0.0)),
        Limits("slot", np.tile(day, (places + 1, 1)), np.maximum(any_day, 0.0)),
        Limits("slot", _ours(row * means.cycle_days + day), np.maximum(daily, 0.0)),
        Limits("slot", _ours(row * weeks(means) + week), np.maximum(weekly, 0.0)),
    ]


def _ours(groups: Whole) -> Whole:
    """Add a last row of groups for what goes out elsewhere: no limit of ours looks at it."""
    return np.concatenate([groups, np.full((1, groups.shape[1]), -1)])


def _taken(found: Pieces, fixed: Sequence[Proposal], material: Material) -> list[tuple[int, int]]:
    """List place and day of what stands in the cycle already: decided rows and the calendar."""
    places = {place.casefold(): i for i, place in enumerate(found.places)}
    zone = ZoneInfo(material.means.time_zone)
    first = material.as_of.astimezone(zone).date().toordinal() + 1
    rows = [("" if p.form == ELSEWHERE else p.place, p.moment) for p in fixed]
    rows += [(c["channel"] or "", c["at"]) for c in material.calendar.to_pylist() if c["at"]]
    days = [(places.get(place.casefold(), -1), _day(at, zone) - first) for place, at in rows]
    return [(place, day) for place, day in days if 0 <= day < material.means.cycle_days]


def _day(at: datetime, zone: ZoneInfo) -> int:
    return at.astimezone(zone).date().toordinal()


def _left(names: Sequence[str | None], used: Sequence[str | None], most: int) -> Reals:
    count = Counter(used)
    return np.array([max(0.0, float(most - count[name])) for name in names] or [float(most)])


def _cover(
    group: Whole, names: Sequence[str | None], used: Sequence[str | None], rows: int
) -> Limits:
    """Want each name at least once, where a piece can carry it and no decided row does.

    None has more than half as much again as its equal share.
    """
    can = np.bincount(group, minlength=len(names)) > 0
    wanted = [
        float(name is not None and name not in used and can[i]) for i, name in enumerate(names)
    ]
    most = max(2, math.ceil(FAIR * rows / len(names))) if len(names) > 1 else rows
    upper = np.maximum(_left(names, used, most), wanted)
    return Limits("piece", group, upper, np.array(wanted))
