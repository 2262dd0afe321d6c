"""What a word means to whom: the check of any term, and its result."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pyarrow as pa
from django.http import HttpResponse
from django.shortcuts import redirect

from condat.core.words import mark
from condat.report.facts import Facts, Record
from condat.report.page import Figure
from condat.report.passages import excerpt
from condat.report.sections.checks import figure
from condat.usecases.read.checking import known_checks
from condat.workspace.evidence.checks import FORMULAS, share
from condat.workspace.jobs.actions import ask
from condat.workspace.pages.found import Found, found
from condat.workspace.pages.listing import Cell
from condat.workspace.plan.words.gone import gone_word
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

TITLES = {
    "plain": mark("“{term}” is understood"),
    "ambiguous": mark("“{term}” means something else to many"),
    "jargon": mark("“{term}” is jargon to your audience"),
    "unknown": mark("Too few uses to say whether “{term}” is understood"),
}
DOUBTFUL = ("ambiguous", "jargon")
MOST = 12  # terms checked at once
LONGEST = 80
PASSAGES = 3  # of each sense, on the page


@dataclass(frozen=True)
class Checks:
    """What is known of terms; each check says in ``version`` what it was computed from."""

    checks: list[Record]
    senses: list[Record]

    def of(self, *names: str) -> Record | None:
        """Return the check of a term, whatever its case."""
        wanted = {name.casefold() for name in names}
        return next((row for row in self.checks if row["term"].casefold() in wanted), None)

    @property
    def doubtful(self) -> list[Record]:
        """The words to take care with."""
        return [row for row in self.checks if row["verdict"] in DOUBTFUL]

    @property
    def others(self) -> list[Record]:
        """The words that need no care, or of which nothing can be said yet."""
        return [row for row in self.checks if row["verdict"] not in DOUBTFUL]

    def judged(self, verdict: str) -> set[str]:
        """Return the terms that got a verdict, in small letters."""
        return {row["term"].casefold() for row in self.checks if row["verdict"] == verdict}

    def of_term(self, term: str) -> list[Record]:
        """Return the senses of a term."""
        return [row for row in self.senses if row["term"] == term]


def checks(visit: Visit, here: Found | None) -> Checks:
    """Return what is known of terms: from today's corpus, else from the last plan's."""
    today = visit.desk.corpus.snapshot().version
    known = [(visit.desk, today)]
    if here is not None:
        known.append((here.browsed.desk, here.version))
    rows: dict[str, Record] = {}
    senses: dict[str, list[Record]] = {}
    for desk, version in reversed(known):
        tables = known_checks(desk, version)
        for row in tables["checks"].to_pylist():
            rows[row["term"]] = row | {"version": version}
            senses[row["term"]] = []
        for sense in tables["senses"].to_pylist():
            senses[sense["term"]].append(sense)
    told = [sense for term in rows for sense in senses[term]]
    return Checks([rows[term] for term in sorted(rows)], told)


@page(Act.LISTEN, "POST")
def check(visit: Visit) -> HttpResponse:
    """Check terms for ambiguity and jargon, in the background."""
    given = visit.request.POST.get("terms", "").replace("\n", ",").split(",")
    terms = [term.strip()[:LONGEST] for term in given if term.strip()][:MOST]
    if not terms:
        return redirect("keywords", visit.team.slug)
    ask(team=visit.team, kind="check", by=visit.user, arguments={"terms": terms})
    if len(terms) == 1:
        return redirect("sense", visit.team.slug, terms[0])
    return redirect("keywords", visit.team.slug)


@page(Act.READ)
def sense(visit: Visit, term: str) -> HttpResponse:
    """Show what a term means to whom: its senses with their shares, passages, a plainer word."""
    here = found(visit.desk, visit.words)
    known = checks(visit, here)
    row = known.of(term)
    jobs = [job for job in visit.team.jobs.filter(kind="check")[:9] if _asks(job.arguments, term)]
    if row is None and not jobs:
        return gone_word(visit, here, term)
    told = meaning(visit, known, row) if row else None
    return visit.show("plan/sense.html", term=term, told=told, jobs=jobs[:1])


def _asks(arguments: dict[str, list[str]], term: str) -> bool:
    return term.casefold() in {one.casefold() for one in arguments.get("terms", ())}


@dataclass(frozen=True)
class Meaning:
    """A check as a page shows it."""

    title: str
    version: int
    row: Record
    senses: list[Record]
    figure: Figure | None
    reasons: list[Cell]
    plainer: Cell | None


def meaning(visit: Visit, known: Checks, row: Record) -> Meaning:
    """Lay out the check of a term."""
    words, senses, title = visit.words, known.of_term(row["term"]), TITLES[row["verdict"]]
    desk, version = visit.desk, row["version"]
    facts = Facts(desk.settings, "", desk.as_of, version, {}, {}, {}, (), words)
    with_senses = replace(facts, tables={"senses": pa.Table.from_pylist(senses)} if senses else {})
    return Meaning(
        words(title, term=row["label"] or row["term"]),
        version,
        row,
        [_told(visit, facts, sense) for sense in senses if sense["passages"]],
        figure(with_senses, row | {"label": row["term"]}) if senses else None,
        [_opening(visit, facts, row, one) for one in row["reasons"]],
        _plainer(visit, facts, row) if row["plainer"] else None,
    )


def _opening(visit: Visit, facts: Facts, row: Record, reason: Record) -> Cell:
    """Say a reason; one that counts texts or people opens onto them."""
    code, (told,) = reason["code"], facts.say([reason])
    of = f"{row['term']}|{reason['values'][0]}" if code == "other_sense" else row["term"]
    href = visit.evidence(facts, "check", of, code) if code in FORMULAS else ""
    return Cell(told, href, opens=True)


def _plainer(visit: Visit, facts: Facts, row: Record) -> Cell:
    words = visit.words
    told = words("A plainer word: {words}", words=words.listed(row["plainer"]))
    return Cell(told, visit.evidence(facts, "check", row["term"], "plainer"), opens=True)


def _told(visit: Visit, facts: Facts, sense: Record) -> Record:
    """Return a sense with its numbers, each opening, and passages to read, each said once."""
    of = f"{sense['term']}|{sense['group']}|{sense['sense']}"
    numbers = [
        Cell(told, visit.evidence(facts, "sense", of, number), opens=True)
        for number, told in share(visit.words, sense).items()
    ]
    said = dict.fromkeys(excerpt(one["text"]) for one in sense["passages"])
    return sense | {"numbers": numbers, "passages": list(said)[:PASSAGES]}
