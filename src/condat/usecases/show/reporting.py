"""The report of a cycle, as HTML and PDF, in the languages asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from condat.core.errors import NotYetError
from condat.core.ids import digest
from condat.core.words import Words, mark
from condat.plan.scope import sided
from condat.plan.strategy.gate import Gate, drafted
from condat.plan.strategy.strategy import FIELDS
from condat.plan.volume import months, sources
from condat.report.build import build
from condat.report.facts import Facts
from condat.report.html import html
from condat.report.page import Page
from condat.report.pdf import pdf
from condat.report.shown import NAMES as SHOWN
from condat.report.shown import evidence, shown
from condat.usecases.desk import Desk, write_whole
from condat.usecases.plan import planning, plans
from condat.usecases.plan.agreed import agreed
from condat.usecases.plan.planning import Cycle
from condat.usecases.read import auditing, personas
from condat.usecases.read.findings import findings
from condat.usecases.show import browsing
from condat.usecases.show.quoting import quoted
from condat.usecases.team.strategy import gate_of, strategy_of

METHOD = "4"  # raise it when the same plan shows something else
FOLDER = "reports"
LAST = "plan"  # of the tables that are kept: where it is, all are


def report(desk: Desk, *, languages: Sequence[str], folder: Path | None = None) -> list[Path]:
    """Make the plan and write what it says, one HTML and one PDF file per language.

    Raises
    ------
    NotYetError
        When the corpus tells no keyword yet.
    """
    cycle = planning.make(desk)
    browsing.browsed(desk)
    personas.marked(desk, cycle.version)
    out, tables = folder or desk.root / FOLDER, _shown(desk, cycle)
    return _written(desk, cycle, tables, languages, out, now=cycle.gate)


def again(desk: Desk, *, languages: Sequence[str]) -> list[Path]:
    """Write the report of the plan that stands, as the team has agreed on its rows since.

    Raises
    ------
    NotYetError
        When no plan was made yet.
    ErasedError
        When an erasure ended the version that the plan was made from.
    """
    kept = planning.standing(desk)
    if kept is None:
        raise NotYetError(mark("There is no plan yet."), hint=mark("Make a plan first."))
    then, cycle = kept
    tables = {**_shown(then, cycle), LAST: _standing(desk, cycle.table)}
    out, now = desk.root / FOLDER, gate_of(desk)
    return _written(then, cycle, tables, languages, out, now=now)


def _standing(desk: Desk, table: pa.Table) -> pa.Table:
    """Return the rows of a plan that nobody dismissed, with what was changed in them."""
    rows = [row for row in agreed(desk, table.to_pylist()) if row["decision"] != "dismissed"]
    return pa.Table.from_pylist(rows, schema=table.schema)


def _written(
    desk: Desk,
    cycle: Cycle,
    tables: Mapping[str, pa.Table],
    languages: Sequence[str],
    out: Path,
    *,
    now: Gate,
) -> list[Path]:
    posts = quoted(desk.corpus.snapshot(cycle.version), evidence(tables))
    with desk.progress.step(mark("Writing the report"), total=len(languages)) as step:
        written = []
        for language in languages:
            facts = _facts(desk, cycle, tables, posts, Words(language))
            page = build(replace(facts, draft=drafted(now, cycle.gate)))
            written += _write(page, out / f"{cycle.as_of:%Y-%m-%d}.{language}")
            step.advance()
    return written


def standing(desk: Desk, words: Words) -> Facts | None:
    """Return what the last plan and its report stand on, in a language; None before the first.

    Raises
    ------
    ErasedError
        When an erasure ended the version that the plan was made from.
    """
    kept = planning.standing(desk)
    if kept is None:
        return None
    then, cycle = kept
    tables = _shown(then, cycle)
    posts = quoted(desk.corpus.snapshot(cycle.version), evidence(tables))
    return _facts(then, cycle, tables, posts, words)


def _shown(desk: Desk, cycle: Cycle) -> Mapping[str, pa.Table]:
    """Return the rows that a report shows: kept with the plan, so that a page only reads them."""
    derived, version = desk.corpus.derived, cycle.version
    rows = str(cycle.table["row"].to_pylist())
    key = digest(METHOD, plans.key(cycle.as_of), rows, plans.made_from(desk, version))
    kept = {name: derived.load(f"shown-{name}", version=version, key=key) for name in SHOWN}
    if kept[LAST] is not None:
        return {name: table for name, table in kept.items() if table is not None}
    made = shown(_tables(desk, cycle))
    for name in sorted(made, key=LAST.__eq__):  # a run killed in between is begun again
        derived.save(f"shown-{name}", made[name], version=version, key=key)
    return made


def _tables(desk: Desk, cycle: Cycle) -> Mapping[str, pa.Table]:
    snapshot, found = desk.corpus.snapshot(cycle.version), findings(desk, cycle.version)
    posts = sided(snapshot.frame("posts"), desk.watch, cycle.as_of)
    more = {"months": months(posts), "sources": sources(posts), "plan": cycle.table}
    with suppress(NotYetError):
        more["audit"] = auditing.of(desk, snapshot, found)
    return {**found, **more}


def _facts(
    desk: Desk,
    cycle: Cycle,
    tables: Mapping[str, pa.Table],
    posts: Mapping[str, dict[str, Any]],
    words: Words,
) -> Facts:
    strategy = strategy_of(desk).model_dump(include=set(FIELDS))
    return Facts(
        settings=desk.settings,
        brand=desk.watch.brand.name,
        as_of=cycle.as_of,
        version=cycle.version,
        tables=tables,
        posts=posts,
        strategy=strategy,
        missing=_missing(cycle),
        words=words,
        measures=cycle.planned.measures,
        gate=cycle.gate,
    )


def _missing(cycle: Cycle) -> tuple[tuple[str, str], ...]:
    """Return what each field of the strategy waits for: what to write, or nothing but approval."""
    unwritten = tuple((gap.field, gap.hint) for gap in cycle.gate.missing)
    return unwritten + tuple((field, "") for field in cycle.gate.waiting)


def _write(page: Page, stem: Path) -> list[Path]:
    written = [stem.with_name(f"{stem.name}.html"), stem.with_name(f"{stem.name}.pdf")]
    write_whole(written[0], html(page))
    unfinished = written[1].with_name(f".{written[1].name}")
    unfinished.write_bytes(pdf(page))
    unfinished.replace(written[1])
    return written
