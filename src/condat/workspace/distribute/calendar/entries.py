"""What stands in the calendar: rows of the plan, and what was planned elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from condat.core.places import place_name
from condat.core.titles import folded
from condat.core.words import Words
from condat.report.titles import piece
from condat.usecases.desk import Desk
from condat.usecases.plan.agreed import agreed
from condat.usecases.plan.plans import last_plan
from condat.workspace.create.pieces.queries import dated
from condat.workspace.distribute.calendar.models import Joined
from condat.workspace.teams.models import Team

KINDS = ("plan", "piece", "event")
LONG = 4  # words that no two titles have in common by chance


@dataclass(frozen=True)
class Entry:
    """Something on a day.

    ``key`` stays the same when it moves. ``page`` is the path of its page in the team, or an
    address elsewhere. ``clock`` is null where only the day is known.
    """

    key: str
    kind: str
    title: str
    day: date
    clock: time | None
    place: str = ""
    who: str = ""
    page: str = ""
    row: str = ""  # of the plan, or the piece's number: what can be moved
    piece: int = 0
    state: str = ""
    joined: Mapping[str, str] = field(default_factory=dict)  # imported entries, by key, as called

    @property
    def when(self) -> tuple[date, time | None]:
        """The day, and the hour where it is known."""
        return self.day, self.clock


def entries(team: Team, desk: Desk, words: Words) -> list[Entry]:
    """List all that stands in the calendar, in the order of time."""
    rows, events = list(_rows(desk, words)), list(_events(desk))
    shown, told = {entry.row for entry in rows}, _told(team, zone_of(desk), events)
    known = [*rows, *_pieces(team, zone_of(desk), shown)]
    by_hand = _by_hand(team, {entry.key for entry in known}, events)
    alone = (one for one in events if one.key not in by_hand and not told(one))
    found = [*(_with_joined(one, by_hand, events) for one in known), *alone]
    return sorted(found, key=lambda one: (one.day, one.clock or time.min, one.title))


def _by_hand(team: Team, known: set[str], events: list[Entry]) -> dict[str, str]:
    """Return where each event that was joined to a piece stands, by their keys."""
    there, found = {event.key for event in events}, {}
    for one in Joined.objects.filter(team=team).select_related("piece"):
        at = {f"row-{one.piece.row}", f"piece-{one.piece.pk}"} & known
        if at and f"event-{one.entry}" in there:
            found[f"event-{one.entry}"] = min(at)
    return found


def _with_joined(entry: Entry, by_hand: Mapping[str, str], events: list[Entry]) -> Entry:
    told = {
        event.key.removeprefix("event-"): event.title
        for event in events
        if by_hand.get(event.key) == entry.key
    }
    return replace(entry, joined=told) if told else entry


def zone_of(desk: Desk) -> ZoneInfo:
    """Return the team's time zone."""
    return ZoneInfo(desk.settings.plan.time_zone)


def _rows(desk: Desk, words: Words) -> Iterator[Entry]:
    kept, zone = last_plan(desk), zone_of(desk)
    for row in agreed(desk, kept.rows if kept else []):
        if row["decision"] == "dismissed":
            continue
        local = row["moment"].astimezone(zone)
        yield Entry(
            key=f"row-{row['row']}",
            kind="plan",
            title=piece(row, words),
            day=local.date(),
            clock=local.time(),
            place=place_name(row["place"] or ""),
            who=row["person"] or "",
            page=f"plan/{row['row']}/",
            row=row["row"],
            state=row["decision"],
        )


def _pieces(team: Team, zone: ZoneInfo, shown: set[str]) -> Iterator[Entry]:
    """List the pieces that are due; one of a row of the plan stands there as the row."""
    for one in dated(team):
        if one.due is None or one.row in shown - {""}:
            continue
        local = one.due.astimezone(zone)
        yield Entry(
            key=f"piece-{one.pk}",
            kind="piece",
            title=one.title,
            day=local.date(),
            clock=local.time(),
            place=place_name(one.place),
            who=str(one.owner or ""),
            page=f"pieces/{one.pk}/",
            piece=one.pk,
            state=one.status,
        )


def _told(team: Team, zone: ZoneInfo, events: list[Entry]) -> Callable[[Entry], bool]:
    """Return what says that an imported entry is a piece of the team: by its address or its title.

    A title that stands there several times (each month's letter) is the piece's on its day alone;
    another may say more or less than the piece's.
    """
    pieces, often = list(dated(team)), Counter(folded(one.title) for one in events)
    addresses = {one.url for one in pieces} - {""}
    days: dict[str, set[date]] = defaultdict(set)
    for one in pieces:
        if one.due is not None:
            days[folded(one.title)].add(one.due.astimezone(zone).date())

    def named(event: Entry) -> bool:
        name = folded(event.title)
        if often[name] > 1:
            return event.day in days.get(name, ())
        return name in days or any(_within(name, title) for title in days)

    return lambda event: named(event) or event.page in addresses


def _within(one: str, other: str) -> bool:
    """Say whether all the words of one of two titles stand in the other.

    Examples
    --------
    >>> _within("kit premier levain de noël", "le kit premier levain la boîte de noël")
    True
    >>> _within("le levain", "le levain a faim")
    False
    """
    fewer, more = sorted((set(one.split()), set(other.split())), key=len)
    return len(fewer) >= LONG and fewer <= more


def _events(desk: Desk) -> Iterator[Entry]:
    """List what an imported calendar holds; midnight stands for a day whose hour is not known."""
    zone = zone_of(desk)
    for event in desk.corpus.snapshot().arrow("calendar").to_pylist():
        if event["at"] is None:
            continue
        local: datetime = event["at"].astimezone(zone)
        timed = event["at"].time() != time.min
        yield Entry(
            key=f"event-{event['uri']}",
            kind="event",
            title=event["title"] or event["uri"],
            day=local.date() if timed else event["at"].date(),
            clock=local.time() if timed else None,
            place=event["channel"] or "",
            who=event["owner"] or "",
            page=event["url"] or "",
            state=event["status"] or "",
        )
