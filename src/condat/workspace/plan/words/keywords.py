"""Keywords: what is asked for and not yet answered, in the audience's words."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc
from django.http import HttpResponseBase
from markupsafe import Markup

from condat.charts.keywords import opportunities
from condat.charts.small import interval
from condat.core.words import mark
from condat.report.labels import SIDES
from condat.report.page import Figure
from condat.report.sections.checks import VERDICTS
from condat.report.sections.keywords import trend
from condat.report.shown import spoken
from condat.workspace.pages.figures import figure
from condat.workspace.pages.found import Found, found
from condat.workspace.pages.listing import Cell, Column, Filter, Listing, answer, listed, search
from condat.workspace.pages.rows import Row, Rows, columnar, equal
from condat.workspace.plan.words.senses import Checks, checks
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

DRAWN = 12
DRAWN_BY = ["label", "demand", "demand_low", "demand_high", "supply"]
COUNTS = {"audience": "audience", "ours": "ours", "competitor": "competitors"}
Show = Callable[[Row], Cell | str]


@page(Act.READ)
def keywords(visit: Visit) -> HttpResponseBase:
    """List the words, the best opportunity first, and draw the first of what is left."""
    here = found(visit.desk, visit.words)
    if here is None:
        return visit.show("plan/keywords.html", listing=None)
    known, jobs = checks(visit, here), visit.team.jobs.filter(kind="check")[:2]
    shown = _listing(visit, here, known)
    told = {"title": _title(here, shown), "chart": _figure(here, shown)}
    return answer(
        visit, "plan/keywords.html", shown, facts=here.facts, jobs=jobs, checks=known, **told
    )


def _listing(visit: Visit, here: Found, known: Checks) -> Listing:
    words = visit.words
    table = here.table("keywords").drop_columns(["evidence", "reasons"])
    known_in = sorted(pc.unique(table["language"]).to_pylist())
    languages = tuple((code, words.language_name(code)) for code in known_in)
    verdicts = tuple((code, words.of(VERDICTS, code)) for code in VERDICTS)
    sides = tuple((side, words.of(SIDES, side)) for side in COUNTS)
    filters = (
        search("label", "term"),
        Filter("language", mark("Language"), languages, equal("language")),
        Filter("verdict", mark("Understood"), verdicts, _judged(known)),
        Filter("side", mark("Who writes it"), sides, _written),
    )
    asked = visit.request.GET.get("language")
    table = table if asked else spoken(table)
    return listed(visit, "words", table, _columns(visit, here), filters, sort="opportunity")


def _judged(known: Checks) -> Callable[[Rows, str], Rows]:
    """Keep the words that a check has called plain, ambiguous, jargon or not known yet."""

    def keep(rows: Rows, verdict: str) -> Rows:
        table = columnar(rows)
        wanted = pa.array(sorted(known.judged(verdict)), pa.string())
        return table.filter(pc.is_in(pc.utf8_lower(table["label"]), value_set=wanted))

    return keep


def _written(rows: Rows, side: str) -> Rows:
    table = columnar(rows)
    return table.filter(pc.greater(table[COUNTS[side]], 0))


def _columns(visit: Visit, here: Found) -> tuple[Column, ...]:
    words = visit.words

    def name(row: Row) -> Cell:
        at = {"language": row["language"], "term": row["term"]}
        return Cell(row["label"], visit.address("keyword", **at))

    def language(row: Row) -> str:
        return words.language_name(row["language"])

    def change(row: Row) -> str:
        return trend(here.facts, row)

    number = Numbers(visit, here)
    return (
        Column("label", mark("Keyword"), name, up=True),
        Column("language", mark("Language"), language, up=True),
        Column("opportunity", mark("Opportunity"), number.share("opportunity"), number=True),
        Column("demand", mark("Demand"), number.sure("demand"), number=True),
        Column("supply", mark("What exists"), number.share("supply"), number=True),
        Column("trend", mark("Trend"), number.said("trend", change)),
        Column("questions", mark("Questions"), number.count("questions"), number=True),
        Column("searches", mark("Searches"), number.count("searches"), number=True),
    )


class Numbers:
    """Cells of numbers of keywords, each opening onto its evidence."""

    def __init__(self, visit: Visit, here: Found) -> None:
        self.visit, self.here, self.words = visit, here, visit.words

    def said(self, name: str, say: Callable[[Row], str]) -> Show:
        """Say a number in some way."""
        return lambda row: Cell(say(row), self._address(row, name), opens=True)

    def share(self, name: str) -> Show:
        """Say a share."""
        return self.said(name, lambda row: self.words.percent(row[name]))

    def count(self, name: str) -> Show:
        """Say a count, or that it is not known."""
        counted = self.said(name, lambda row: self.words.number(row[name]))
        return lambda row: "–" if row[name] is None else counted(row)

    def sure(self, name: str) -> Show:
        """Say a share and draw how sure it is."""

        def cell(row: Row) -> Cell:
            low, high = row[f"{name}_low"], row[f"{name}_high"]
            ends = {"low": self.words.percent(low), "high": self.words.percent(high)}
            drawn = interval(row[name], low, high, (0, 1), self.words("{low} to {high}", **ends))
            picture = Markup(drawn)  # noqa: S704 - drawn by us
            told = self.words.percent(row[name])
            return Cell(told, self._address(row, name), opens=True, picture=picture)

        return cell

    def _address(self, row: Row, name: str) -> str:
        of = f"{row['language']}:{row['term']}"
        return self.visit.evidence(self.here, "keyword", of, name)


def _title(here: Found, shown: Listing) -> str:
    words = here.words
    order = [("opportunity", "descending"), ("audience", "descending")]
    best = columnar(shown.rows).sort_by(order).slice(0, 1).to_pylist()
    if not best:
        return words("No keyword fits these filters")
    return words("“{keyword}” is the best opportunity", keyword=best[0]["label"])


def _figure(here: Found, shown: Listing) -> Figure | None:
    """Draw demand against what exists for the first rows that the filters leave."""
    rows = columnar(shown.rows).slice(0, DRAWN)
    if not rows.num_rows:
        return None
    caption = here.words("Demand (dot, with its interval) against what exists (bar)")
    return figure(caption, opportunities, rows.select(DRAWN_BY), here.words)
