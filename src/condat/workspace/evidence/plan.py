"""Evidence for the rows of a plan and for the audit of what we published."""

from __future__ import annotations

from condat.report.rows import told, weighed
from condat.report.sections.audit import LEAD, VERDICTS
from condat.report.titles import piece
from condat.workspace.evidence.exhibit import Exhibit
from condat.workspace.pages.found import Found


def row(found: Found, of: str, number: str) -> Exhibit | None:
    """Say why a row is in the plan: its value part by part, and its posts."""
    rows = found.where("plan", row=of)
    if not rows or number != "value":
        return None
    line, words = rows[0], found.words
    said = dict(told(line, words))
    return Exhibit(
        title=piece(line, words),
        method="plan",
        formula=words("What speaks for it, part by part; the plan is the best set of such rows."),
        lines=tuple((text, "") for text in weighed(line, words)),
        reasons=(*said.get(words("Why"), ()), *said.get(words("Expected"), ())),
        posts=found.evidence(line["evidence"], (line["keyword"],)),
        terms=(line["keyword"],),
    )


def audit(found: Found, of: str, number: str) -> Exhibit | None:
    """Say why a post of ours got its verdict."""
    rows = found.where("audit", post_uri=of)
    if not rows or number != "verdict":
        return None
    words = found.words
    return Exhibit(
        title=words(
            "{title}: {verdict}",
            title=rows[0]["title"],
            verdict=words.of(VERDICTS, rows[0]["verdict"]),
        ),
        method="audit",
        formula=words(LEAD),
        reasons=found.facts.say(rows[0]["reasons"]),
        posts=found.evidence([of]),
    )
