"""What the conversation is about."""

from __future__ import annotations

from condat.report.facts import Facts, Record
from condat.report.page import Grid, Row, Section

SHOWN = 12


def section(facts: Facts) -> Section:
    """Lay out the topics, the most discussed first."""
    words, rows = facts.words, facts.rows("topics")
    if not rows:
        lead = words(
            "No structure is found yet: more posts are needed, or they all speak of one thing."
        )
        return Section("topics", "plan", words("No topics yet"), lead, ())
    rows = sorted(rows, key=lambda row: (-row["posts"], row["topic"]))
    title = words.plural("{count} topic", "{count} topics make the conversation", len(rows))
    lead = words("A topic brings together words that go together, in every language you listen in.")
    headers = (
        words("Topic"),
        words("Words"),
        words("Posts"),
        words("Authors"),
        words("Us"),
        words("Audience"),
    )
    lines = tuple(Row(_cells(facts, row), facts.evidence(row["evidence"])) for row in rows[:SHOWN])
    return Section("topics", "plan", title, lead, (Grid(headers, lines, numbers=(2, 3, 4, 5)),))


def _cells(facts: Facts, row: Record) -> tuple[str, ...]:
    terms = [t for t in facts.rows("topic_terms") if t["topic"] == row["topic"]]
    best = sorted(terms, key=lambda t: (-t["weight"], t["label"]))[:7]
    numbers = (row[name] for name in ("posts", "authors", "ours", "audience"))
    counts = ("–" if number is None else facts.words.number(number) for number in numbers)
    return (row["label"], facts.words.listed(dict.fromkeys(t["label"] for t in best)), *counts)
