"""People: whom to read first, by fit; the ranks with how sure they are; who turns to whom."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite, nan
from typing import Any

import pyarrow as pa
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from condat.charts.people import ranks
from condat.core.errors import InputError
from condat.core.places import place_name
from condat.core.settings import People
from condat.core.words import mark
from condat.report.facts import Record
from condat.report.page import Figure
from condat.report.persons import OPEN, STANCES, standing, sure, untold, weights
from condat.usecases.desk import Desk
from condat.usecases.team import weighing
from condat.usecases.team.strategy import personas_of
from condat.workspace.create.partnerships import opinions
from condat.workspace.jobs.actions import ask
from condat.workspace.pages.figures import figure
from condat.workspace.pages.found import Found, found
from condat.workspace.pages.listing import Column, Filter, Listing, answer, listed, search
from condat.workspace.pages.rows import Rows, equal
from condat.workspace.plan.people.cells import Cells
from condat.workspace.plan.people.company import company
from condat.workspace.protection.queries import objecting
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

DRAWN = 20
RANKS = ["name", "rank", "rank_low", "rank_high", "tier"]
WEIGHTS = {
    "expertise": mark("Expertise"),
    "fit": mark("Fit with the promise"),
    "relevance": mark("Relevance"),
    "resonance": mark("Resonance"),
    "authority": mark("Authority"),
    "reach": mark("Reach"),
}


@page(Act.READ)
def people(visit: Visit) -> HttpResponseBase:
    """Show whom to read first, then the ranks, the network and the weights."""
    here = found(visit.desk, visit.words)
    if here is None:
        return visit.show("plan/people.html", listing=None)
    topic = visit.request.GET.get("topic", "")
    hidden = objecting(visit.team)
    ranked = [r for r in here.where("people", topic=topic) if r["person_uri"] not in hidden]
    shown = _listing(visit, here, _rows(visit, here, topic, hidden), ranked)
    told = {
        "title": _title(visit, shown),
        "ranked": _ranked(visit, ranked),
        "chart": _figure(visit, ranked),
        "company": company(here, hidden, visit.words),
    }
    return answer(visit, "plan/people.html", shown, **told, **_weighed(visit, here))


def _weighed(visit: Visit, here: Found) -> dict[str, Any]:
    """Return the weights that the page stands on, and those that are being applied."""
    asked, used = visit.desk.settings.people, here.browsed.desk.settings.people
    return {
        "facts": here.facts,
        "found": here,
        "weights": asked.model_dump(),
        "seen": visit.seen(asked),
        "told": weights(used, visit.words),
        "changing": asked != used,
        "labels": WEIGHTS,
        "jobs": visit.team.jobs.filter(kind="rank")[:1],
    }


def _rows(visit: Visit, here: Found, topic: str, hidden: frozenset[str]) -> list[Record]:
    """Return the shortlist of a topic, or of a persona's topics, each person once."""
    every = [r for r in here.table("shortlist").to_pylist() if r["person_uri"] not in hidden]
    wanted = _topics_of(visit, here, visit.request.GET.get("persona", ""))
    topics = {topic} if topic or wanted is None else wanted
    best: dict[str, Record] = {}
    for row in sorted(every, key=lambda row: row["position"]):
        if row["topic"] in topics:
            best.setdefault(row["person_uri"], row)
    return opinions.led(visit.team, best.values())


def _topics_of(visit: Visit, here: Found, persona: str) -> set[str] | None:
    """Return the topics that hold a word of a persona; None when no persona is asked for."""
    known = {one.name: one for one in personas_of(visit.desk).personas}
    if persona not in known:
        return None
    said = {word.casefold() for word in known[persona].words}
    terms = here.table("topic_terms").to_pylist()
    return {one["topic"] for one in terms if {one["term"], one["label"].casefold()} & said}


def _title(visit: Visit, shown: Listing) -> str:
    first = next(iter(shown.page), None)
    if first is None:
        return visit.words("Nobody fits these filters")
    return visit.words("Read {name} first", name=first["name"])


