"""What was listened to: how much, by whom, from where."""

from __future__ import annotations

from condat.charts.conversation import volume
from condat.core.places import place_name
from condat.core.words import Words
from condat.report.facts import Facts, Record
from condat.report.labels import SIDES
from condat.report.page import Block, Grid, Row, Section


def section(facts: Facts) -> Section:
    """Lay out the volume of the conversation and its sources (tables ``months``, ``sources``)."""
    words, sources = facts.words, facts.rows("sources")
    posts = sum(row["posts"] for row in sources)
    title = words.plural("{count} post was read", "{count} posts were read", posts)
    lead = words("This is all that the report knows; what is not in it was not listened to.")
    blocks: list[Block] = []
    if facts.rows("months"):
        caption = words("Posts a month, by who speaks")
        blocks.append(facts.figure(caption, volume(facts.tables["months"], words), caption))
    return Section("conversation", "plan", title, lead, (*blocks, _grid(facts)))


def _grid(facts: Facts) -> Grid:
    words = facts.words
    headers = (
        words("Source"),
        words("Who"),
        words("Posts"),
        words("Authors"),
        words("From"),
        words("To"),
    )
    rows = tuple(_line(row, words) for row in facts.rows("sources"))
    return Grid(headers, rows, numbers=(2, 3))


def _line(row: Record, words: Words) -> Row:
    cells = (
        place_name(row["source"]),
        words.of(SIDES, row["side"]),
        words.number(row["posts"]),
        words.number(row["authors"]),
        words.date(row["first"]) if row["first"] else "",
        words.date(row["last"]) if row["last"] else "",
    )
    return Row(cells)
