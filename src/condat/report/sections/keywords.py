"""Which words to write on: asked for, and not yet well answered."""

from __future__ import annotations

from condat.charts.keywords import opportunities
from condat.core.words import mark
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
    blocks: tuple[Block, ...] = (chart, _grid(facts, rows), *_unknown(facts, rows))
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
    """Lay out the keywords; searches and trends where some are known."""
    words = facts.words
    searched, moving = _known(rows, "searches"), _known(rows, "trend")
    headers = (
        words("Keyword"),
        words("Language"),
        words("Opportunity"),
        words("Demand"),
        words("What exists"),
        words("Questions"),
        *((words("Searches"),) if searched else ()),
        *((words("Trend"),) if moving else ()),
    )
    lines = (
        (
            *_cells(facts, row),
            *((_searches(facts, row),) if searched else ()),
            *((trend(facts, row),) if moving else ()),
        )
        for row in rows
    )
    shown = zip(lines, rows, strict=True)
    grid = tuple(Row(cells, _evidence(facts, row)) for cells, row in shown)
    return Grid(headers, grid, numbers=(2, 3, 4, 5, 6) if searched else (2, 3, 4, 5))


def _known(rows: list[Record], name: str) -> bool:
    return any(row[name] is not None for row in rows)


def _cells(facts: Facts, row: Record) -> tuple[str, ...]:
    words = facts.words
    return (
        row["label"],
        words.language_name(row["language"]),
        words.percent(row["opportunity"]),
        words.percent(row["demand"]),
        words.percent(row["supply"]),
        words.number(row["questions"]),
    )


def _searches(facts: Facts, row: Record) -> str:
    return "–" if row["searches"] is None else facts.words.number(row["searches"])


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


def _unknown(facts: Facts, rows: list[Record]) -> tuple[Note, ...]:
    """Say once what is known of no keyword, and what it takes."""
    told = (
        (_SEARCHES, _known(rows, "searches")),
        (_TRENDS, _known(rows, "trend")),
    )
    return tuple(Note(facts.words(text), "unknown") for text, known in told if not known)


_SEARCHES = mark("No search data yet: import a Search Console export to count searches as demand.")
_TRENDS = mark("No trend can be told yet: too few people write on these words.")
