"""The audit of what we have published: keep, improve, merge, drop, each with its reasons."""

from __future__ import annotations

from django.http import HttpResponseBase

from condat.core.words import mark
from condat.report.facts import Facts
from condat.report.sections.audit import LEAD, VERDICTS, summed
from condat.workspace.pages.listing import Cell, Column, Filter, answer, listed, search
from condat.workspace.pages.rows import Row, equal
from condat.workspace.pages.standing import standing
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def audit(visit: Visit) -> HttpResponseBase:
    """Show the verdict on each of our posts; those to work on first."""
    facts = standing(visit.desk, visit.words)
    every = facts.rows("audit") if facts else []
    rows = [_row(facts, row) | {"place": n} for n, row in enumerate(every)] if facts else []
    if facts is None or not rows:
        return visit.show("plan/audit.html", listing=None)
    words = visit.words
    verdicts = tuple((code, words(label)) for code, label in VERDICTS.items())
    shown = listed(
        visit,
        "audit",
        rows,
        (
            Column("title", mark("Piece"), lambda row: Cell(row["title"], href=row["url"])),
            Column("verdict", mark("Verdict"), lambda row: words.of(VERDICTS, row["verdict"])),
            Column("why", mark("Why"), lambda row: str(row["why"]), sorts=False),
        ),
        (
            Filter("verdict", mark("Verdict"), verdicts, equal("verdict")),
            search("title", "why"),
        ),
        sort="place",
        order="ascending",
    )
    said = {"title": summed(every, words), "lead": LEAD}
    return answer(visit, "plan/audit.html", shown, facts=facts, **said)


def _row(facts: Facts, row: Row) -> Row:
    post = facts.posts.get(row["post_uri"]) or {}
    return {
        "title": row["title"] or row["post_uri"],
        "url": post.get("url") or "",
        "verdict": row["verdict"],
        "why": " ".join(facts.say(row["reasons"])),
    }
