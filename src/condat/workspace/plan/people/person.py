"""A person's page: what they write on our subjects, who listens, whom they cite, our history."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from markupsafe import Markup

from condat.charts import small
from condat.core.places import place_name
from condat.core.words import mark
from condat.report.facts import Record
from condat.report.persons import standing
from condat.workspace.create.cues.heard import unwilling
from condat.workspace.create.inspired.queries import of_person
from condat.workspace.create.partnerships import opinions
from condat.workspace.create.partnerships.queries import with_person
from condat.workspace.pages.found import Found, found
from condat.workspace.pages.gone import Way, gone
from condat.workspace.pages.listing import Cell
from condat.workspace.plan.people.cells import Cells
from condat.workspace.plan.people.history import history
from condat.workspace.protection.queries import objecting
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

SHOWN = 8
OPENS = {  # the number that a kind of reason opens
    "people.expertise": "expertise",
    "people.fit": "fit",
    "people.stance": "stance",
    "people.named": "stance",
}
TIES = {
    "answers": mark("answers"),
    "cites": mark("cites"),
    "names": mark("mentions"),
    "spreads": mark("shares"),
}


@page(Act.READ)
def person(visit: Visit, key: str) -> HttpResponse:
    """Show what somebody writes on our subjects, and what is between us."""
    here = found(visit.desk, visit.words)
    uri = here.browsed.persons.get(key) if here else None
    if here is None or uri is None:
        return _gone(visit)
    listed = opinions.led(visit.team, here.where("shortlist", person_uri=uri))
    ranked = here.where("people", person_uri=uri)
    works = here.where("works", person_uri=uri)
    who = _who(visit, here, listed, ranked)
    passages = _passages(here, listed)
    best, newest = _works(visit, here, _best(works)), _works(visit, here, works[:SHOWN])
    return visit.show(
        "plan/person.html",
        **who,
        inspired=of_person(visit.team, uri, who["name"]),
        found=here,
        facts=here.facts,
        passages=passages,
        subjects=_subjects(visit, here, ranked),
        best=best,
        newest=newest,
        unwilling=unwilling(
            visit.team, visit.desk, [post.uri for post, _ in (*passages, *best, *newest)]
        ),
        listeners=_ties(here, "target_uri", "source", uri),
        cited=_ties(here, "source_uri", "target", uri),
        ties=TIES,
        objects=uri in objecting(visit.team),
        history=history(visit, uri),
        uri=uri,
        partnership=with_person(visit.team, uri),
    )


def _gone(visit: Visit) -> HttpResponse:
    """Say that nobody has a page at this address; not who had, nor why they have none now."""
    words = visit.words
    return gone(
        visit,
        title=words("Nobody has a page at this address now"),
        told=words("Who has a page follows from the posts and is computed anew with each plan."),
        on=[
            Way(words("All people"), visit.address("people")),
            Way(words("Search the posts"), visit.address("search")),
        ],
    )


def _who(visit: Visit, here: Found, listed: list[Record], ranked: list[Record]) -> dict[str, Any]:
    """Return the name, the title and the numbers, over the whole watch where it is known."""
    row = min(listed, key=lambda one: (one["topic"] != "", one["position"]), default=None)
    whole = next((one for one in ranked if not one["topic"]), None)
    name = (row or whole or ranked[0])["name"]
    return {
        "name": name,
        "title": _title(visit, here, name, ranked),
        "place": place_name(row["place"] or "") if row else "",
        "numbers": _numbers(visit, here, row, whole),
        "reasons": _reasons(visit, here, row) if row else [],
    }


def _reasons(visit: Visit, here: Found, row: Record) -> list[Cell]:
    """Say what speaks for somebody; what counts posts opens onto them."""
    of = f"{row['topic']}|{row['person_uri']}"
    numbers = [OPENS.get(".".join(one["code"].split(".")[:2]), "") for one in row["reasons"]]
    said = zip(here.facts.say(row["reasons"]), numbers, strict=True)
    return [
        Cell(told, visit.evidence(here, "person", of, number) if number else "", opens=True)
        for told, number in said
    ]


def _numbers(
    visit: Visit, here: Found, row: Record | None, whole: Record | None
) -> list[tuple[str, Cell | str]]:
    """Return the rank over the whole watch, and what the shortlist says, where they are in it."""
    words, ranked = visit.words, {whole["person_uri"]: whole} if whole else {}
    cells = Cells(visit, here, ranked)
    numbers: list[tuple[str, Cell | str]] = [
        (words("Rank"), cells.rank(one)) for one in ranked.values()
    ]
    if row:
        numbers += [
            (words("Expertise"), cells.expertise(row)),
            (words("Fit"), cells.fit(row)),
            (words("What they think of us"), cells.stance(row)),
            (words("Worked with"), cells.worked(row)),
            (words("Terms"), cells.terms(row)),
            (words("Reach"), cells.reach(row)),
        ]
    return numbers


def _title(visit: Visit, here: Found, name: str, ranked: list[Record]) -> str:
    words, labels = visit.words, _labels(here)
    subjects = [one for one in ranked if one["topic"] in labels]
    best = max(subjects, key=lambda one: (one["posts"], one["topic"]), default=None)
    if best is None:
        posts = max((one["posts"] for one in ranked), default=0)
        return words.plural(
            "{name}: {count} post on our subjects",
            "{name}: {count} posts on our subjects",
            posts,
            name=name,
        )
    return words("{name} writes most on {topic}", name=name, topic=labels[best["topic"]])


def _labels(here: Found) -> dict[str, str]:
    return {row["topic"]: row["label"] for row in here.table("topics").to_pylist()}


def _subjects(visit: Visit, here: Found, ranked: list[Record]) -> list[tuple[str, Record, str]]:
    """Return the topics they write on, most posts first, with their rank in each."""
    labels = _labels(here)
    rows = sorted((r for r in ranked if r["topic"] in labels), key=lambda r: -r["posts"])
    return [(labels[row["topic"]], row, standing(row, visit.words)) for row in rows]


def _passages(here: Found, listed: list[Record]) -> list[tuple[Any, tuple[str, ...]]]:
    """Return the passages to read before deciding, each with why."""
    told = {one["post_uri"]: one for row in listed for one in row["passages"] or ()}
    shown = here.quoting({uri: one["text"] for uri, one in list(told.items())[:SHOWN]})
    reasons = [here.facts.say(one["reasons"]) for one in list(told.values())[:SHOWN]]
    return list(zip(shown, reasons, strict=False))


def _best(works: list[Record]) -> list[Record]:
    """Return the posts that surely did better than usual, the best first."""
    over = [row for row in works if row["ratio_low"] is not None and row["ratio_low"] > 1]
    return sorted(over, key=lambda row: -row["ratio_low"])[:SHOWN]


def _works(visit: Visit, here: Found, rows: list[Record]) -> list[tuple[Any, Cell | None]]:
    """Return posts, each with its result against the person's usual one."""
    posts = here.quoted([row["post_uri"] for row in rows])
    kept = [row for row in rows if row["post_uri"] in posts]
    told = here.evidence([row["post_uri"] for row in kept])
    return [(post, _result(visit, here, row)) for post, row in zip(told, kept, strict=True)]


def _result(visit: Visit, here: Found, row: Record) -> Cell | None:
    if row["ratio"] is None:
        return None
    words = visit.words
    low, high = (words.decimal(row[f"ratio_{end}"]) for end in ("low", "high"))
    told = words("{low} to {high}", low=low, high=high)
    drawn = small.ratio(row["ratio"], row["ratio_low"], row["ratio_high"], told)
    address = visit.evidence(here, "result", row["post_uri"], "ratio")
    picture = Markup(drawn)  # noqa: S704 - drawn by us
    return Cell(f"× {words.decimal(row['ratio'])}", address, opens=True, picture=picture)


def _ties(here: Found, end: str, other: str, uri: str) -> list[dict[str, Any]]:
    """Return the people at the other end of somebody's ties, with what is done how often."""
    met: dict[str, dict[str, Any]] = {}
    for row in here.where("ties", **{end: uri}):
        one = met.setdefault(
            row[f"{other}_uri"],
            {"uri": row[f"{other}_uri"], "name": row[other], "acts": 0, "kinds": []},
        )
        one["acts"] += row["acts"]
        one["kinds"].append((row["kind"], row["acts"]))
    return sorted(met.values(), key=lambda one: (-one["acts"], one["name"]))[:SHOWN]
