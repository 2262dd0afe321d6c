"""What over-performs, each post against its own author's usual result."""

from __future__ import annotations

import pyarrow as pa

from condat.charts.performance import drivers
from condat.core.places import place_name
from condat.core.words import mark
from condat.plan.performance.traits import WEEKDAYS
from condat.report.drawn import SELDOM, SMALL, drew, usual
from condat.report.facts import Facts, Record
from condat.report.labels import KINDS
from condat.report.page import Block, Grid, Note, Row, Section

SHOWN = 10
BEST = {
    "topic": mark("The topic that does best: {value}"),
    "form": mark("The format that does best: {value}"),
    "length": mark("The length that does best: {value}"),
    "word": mark("The word that does best: “{value}”"),
    "hour": mark("The hour that does best: {value}"),
    "weekday": mark("The day that does best: {value}"),
    "place": mark("The place that does best: {value}"),
}
DIMENSIONS = {
    "topic": mark("topic"),
    "form": mark("format"),
    "length": mark("length"),
    "word": mark("word"),
    "hour": mark("hour"),
    "weekday": mark("day"),
    "place": mark("place"),
}


def section(facts: Facts) -> Section:
    """Lay out the drivers and the posts that did best against their author's baseline."""
    words = facts.words
    posts = [row for row in facts.rows("performance") if row["ratio"] is not None]
    if not posts:
        lead = words(
            "No counts of engagement, and too few links between posts to stand in for them."
        )
        note = Note(
            words("Import counts (likes, replies, shares) of at least 30 posts to know."), "unknown"
        )
        return Section(
            "performance", "plan", words("What over-performs: cannot know yet"), lead, (note,)
        )
    proven = [row for row in facts.rows("drivers") if row["ratio_low"] > 1 or row["ratio_high"] < 1]
    blocks = (*_figure(facts, proven), _grid(facts, posts))
    return Section("performance", "plan", _title(facts, proven), _lead(facts, posts), blocks)


def _lead(facts: Facts, posts: list[Record]) -> str:
    """Say what each post is compared with, what was counted, and how small counts are read."""
    words, measures = facts.words, {row["measure"] for row in posts}
    told = [
        words(
            "Each post is compared with its author’s usual result; small accounts get wide "
            "intervals."
        )
    ]
    if measures == {"links"}:
        told.append(
            words("This corpus has no engagement counts: links to a post stand in for them.")
        )
    elif "links" in measures:
        told.append(
            words("Where a source has no engagement counts, links to a post stand in for them.")
        )
    if any(row["expected"] < SELDOM for row in posts):
        told.append(words(SMALL))
    return " ".join(told)


def _title(facts: Facts, proven: list[Record]) -> str:
    words = facts.words
    best = max(proven, key=lambda row: row["ratio"], default=None)
    if best is None or best["ratio"] <= 1:
        return words("Nothing is shown to over-perform yet")
    told = BEST[best["dimension"]]
    return words(told, value=_value(facts, best))


def label(facts: Facts, row: Record) -> str:
    """Name a driver: its dimension and value, as a reader says them."""
    return facts.words(
        "{dimension}: {value}",
        dimension=facts.words.of(DIMENSIONS, row["dimension"]),
        value=_value(facts, row),
    )


def _value(facts: Facts, row: Record) -> str:
    words, dimension, value = facts.words, row["dimension"], str(row["value"])
    if dimension == "topic":
        labels = {topic["topic"]: topic["label"] for topic in facts.rows("topics")}
        return str(labels.get(value, value))
    if dimension == "form":
        return words.of(KINDS, value) if value in KINDS else value
    if dimension == "weekday":
        return words.weekday(WEEKDAYS.index(value))
    if dimension == "hour":
        return words("{hour}:00", hour=int(value))
    if dimension == "place":
        return place_name(value)
    return _length(facts, value) if dimension == "length" else value


def _length(facts: Facts, value: str) -> str:
    low, _, high = value.rstrip("+").partition("-")
    if not high:
        return facts.words("{low} words or more", low=int(low))
    return facts.words("{low} to {high} words", low=int(low), high=int(high))


def _figure(facts: Facts, proven: list[Record]) -> tuple[Block, ...]:
    rows = sorted(proven, key=lambda row: (-row["ratio"], row["dimension"], row["value"]))[:SHOWN]
    if not rows:
        return (
            Note(
                facts.words("No form, hour, length or word is told apart from chance yet."),
                "unknown",
            ),
        )
    columns = {name: [row[name] for row in rows] for name in ("ratio", "ratio_low", "ratio_high")}
    table = pa.table({"label": [label(facts, row) for row in rows], **columns})
    caption = facts.words("What goes with doing better or worse than usual")
    return (facts.figure(caption, drivers(table, facts.words), caption),)


def _grid(facts: Facts, posts: list[Record]) -> Grid:
    words = facts.words
    best = sorted(posts, key=lambda row: (-row["ratio_low"], row["post_uri"]))[:SHOWN]
    headers = (
        words("Post"),
        words("Author"),
        words("Observed"),
        words("Usual"),
        words("Ratio"),
        words("90% interval"),
    )
    lines = tuple(_line(facts, row) for row in best)
    return Grid(headers, lines, numbers=(2, 3, 4, 5))


def _line(facts: Facts, row: Record) -> Row:
    words, evidence = facts.words, facts.evidence([row["post_uri"]])
    low, high = words.decimal(row["ratio_low"]), words.decimal(row["ratio_high"])
    cells = (
        evidence[0].title if evidence else row["post_uri"],
        evidence[0].author if evidence else "",
        drew(row["observed"], row["measure"], words),
        usual(row["expected"], words),
        words.decimal(row["ratio"]),
        words("{low} to {high}", low=low, high=high),
    )
    return Row(cells, evidence)
