"""Which words to write on: asked for, and not yet well answered."""

from __future__ import annotations

from condat.charts.keywords import opportunities
from condat.report.facts import Facts, Record
from condat.report.page import Block, Grid, Note, Post, Row, Section

SHOWN = 15


def section(facts: Facts) -> Section:
    """Lay out the keywords with the greatest opportunity in the languages of the watch."""
    words = facts.words
    rows = _best(facts)
    if not rows:
        lead = words("Import or listen to posts first: keywords are read from what people write.")
        return Section("keywords", "plan", words("No keywords yet"), lead, ())
    title = words("“{keyword}” is the best opportunity", keyword=rows[0]["label"])
    lead = words("An opportunity is something people ask for that nobody answers well yet.")
    caption = words("Demand (dot, with its interval) against what exists (bar)")
    shown = facts.tables["keywords"].filter(_mask(facts, rows))
    ordered = shown.sort_by([("opportunity", "descending"), ("audience", "descending")])
    chart = facts.figure(caption, opportunities(ordered, words), caption)
    blocks: tuple[Block, ...] = (chart, _grid(facts, rows), *_no_searches(facts, rows))
    return Section("keywords", "plan", title, lead, blocks)


def _best(facts: Facts) -> list[Record]:
    rows = [row for row in facts.rows("keywords") if row["opportunity"] is not None]
    return sorted(rows, key=lambda row: (-row["opportunity"], -row["audience"], row["term"]))[
        :SHOWN
    ]


def _mask(facts: Facts, rows: list[Record]) -> list[bool]:
    chosen = {(row["term"], row["language"]) for row in rows}
    table = facts.tables["keywords"].select(["term", "language"]).to_pylist()
    return [(row["term"], row["language"]) in chosen for row in table]


def _grid(facts: Facts, rows: list[Record]) -> Grid:
    words = facts.words
    headers = (
        words("Keyword"),
        words("Language"),
        words("Opportunity"),
        words("Demand"),
        words("What exists"),
        words("Searches"),
        words("Questions"),
        words("Trend"),
    )
    lines = tuple(Row(_cells(facts, row), _evidence(facts, row)) for row in rows)
    return Grid(headers, lines, numbers=(2, 3, 4, 5, 6))


def _cells(facts: Facts, row: Record) -> tuple[str, ...]:
    words = facts.words
    searches = "–" if row["searches"] is None else words.number(row["searches"])
    return (
        row["label"],
        words.language_name(row["language"]),
        words.percent(row["opportunity"]),
        words.percent(row["demand"]),
        words.percent(row["supply"]),
        searches,
        words.number(row["questions"]),
        trend(facts, row),
    )


def _evidence(facts: Facts, row: Record) -> tuple[Post, ...]:
    return facts.evidence(row["evidence"], terms=(row["label"], row["term"]))


def trend(facts: Facts, row: Record) -> str:
    """Say the trend in words; a change that chance explains is called steady."""
    words = facts.words
    if row["trend"] is None:
        return words("cannot know yet")
    if row["trend_low"] > 1:
        return words("rising (× {ratio})", ratio=words.number(row["trend"], 1))
    if row["trend_high"] < 1:
        return words("falling (× {ratio})", ratio=words.number(row["trend"], 1))
    return words("steady")


def _no_searches(facts: Facts, rows: list[Record]) -> tuple[Note, ...]:
    if any(row["searches"] is not None for row in rows):
        return ()
    told = facts.words(
        "No search data yet: import a Search Console export to count searches as demand."
    )
    return (Note(told, "unknown"),)
