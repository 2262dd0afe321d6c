"""A keyword's own page: its numbers, over time, who uses it, what it means, its posts."""

from __future__ import annotations

from django.http import HttpResponse

from condat.core.words import mark
from condat.report.facts import Record
from condat.report.sections.keywords import trend
from condat.workspace.create.cues.heard import unwilling
from condat.workspace.pages.found import Found, found
from condat.workspace.pages.listing import Cell
from condat.workspace.pages.rows import Row
from condat.workspace.plan.words.gone import gone_word
from condat.workspace.plan.words.keywords import Numbers
from condat.workspace.plan.words.overtime import overtime
from condat.workspace.plan.words.senses import checks, meaning
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

TITLES = {
    "open": mark("“{keyword}” is asked for and hardly answered"),
    "answered": mark("“{keyword}” is asked for and already well answered"),
    "quiet": mark("“{keyword}” is hardly asked for"),
}
HALF = 0.5
COUNTED = ("asked", "searched")  # reasons that stand among the numbers
OPENS = {"written": "authors", "trend": "trend"}  # the number that a kind of reason opens


@page(Act.READ)
def keyword(visit: Visit, language: str, term: str) -> HttpResponse:
    """Show a keyword with its evidence."""
    here = found(visit.desk, visit.words)
    rows = here.where("keywords", language=language, term=term) if here else []
    if here is None or not rows:
        return gone_word(visit, here, term)
    row, of = rows[0], f"{language}:{term}"
    known = checks(visit, here)
    checked = known.of(row["label"], term)
    posts = here.evidence(row["evidence"], (row["label"], term))
    return visit.show(
        "plan/keyword.html",
        row=row,
        found=here,
        facts=here.facts,
        title=visit.words(TITLES[_kind(row)], keyword=row["label"]),
        numbers=_numbers(visit, here, row),
        reasons=_reasons(visit, here, row),
        figure=overtime(here, of, "month"),
        users=here.where("keyword_users", of=of),
        meaning=meaning(visit, known, checked) if checked else None,
        posts=posts,
        unwilling=unwilling(visit.team, visit.desk, [one.uri for one in posts]),
        terms=(row["label"], term),
    )


def _reasons(visit: Visit, here: Found, row: Record) -> list[Cell]:
    """Say what speaks for a word; what counts people or posts opens onto these posts."""
    of = f"{row['language']}:{row['term']}"
    kept = [one for one in row["reasons"] if one["code"] not in COUNTED]
    numbers = [OPENS.get(one["code"].partition("_")[0], "") for one in kept]
    said = zip(here.facts.say(kept), numbers, strict=True)
    return [
        Cell(told, visit.evidence(here, "keyword", of, number) if number else "", opens=True)
        for told, number in said
    ]


def _kind(row: Record) -> str:
    if row["demand"] < HALF:
        return "quiet"
    return "open" if row["supply"] < HALF else "answered"


def _numbers(visit: Visit, here: Found, row: Row) -> list[tuple[str, Cell | str]]:
    """Return each number with its name."""
    cell, words = Numbers(visit, here), visit.words
    shown = (
        (words("Opportunity"), cell.share("opportunity")),
        (words("Demand"), cell.sure("demand")),
        (words("What exists"), cell.sure("supply")),
        (words("Trend"), cell.said("trend", lambda row: trend(here.facts, row))),
        (words("Questions"), cell.count("questions")),
        (words("Searches"), cell.count("searches")),
        (words("Posts"), cell.count("posts")),
    )
    return [(label, show(row)) for label, show in shown]
