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
from condat.workspace.jobs.actions import ask
from condat.workspace.pages.found import Found, found
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


@dataclass(frozen=True)
class Checks:
    """The checks of one version of the corpus."""

    version: int
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
    if here is not None and here.version != today:
        known.append((here.browsed.desk, here.version))
    tables = [known_checks(desk, version) for desk, version in known]
    rows: dict[str, Record] = {}
    senses: dict[str, list[Record]] = {}
    for found_then in reversed(tables):
        for row in found_then["checks"].to_pylist():
            rows[row["term"]] = row
            senses[row["term"]] = []
        for sense in found_then["senses"].to_pylist():
            senses[sense["term"]].append(sense)
    told = [sense for term in rows for sense in senses[term]]
    return Checks(today, [rows[term] for term in sorted(rows)], told)


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
    reasons: tuple[str, ...]


def meaning(visit: Visit, known: Checks, row: Record) -> Meaning:
    """Lay out the check of a term."""
    words, senses, title = visit.words, known.of_term(row["term"]), TITLES[row["verdict"]]
    facts = Facts(visit.desk.settings, "", visit.desk.as_of, known.version, {}, {}, {}, (), words)
    with_senses = replace(facts, tables={"senses": pa.Table.from_pylist(senses)} if senses else {})
    return Meaning(
        words(title, term=row["label"] or row["term"]),
        known.version,
        row,
        [_quoted(sense) for sense in senses if sense["passages"]],
        figure(with_senses, row | {"label": row["term"]}) if senses else None,
        facts.say(row["reasons"]),
    )


def _quoted(sense: Record) -> Record:
    """Return a sense with its passages as they are read, each once; unused, it has none."""
    told = dict.fromkeys(excerpt(one["text"]) for one in sense["passages"])
    return sense | {"passages": list(told)}
