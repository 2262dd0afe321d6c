"""The plan, first: what to write, with whom, where and when."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pyarrow as pa

from condat.charts.plan import calendar
from condat.core.places import place_name
from condat.core.words import Words
from condat.report import limits
from condat.report.facts import Facts, Record
from condat.report.page import Block, Card, Cards, Grid, Note, Row, Section
from condat.report.rows import heading, told, weighed, where_and_when
from condat.report.titles import piece

AS_GOOD = 5e-3  # a gap that nobody would see


def section(facts: Facts) -> Section:
    """Lay out the cycle: a time line, one card per row, what limits it."""
    words, rows = facts.words, facts.rows("plan")
    if not rows:
        few = words("The corpus does not hold enough yet to propose a row.")
        return Section("plan", "distribute", words("No plan yet"), few, limited(facts))
    cards = Cards(tuple(card(facts, row) for row in rows))
    seen = (glance(facts, rows), _time_line(facts, rows))
    blocks = (*clashes(facts, rows), *seen, cards, *limited(facts))
    return Section("plan", "distribute", title(facts, rows), lead(facts, rows), blocks)


def title(facts: Facts, rows: list[Record]) -> str:
    """Say how many pieces there are, and which goes out first."""
    return facts.words.plural(
        "This cycle: {count} piece, on {keyword}",
        "This cycle: {count} pieces, starting with {keyword}",
        len(rows),
        keyword=facts.words.quote(rows[0]["title"]),
    )


def lead(facts: Facts, rows: list[Record]) -> str:
    """Say what a row holds, what keeps the plan shorter, and how near it is to the best."""
    words, measures = facts.words, facts.measures
    said = words(
        "Each row says why, leads to its posts, and can be accepted, changed or dismissed."
    )
    if measures is None:
        return said
    short = limits.summary(measures, len(rows), words, facts.settings.plan)
    return " ".join([said, short, certificate(measures.gap, words)])


def certificate(gap: float, words: Words) -> str:
    """Say how near the choice is to the best possible one."""
    if gap < AS_GOOD:
        return words("No other choice within your means is worth more.")
    share = words.percent(max(0.0, 1 - gap))
    return words("This choice is at least {share} of the best possible one.", share=share)


def glance(facts: Facts, rows: list[Record]) -> Grid:
    """Lay out the rows in short, each leading to its card; effects and personas where known."""
    words, zone = facts.words, ZoneInfo(facts.settings.plan.time_zone)
    personas = any(row["persona"] for row in rows)
    effects = any(row["effect"] is not None for row in rows)
    headers = (
        words("Piece"),
        words("Day"),
        *((words("Expected"),) if effects else ()),
        words("Place"),
        *((words("For"),) if personas else ()),
    )
    lines = tuple(
        Row(
            (
                heading(row, words),
                _on_one_line(words.day(row["moment"].astimezone(zone))) if row["moment"] else "",
                *((_effect(row, words),) if effects else ()),
                place_name(row["place"] or ""),
                *((row["persona"] or "",) if personas else ()),
            ),
            anchor=f"row-{row['row']}",
        )
        for row in rows
    )
    return Grid(headers, lines, numbers=(2,) if effects else ())


def _effect(row: Record, words: Words) -> str:
    return "?" if row["effect"] is None else f"× {words.decimal(row['effect'])}"


def _on_one_line(text: str) -> str:
    return text.replace(" ", "\u00a0")


def _time_line(facts: Facts, rows: list[Record]) -> Block:
    zone = ZoneInfo(facts.settings.plan.time_zone)
    labels = [f"{row['position']}. {row['title']}" for row in rows]
    moments = [
        row["moment"].astimezone(zone).replace(tzinfo=None).isoformat() if row["moment"] else None
        for row in rows
    ]
    table = pa.table({"label": labels, "moment": moments})
    caption = facts.words("When each piece goes out")
    return facts.figure(caption, calendar(table, facts.words), _in_words(facts, rows))


def _in_words(facts: Facts, rows: list[Record]) -> str:
    words = facts.words
    dates = [f"{piece(row, words)}, {words.date(row['moment'])}" for row in rows if row["moment"]]
    label, text = words("When each piece goes out"), words.apart(dates)
    return words("{label}: {text}", label=label, text=text)


def card(facts: Facts, row: Record) -> Card:
    """Lay out one row with its reasons and evidence."""
    words = facts.words
    return Card(
        heading(row, words),
        where_and_when(row, words, facts.settings.plan),
        told(row, words),
        facts.evidence(row["evidence"], terms=(row["keyword"],)),
        anchor=f"row-{row['row']}",
        aside_label=words("How it was weighed"),
        aside=(*weighed(row, words), words("Row {row}", row=row["row"])),
    )


def clashes(facts: Facts, rows: list[Record]) -> tuple[Note, ...]:
    """Name the decisions that cannot all be kept within the means, and rows far from a message."""
    words, means = facts.words, facts.settings.plan
    known = {row["row"]: row for row in rows}
    conflicts = facts.measures.conflicts if facts.measures else ()
    kept = (Note(limits.conflict(one, known, words, means), "warning") for one in conflicts)
    far = (Note(text, "warning") for text in limits.distant(rows, words))
    return (*kept, *far)


def limited(facts: Facts) -> tuple[Block, ...]:
    """Lay out the means and what one more of each would bring; what is left out."""
    measures, words, means = facts.measures, facts.words, facts.settings.plan
    if measures is None:
        return ()
    missed = (Note(limits.missed(one, words), "unknown") for one in measures.uncovered)
    out = (Note(limits.dismissed(one, words)) for one in measures.dismissed)
    headers = (words("Budget and capacity"), words("Used"), words("With more of it"))
    lines = tuple(
        Row(
            (
                words.of(limits.MEANS, c.name),
                limits.used(c, words, means),
                limits.more(c, words, means),
            )
        )
        for c in measures.ceilings
    )
    taken = tuple(Note(text) for text in limits.planned(measures, words))
    grid: tuple[Block, ...] = (
        (Grid(headers, lines, caption=words("What limits this plan")),) if lines else ()
    )
    return (*grid, *taken, *missed, *out)


def unknown(facts: Facts) -> tuple[Note, ...]:
    """Say once what the plan cannot know yet and what it would take."""
    needs = dict.fromkeys(line for row in facts.rows("plan") for line in facts.say(row["needs"]))
    return tuple(Note(line, "unknown") for line in needs)
