"""What Home tells: what waits for somebody, how quick the loop is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil
from statistics import median
from typing import Any

from condat.core.places import place_told
from condat.core.words import Words, mark
from condat.report.facts import Facts
from condat.usecases.desk import Desk
from condat.usecases.listen.health import health
from condat.usecases.listen.sources import sources_of
from condat.usecases.plan.agreed import PROPOSED, agreed
from condat.usecases.plan.plans import ended
from condat.usecases.team.strategy import gate_of
from condat.workspace.create.inspired.queries import ending
from condat.workspace.create.partnerships.budget import said
from condat.workspace.create.partnerships.queries import spent_in_cycle, today_of
from condat.workspace.create.pieces.kinds import Status
from condat.workspace.distribute.rows import as_agreed
from condat.workspace.jobs.models import State
from condat.workspace.pages.labels import FIELDS
from condat.workspace.teams.models import Team
from condat.workspace.teams.roles import Act

DAY = 86_400
FEW = 3
HEARD = ("import", "post", "listen")  # jobs that bring posts
OLD = 366  # days: what was said so long ago started no plan


@dataclass(frozen=True)
class Waiting:
    """Something that somebody has to do, the page where it is done, and what that takes."""

    text: str
    page: str
    values: dict[str, Any] = field(default_factory=dict)
    act: Act = Act.DECIDE


def waiting(team: Team, desk: Desk, facts: Facts | None, words: Words) -> list[Waiting]:
    """Say what waits, most basic first: the strategy, the watch, the plan, then the rest."""
    today = desk.as_of.date()
    return [
        *_strategy(desk, words),
        *_start(desk, facts, words),
        *_sources(desk, words),
        *_rows(desk, facts, words),
        *_pieces(team, today, words),
        *_tests(team, today, words),
        *_lessons(team, words),
        *_rights(team, today, words),
    ]


def parted(every: list[Waiting], may: Callable[[Act], bool]) -> tuple[list[Waiting], list[Waiting]]:
    """Return what somebody can see to, and what others of the team have to."""
    return [one for one in every if may(one.act)], [one for one in every if not may(one.act)]


def _strategy(desk: Desk, words: Words) -> Iterator[Waiting]:
    gate = gate_of(desk)
    unwritten = list(dict.fromkeys(gap.field.split(".")[0] for gap in gate.missing))
    write = (mark("Write: {field}"), mark("Write the strategy: {count} fields to go."))
    approve = (mark("Approve: {field}"), mark("Approve the strategy: {count} fields to go."))
    for names, (one, many) in ((unwritten, write), (gate.waiting, approve)):
        told = [words(one, field=words(FIELDS[name])) for name in names]
        short = told if len(told) <= FEW else [words(many, count=len(told))]
        yield from (Waiting(text, "strategy") for text in short)


def _start(desk: Desk, facts: Facts | None, words: Words) -> Iterator[Waiting]:
    if not desk.corpus.snapshot().version:
        told = words("Import posts or add a source to listen to.")
        yield Waiting(told, "listen", act=Act.LISTEN)
    elif facts is None and ended(desk):
        told = words("Make a plan again: an erasure ended what the last one stood on.")
        yield Waiting(told, "plan")
    elif facts is None:
        yield Waiting(words("Make the first plan."), "plan")


def _sources(desk: Desk, words: Words) -> Iterator[Waiting]:
    if not sources_of(desk):
        return
    for one in health(desk, desk.as_of):
        if one.status == "broken":
            told = words("{source} cannot be read any more.", source=place_told(one.name, words))
            yield Waiting(told, "listen", act=Act.LISTEN)


def _rows(desk: Desk, facts: Facts | None, words: Words) -> Iterator[Waiting]:
    """Count the rows of the plan that nobody has decided on."""
    rows = agreed(desk, facts.rows("plan")) if facts else []
    count = sum(row["decision"] == PROPOSED for row in rows)
    if count:
        told = words.plural(
            "{count} row of the plan is waiting for a decision.",
            "{count} rows of the plan are waiting for a decision.",
            count,
        )
        yield Waiting(told, "plan")


def _pieces(team: Team, today: date, words: Words) -> Iterator[Waiting]:
    late = team.pieces.filter(due__date__lt=today).exclude(status=Status.PUBLISHED)
    for one in late.order_by("due", "pk"):
        due = words.day(one.due) if one.due else ""
        told = words("{title} was due on {date}.", title=one.title, date=due)
        yield Waiting(told, "piece", {"number": one.pk})


def _tests(team: Team, today: date, words: Words) -> Iterator[Waiting]:
    for one in team.trials.filter(started_at__isnull=False, ended_at=None, ends_on__lte=today):
        told = words("The test “{name}” has reached its end: decide.", name=one.varies)
        yield Waiting(told, "trial", {"number": one.pk})


def _lessons(team: Team, words: Words) -> Iterator[Waiting]:
    count = team.lessons.filter(state="proposed").count()
    if count:
        told = words.plural(
            "{count} lesson is waiting for a decision.",
            "{count} lessons are waiting for a decision.",
            count,
        )
        yield Waiting(told, "lessons")


def _rights(team: Team, today: date, words: Words) -> Iterator[Waiting]:
    """Tell of the rights to reuse that end within a month, or have just ended."""
    for one in ending(team, today):
        ended, ends = _ENDINGS[one.match.gone]
        told = ended if one.ends_on < today else ends
        named = words(told, title=str(one.match), date=words.date(one.ends_on))
        yield Waiting(named, "match", {"number": one.match_id}, Act.PARTNER)


_ENDINGS = {  # whether whoever wrote it was erased: ended, and ends soon
    False: (
        mark("The right to reuse “{title}” ended on {date}."),
        mark("The right to reuse “{title}” ends on {date}."),
    ),
    True: (
        mark("The right to reuse a post of a person who was erased ended on {date}."),
        mark("The right to reuse a post of a person who was erased ends on {date}."),
    ),
}


@dataclass(frozen=True)
class News:
    """Something that came about without anybody's decision, and the page that shows it."""

    text: str
    page: str


