"""Who objects is ranked and planned with no more, whatever was computed before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from condat.core.words import Words
from condat.corpus import suppression
from condat.usecases.desk import Desk
from condat.usecases.keep.objecting import object_to, take_back
from condat.usecases.plan import planning
from condat.usecases.read.findings import findings
from condat.usecases.show import reporting

pytestmark = pytest.mark.slow


def people(desk: Desk) -> dict[str, set[str]]:
    """Who is named in the tables that pages and plans are made from."""
    facts = reporting.standing(desk, Words("en"))
    assert facts is not None
    tables = findings(desk, facts.version) | {"plan": facts.tables["plan"]}
    named = {name: tables[name]["person_uri"] for name in ("people", "shortlist", "plan")}
    return {name: set(column.to_pylist()) - {None} for name, column in named.items()}


def test_who_objects_is_in_no_ranking_and_no_plan(reported: Path, tmp_path: Path) -> None:
    desk = Desk.open(Path(shutil.copytree(reported, tmp_path / "community")))
    before = people(desk)
    planned = sorted(before["plan"])[0]
    posts = desk.corpus.snapshot().count("posts")
    gone = object_to(desk, planned)
    assert planned in gone
    after = people(Desk.open(desk.root))
    assert after == {name: uris - set(gone) for name, uris in before.items()}
    assert desk.corpus.snapshot().count("posts") == posts
    again = planning.make(Desk.open(desk.root)).table
    assert planned not in again["person_uri"].to_pylist()
    take_back(Desk.open(desk.root), planned)
    ranked = people(Desk.open(desk.root))
    assert {name: ranked[name] for name in ("people", "shortlist")} == {
        name: before[name] for name in ("people", "shortlist")
    }


def test_an_objection_is_kept_as_a_hash_alone(reported: Path, tmp_path: Path) -> None:
    desk = Desk.open(Path(shutil.copytree(reported, tmp_path / "community")))
    object_to(desk, "urn:somebody:typed-in")
    kept = suppression.load(desk.corpus.place)
    assert kept.objects("urn:somebody:typed-in")
    assert b"typed-in" not in suppression.dump(kept)
