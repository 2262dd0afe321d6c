"""What over-performs: traits that go with doing better than usual, and the posts that did."""

from __future__ import annotations

from django.http import HttpResponseBase
from markupsafe import Markup

from condat.charts import small
from condat.core.titles import called
from condat.core.words import mark
from condat.report.drawn import drew, usual
from condat.report.facts import Record
from condat.report.page import Note
from condat.report.sections import performance as report
from condat.workspace.pages.found import Found, found
from condat.workspace.pages.listing import Cell, Column, Listing, answer, listed
from condat.workspace.pages.rows import Row
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def performance(visit: Visit) -> HttpResponseBase:
    """Show the drivers, then the posts, each against its author's usual result."""
    here = found(visit.desk, visit.words)
    if here is None:
        return visit.show("plan/performance.html", listing=None, facts=None)
    section = report.section(here.facts)
    return answer(
        visit,
        "plan/performance.html",
        _listing(visit, here),
        facts=here.facts,
        title=section.title,
        lead=section.lead,
        drivers=[(row, report.label(here.facts, row)) for row in _proven(here)],
        found=here,
        notes=[block for block in section.blocks if isinstance(block, Note)],
        figures=[block for block in section.blocks if block.kind == "figure"],
    )


def _proven(here: Found) -> list[Record]:
    rows = here.table("drivers").to_pylist()
    apart = [row for row in rows if row["ratio_low"] > 1 or row["ratio_high"] < 1]
    return sorted(apart, key=lambda row: -row["ratio"])


def _listing(visit: Visit, here: Found) -> Listing:
    words = visit.words
    rows = [row for row in here.table("performance").to_pylist() if row["ratio"] is not None]
    posts: dict[str, Record] = {}  # of this page, fetched once it is known

    def post(row: Row) -> Cell:
        known = posts.get(row["post_uri"], {})
        told = called(known.get("title"), known.get("text"), row["post_uri"])
        return Cell(told, known.get("url") or "", note=words.listed(known.get("names", ())))

    def drawn(row: Row) -> str:
        return drew(row["observed"], row["measure"], words)

    def ratio(row: Row) -> Cell:
        low, high = (words.decimal(row[f"ratio_{end}"]) for end in ("low", "high"))
        told = words("{low} to {high}", low=low, high=high)
        picture = small.ratio(row["ratio"], row["ratio_low"], row["ratio_high"], told)
        address = visit.evidence(here, "result", row["post_uri"], "ratio")
        shown = Markup(picture)  # noqa: S704 - drawn by us
        return Cell(f"× {words.decimal(row['ratio'])}", address, opens=True, picture=shown)

    columns = (
        Column("post_uri", mark("Post"), post, sorts=False),
        Column("observed", mark("Observed"), drawn, number=True),
        Column("expected", mark("Usual"), lambda r: usual(r["expected"], words), number=True),
        Column("ratio", mark("Compared with usual"), ratio, number=True),
        Column("ratio_low", mark("At least"), lambda r: f"× {words.decimal(r['ratio_low'])}", True),
    )
    shown = listed(visit, "posts", rows, columns, sort="ratio_low")
    posts.update(here.quoted([row["post_uri"] for row in shown.page]))
    return shown
