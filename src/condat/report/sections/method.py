"""How it was computed, and what cannot be known yet."""

from __future__ import annotations

from condat.core.words import mark
from condat.report.facts import Facts
from condat.report.page import Grid, Note, Row, Section
from condat.report.sections.plan import unknown

FORMULAS = (
    (
        mark("Demand"),
        mark(
            "people who write, ask and search, weighted by what such posts draw; its logarithm as "
            "a share of the highest of all words"
        ),
    ),
    (
        mark("What exists"),
        mark("how many posts treat the term in their title or opening, how deep, how recent"),
    ),
    (mark("Opportunity"), mark("demand × (1 − what exists)")),
    (mark("Trend"), mark("posts of the last period over the one before, with its interval")),
    (
        mark("Ratio"),
        mark("a post’s engagement over its author’s usual one, shrunk to peers (Gamma-Poisson)"),
    ),
    (
        mark("Rank interval"),
        mark("posts are drawn again with random weights; 90% of the draws keep every rank inside"),
    ),
    (
        mark("The plan"),
        mark("the set of rows with the highest value under budget, capacity and cadence (HiGHS)"),
    ),
)


def section(facts: Facts) -> Section:
    """Lay out the formulas in words, and what it would take to know more."""
    words = facts.words
    rows = tuple(Row((words(name), words(formula))) for name, formula in FORMULAS)
    grid = Grid((words("Number"), words("How it is computed")), rows)
    told = words(
        "From version {version} of the corpus, as of {date}; it gives the same figures again.",
        version=facts.version,
        date=words.date(facts.as_of),
    )
    title = words("How these numbers were made")
    return Section("method", "measure", title, told, (grid, *_unknown(facts)))


def _unknown(facts: Facts) -> tuple[Note, ...]:
    notes = unknown(facts)
    if not notes:
        return ()
    return (Note(facts.words("What cannot be known yet, and what it would take:")), *notes)
