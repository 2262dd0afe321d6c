"""The plan, first: what to write, with whom, where and when."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pyarrow as pa

from condat.charts.plan import calendar
from condat.core.words import Words
from condat.report.facts import Facts, Record
from condat.report.page import Block, Card, Cards, Note, Section
from condat.report.titles import piece

AS_GOOD = 5e-3  # a gap that nobody would see


def section(facts: Facts) -> Section:
    """Lay out the cycle: a time line, then one card per row."""
    words, rows = facts.words, facts.rows("plan")
    if not rows:
        lead = words("The corpus does not hold enough yet to propose a row.")
        return Section("plan", "distribute", words("No plan yet"), lead, ())
    title = words.plural(
        "This cycle: {count} piece, {keyword}",
        "This cycle: {count} pieces, {keyword} first",
        len(rows),
        keyword=words.quote(rows[0]["keyword"]),
    )
    cards = Cards(tuple(_card(facts, row, number) for number, row in enumerate(rows, 1)))
    return Section("plan", "distribute", title, _lead(facts), (_time_line(facts, rows), cards))


def _lead(facts: Facts) -> str:
    told = facts.words(
        "Each row says why, opens onto its posts and can be accepted, changed or dismissed."
    )
    if facts.gap is None:
        return told
    return f"{told} {certificate(facts.gap, facts.words)}"


def certificate(gap: float, words: Words) -> str:
    """Say how near the choice is to the best possible one."""
    if gap < AS_GOOD:
        return words("No other choice within your means is worth more.")
    share = words.percent(max(0.0, 1 - gap))
    return words("This choice is at least {share} of the best possible one.", share=share)


def _time_line(facts: Facts, rows: list[Record]) -> Block:
    labels = [f"{number}. {row['keyword']}" for number, row in enumerate(rows, 1)]
    moments = [row["moment"].isoformat() if row["moment"] else None for row in rows]
    table = pa.table({"label": labels, "moment": moments})
    caption = facts.words("When each piece goes out")
    return facts.figure(caption, calendar(table, facts.words), caption)


def _card(facts: Facts, row: Record, number: int) -> Card:
    words = facts.words
    said = (
        (words("Why"), facts.say(_told(row, weighed=False))),
        (words("Message carried"), (row["message"],) if row["message"] else ()),
        (words("Words to use"), _joined(facts, row["words_to_use"])),
        (words("Words to avoid"), _joined(facts, row["words_to_avoid"])),
        (words("Questions to answer"), tuple(row["questions"] or ())),
        (words("Expected"), _expected(facts, row)),
        (words("Stop rule"), facts.say(row["stop_rule"])),
        (words("How it was weighed"), _weighed(facts, row)),
    )
    return Card(
        f"{number}. {piece(row, words)}",
        _where_and_when(facts, row),
        tuple((label, lines) for label, lines in said if lines),
        facts.evidence(row["evidence"], terms=(row["keyword"],)),
        anchor=f"row-{row['row']}",
    )


def _told(row: Record, *, weighed: bool) -> list[Record]:
    """Return the reasons for people, or those that say how the value was made up."""
    return [r for r in row["reasons"] or () if r["code"].startswith("value.") == weighed]


def _weighed(facts: Facts, row: Record) -> tuple[str, ...]:
    parts = " · ".join(facts.say(_told(row, weighed=True)))
    return (parts,) if parts else ()


def _joined(facts: Facts, texts: list[str] | None) -> tuple[str, ...]:
    return (facts.words.listed(texts),) if texts else ()


def _where_and_when(facts: Facts, row: Record) -> str:
    words, zone = facts.words, ZoneInfo(facts.settings.plan.time_zone)
    parts = [words.moment(row["moment"].astimezone(zone))] if row["moment"] else []
    parts += [row["place"]] if row["place"] else []
    parts += [words("for: {persona}", persona=row["persona"])] if row["persona"] else []
    parts += [words.money(row["cost"], facts.settings.plan.currency)] if row["cost"] else []
    return " · ".join(parts)


def _expected(facts: Facts, row: Record) -> tuple[str, ...]:
    words = facts.words
    if row["effect"] is None:
        return (words("Cannot know yet."), *facts.say(row["needs"]))
    return (
        words(
            "{effect} times the usual result (90% sure it is between {low} and {high})",
            effect=words.number(row["effect"], 2),
            low=words.number(row["effect_low"], 2),
            high=words.number(row["effect_high"], 2),
        ),
    )


def unknown(facts: Facts) -> tuple[Note, ...]:
    """Say once what the plan cannot know yet and what it would take."""
    needs = dict.fromkeys(line for row in facts.rows("plan") for line in facts.say(row["needs"]))
    return tuple(Note(line, "unknown") for line in needs)
