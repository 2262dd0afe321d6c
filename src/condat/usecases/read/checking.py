"""Check terms for ambiguity and jargon against the audience's texts and imported search results.

The words that we use most, and for the best opportunities, are checked unasked; those that the
team asked for are written down in ``checked.toml``. What is found of a term depends on the version
of the corpus and on nothing else that was asked, so a plan made again finds the same.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import tomlkit

from condat.core.errors import InputError
from condat.core.ids import digest
from condat.core.words import mark
from condat.corpus.snapshot import Snapshot
from condat.plan.senses.chosen import worth_checking
from condat.usecases.desk import Desk, write_whole
from condat.usecases.read.comparing import KEPT, Comparison, Tables, empty
from condat.usecases.read.reading import keywords

FILE = "checked.toml"
_METHOD = "14"  # raise it when the same posts give another verdict


@dataclass(frozen=True)
class Checked:
    """What was found of some terms at one version of the corpus."""

    version: int
    checks: pa.Table
    senses: pa.Table


def check_terms(desk: Desk, terms: Sequence[str]) -> Checked:
    """Check each term, and remember that the team asked, for the plan and the report.

    Raises
    ------
    InputError
        When a term holds no letter.
    """
    for term in terms:
        if not re.search(r"\w", term):
            hint = mark("Give a word or a phrase.")
            raise InputError(mark("“{term}” is not a term."), term=term, hint=hint)
    snapshot = desk.corpus.snapshot()
    found = _one_by_one(desk, snapshot, list(dict.fromkeys(terms)))
    every = list(dict.fromkeys([*asked_for(desk), *terms]))
    write_whole(desk.root / FILE, tomlkit.dumps({"terms": every}))
    return Checked(snapshot.version, found["checks"], found["senses"])


def checks_of(desk: Desk, version: int) -> Tables:
    """Return ``CHECKS`` and ``SENSES`` of the words that matter and of those asked for."""
    snapshot, own = desk.corpus.snapshot(version), asked_for(desk)
    asked, usual = _one_by_one(desk, snapshot, own), _worth_checking(desk, snapshot)
    return _joined(asked, usual, own)


def _joined(asked: Tables, usual: Tables, own: Sequence[str]) -> Tables:
    """Join what was asked for with the rest of what is checked unasked."""
    known = pa.array([term.casefold() for term in own], pa.string())
    others = {
        name: table.filter(pc.invert(pc.is_in(pc.utf8_lower(table["term"]), known)))
        for name, table in usual.items()
    }
    return {name: pa.concat_tables([asked[name], others[name]]) for name in KEPT}


def jargon_of(desk: Desk, version: int) -> pa.Table:
    """Return the words that matter, or were asked for, and that the audience does not use.

    Their senses are not looked at: that takes most of the time of a check.
    """
    own = asked_for(desk)
    key = digest(_key(desk, "usual"), *own)
    kept = desk.corpus.derived.load("jargon", version=version, key=key)
    if kept is None:
        terms = list(dict.fromkeys([*own, *worth_checking(keywords(desk, version))]))
        kept = Comparison(desk, desk.corpus.snapshot(version)).jargon(terms)
        desk.corpus.derived.save("jargon", kept, version=version, key=key)
    return kept


def known_checks(desk: Desk, version: int) -> Tables:
    """Return what was already found of terms at a version, without checking any."""
    asked, usual = (_load(desk, version, which) or empty() for which in ("asked", "usual"))
    return _joined(asked, usual, asked["checks"]["term"].to_pylist())


def asked_for(desk: Desk) -> list[str]:
    """Return the terms that the team asked for, in their order."""
    path = desk.root / FILE
    return list(tomllib.loads(path.read_text("utf-8"))["terms"]) if path.exists() else []


def _worth_checking(desk: Desk, snapshot: Snapshot) -> Tables:
    kept = _load(desk, snapshot.version, "usual")
    if kept is None:
        terms = worth_checking(keywords(desk, snapshot.version))
        kept = Comparison(desk, snapshot).of(terms)
        _save(desk, snapshot.version, "usual", kept)
    return kept


def _one_by_one(desk: Desk, snapshot: Snapshot, terms: list[str]) -> Tables:
    """Check terms that were not checked yet, each without regard to the others."""
    kept = _load(desk, snapshot.version, "asked") or empty()
    known, checking = set(kept["checks"]["term"].to_pylist()), Comparison(desk, snapshot)
    missing = [term for term in terms if term not in known]
    for term in missing:
        found = checking.of([term])
        kept = {name: pa.concat_tables([kept[name], found[name]]) for name in KEPT}
    if missing:
        _save(desk, snapshot.version, "asked", kept)
    return {name: _in_order(table, terms) for name, table in kept.items()}


def _key(desk: Desk, which: str) -> str:
    today = desk.today if which == "usual" else desk.reckoned
    return digest(_METHOD, desk.watch.model_dump_json(), today, str(desk.settings.seed), which)


def _load(desk: Desk, version: int, which: str) -> Tables | None:
    key = _key(desk, which)
    kept = {name: desk.corpus.derived.load(name, version=version, key=key) for name in KEPT}
    found = {name: table for name, table in kept.items() if table is not None}
    return found if len(found) == len(KEPT) else None


def _save(desk: Desk, version: int, which: str, tables: Tables) -> None:
    for name, table in tables.items():
        desk.corpus.derived.save(name, table, version=version, key=_key(desk, which))


def _in_order(table: pa.Table, terms: list[str]) -> pa.Table:
    """Return the rows of some terms, in the order of the terms."""
    place = pc.index_in(table["term"], pa.array(terms, pa.string()))
    rows = pa.table({"place": place, "row": pa.array(range(table.num_rows), pa.int64())})
    order = [("place", "ascending"), ("row", "ascending")]
    return table.take(rows.filter(pc.is_valid(place)).sort_by(order)["row"])
