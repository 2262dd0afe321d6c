"""What we have published already: keep, improve, merge, drop."""

from __future__ import annotations

from collections import Counter

from condat.core.words import Words, mark
from condat.report.facts import Facts, Record
from condat.report.page import Grid, Note, Row, Section
from condat.report.shown import AUDITED

VERDICTS = {
    "keep": mark("Keep"),
    "improve": mark("Improve"),
    "merge": mark("Merge"),
    "drop": mark("Drop"),
}
COUNTED = {
    "keep": mark("{count} to keep"),
    "improve": mark("{count} to improve"),
    "merge": mark("{count} to merge"),
    "drop": mark("{count} to drop"),
}
SHOWN = AUDITED
LEAD = mark(
    "Judged against the strategy: our messages, the audience’s questions and "
    "words, the results. To improve: the ten pieces, or one in ten, whose "
    "words are most in demand; the others can wait."
)


def section(facts: Facts) -> Section:
    """Lay out the verdict on each of our posts, in their order: those to work on first."""
    words, rows = facts.words, facts.rows("audit")
    if not rows:
        lead = words("Name our sources in watch.toml and import our own posts to audit them.")
        return Section("audit", "plan", words("Nothing of ours to audit yet"), lead, ())
    title = summed(rows, words)
    headers = (words("Piece"), words("Verdict"), words("Why"))
    grid = Grid(headers, tuple(_row(facts, row) for row in rows[:SHOWN]))
    rest = len(rows) - SHOWN
    more = (
        (Note(words("{rest} more: all are in the audit (condat audit).", rest=rest)),)
        if rest > 0
        else ()
    )
    return Section("audit", "plan", title, words(LEAD), (grid, *more))


def summed(rows: list[Record], words: Words) -> str:
    """Say how many of our posts got which verdict."""
    counts = Counter(row["verdict"] for row in rows)
    told = [words(said, count=counts[v]) for v, said in COUNTED.items() if counts[v]]
    return words(
        "Of our {total} published pieces: {verdicts}",
        total=len(rows),
        verdicts=words.listed(told),
    )


def _row(facts: Facts, row: Record) -> Row:
    cells = (
        row["title"],
        facts.words.of(VERDICTS, row["verdict"]),
        " ".join(facts.say(row["reasons"])),
    )
    return Row(cells, facts.evidence([row["post_uri"]]))