def _filters(visit: Visit, here: Found, rows: list[Record]) -> tuple[Filter, ...]:
    topics = tuple((row["topic"], row["label"]) for row in here.table("topics").to_pylist())
    personas = tuple((one.name, one.name) for one in personas_of(visit.desk).personas)
    places = tuple(
        (place, place_name(place)) for place in sorted({row["place"] or "" for row in rows} - {""})
    )
    stances = tuple((code, visit.words.of(STANCES, code)) for code in STANCES)
    return (
        search("name"),
        Filter("topic", mark("Topic"), topics, _chosen),
        Filter("persona", mark("Persona"), personas, _chosen),
        Filter("place", mark("Where they write"), places, equal("place")),
        Filter("stance", mark("What they think of us"), stances, equal("stance")),
    )


def _chosen(rows: Rows, value: str) -> Rows:  # noqa: ARG001 - the rows were chosen by it already
    return rows


def _listing(visit: Visit, here: Found, rows: list[Record], ranked: list[Record]) -> Listing:
    cells = Cells(visit, here, {row["person_uri"]: row for row in ranked})
    columns = (
        Column("name", mark("Person"), cells.name, up=True),
        Column("position", mark("To read"), cells.passages, number=True, up=True),
        Column("expertise", mark("Expertise"), cells.expertise, number=True),
        Column("fit", mark("Fit"), cells.fit, number=True),
        *_known(cells, rows, ranked),
        Column("reach", mark("Reach"), cells.reach, number=True),
    )
    filters = _filters(visit, here, rows)
    return listed(
        visit,
        "people",
        rows,
        columns,
        filters,
        sort="position",
        order="ascending",
        detail=cells.why,
    )


def _known(cells: Cells, rows: list[Record], ranked: list[Record]) -> Iterator[Column]:
    """Give the columns of what is known of somebody at least: the others would say one thing."""
    if any(row["stance"] != OPEN for row in rows):
        yield Column("stance", mark("What they think of us"), cells.stance, up=True)
    if any(row["past_collaborations"] or row["competitor_collaborations"] for row in rows):
        yield Column("past_collaborations", mark("Worked with"), cells.worked, sorts=False)
    if any(row["rate"] is not None or row["available"] is not None for row in rows):
        yield Column("rate", mark("Terms"), cells.terms)
    if not (ranked and untold(ranked[0])):  # said once, under the table
        yield Column("person_uri", mark("Rank"), cells.rank, sorts=False)


def _ranked(visit: Visit, ranked: list[Record]) -> list[tuple[Record, str]]:
    first = sorted(ranked, key=lambda row: row["rank"])[:DRAWN]
    return [(row, standing(row, visit.words)) for row in first]


def _figure(visit: Visit, ranked: list[Record]) -> Figure | None:
    """Draw the ranks with their intervals."""
    first = sorted(ranked, key=lambda row: row["rank"])[:DRAWN]
    if not first:
        return None
    table = pa.Table.from_pylist(first).select(RANKS)
    return figure(sure(first[0], visit.words), ranks, table, visit.words)


@page(Act.DECIDE, "POST")
def weigh(visit: Visit) -> HttpResponse:
    """Change what counts, and rank again in the background."""
    given = {name: _weight(visit.request.POST.get(name, "")) for name in WEIGHTS}
    with transaction.atomic():
        visit.still(lambda: Desk.open(visit.team.root).settings.people)
        wanted: People = weighing.weigh(visit.desk, given)
        record(team=visit.team, by=visit.user, what="weights changed", detail=wanted.model_dump())
        ask(team=visit.team, kind="rank", by=visit.user, arguments=wanted.model_dump())
    return redirect(f"{visit.address('people')}#weights")


def _weight(text: str) -> float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = nan
    if not isfinite(number):
        raise InputError(mark("{text} is not a number."), text=text)
    return number