def news(team: Team, since: datetime, words: Words) -> list[News]:
    """Say what the team's jobs brought since a moment: posts, a plan."""
    done = team.jobs.filter(state=State.DONE, ended_at__gt=since)
    heard = done.filter(kind__in=HEARD).values_list("result", flat=True)
    posts = sum((result or {}).get("posts", 0) for result in heard)
    told = words.plural("{count} post was collected.", "{count} posts were collected.", posts)
    found = [News(told, "listen")] if posts else []
    if done.filter(kind="plan").exists():
        found.append(News(words("A new plan was made: see what changed."), "plan-changes"))
    return found


def money(team: Team, desk: Desk, facts: Facts | None, words: Words) -> list[str]:
    """Say what this cycle gave and promised, currency by currency, and what the plan's rows take.

    Nothing where there is neither a budget nor a promise.
    """
    plan = desk.settings.plan
    told = [said(one, words) for one in spent_in_cycle(team, plan, today_of(desk))[1]]
    measures = as_agreed(desk, facts).measures if facts else None
    limits = measures.ceilings if measures else ()
    taken = next((one.used for one in limits if one.name == "budget" and one.most), None)
    if told and taken is not None:
        cost = words.money(taken, plan.currency)
        told.append(words("The rows of the plan take {money}.", money=cost))
    return told


def signal_days(facts: Facts | None) -> int | None:
    """Return the days from the last post that spoke for a row to the plan that proposed it.

    The middle of the rows, a day at least; None where no row has a dated post, or where the
    middle is older than a year.
    """
    rows = facts.rows("plan") if facts else []
    days = [_days(facts, row) for row in rows] if facts else []
    known = [one for one in days if one is not None]
    middle = max(1, ceil(median(known))) if known else OLD
    return middle if middle < OLD else None


def _days(facts: Facts, row: dict[str, Any]) -> float | None:
    posts = (facts.posts.get(uri) for uri in row["evidence"] or ())
    moments = [post["published"] for post in posts if post and post["published"]]
    if not moments:
        return None
    return float(max((facts.as_of - max(moments)).total_seconds(), 0) / DAY)
