"""The plan: make it, keep what it was made from, make it again from an earlier version."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from condat.core.errors import NotFoundError, NotYetError
from condat.core.settings import People, Plan
from condat.core.watch import FILE as WATCH
from condat.core.words import mark
from condat.distribute.decisions import FILE as DECISIONS
from condat.distribute.lessons import FILE as LESSONS
from condat.distribute.material import Material
from condat.distribute.plan import plan
from condat.distribute.planned import Planned
from condat.plan.strategy.gate import Gate
from condat.plan.strategy.personas import FILE as PERSONAS
from condat.plan.strategy.strategy import FILE as STRATEGY
from condat.usecases.desk import Desk, write_whole
from condat.usecases.plan import plans
from condat.usecases.read.checking import FILE as CHECKED
from condat.usecases.read.findings import findings
from condat.usecases.team.decided import decisions_of
from condat.usecases.team.lessons import lessons_of
from condat.usecases.team.strategy import gate_of, personas_of, strategy_of

POSTS = ["uri", "author_uris", "source", "kind", "published", "time_known"]
FILES = (WATCH, STRATEGY, PERSONAS, DECISIONS, CHECKED, LESSONS)


@dataclass(frozen=True)
class Cycle:
    """A plan with the version it was made from and the gate as it stood."""

    planned: Planned
    version: int
    as_of: datetime
    gate: Gate

    @property
    def table(self) -> pa.Table:
        """The rows, of the schema ``PLAN``."""
        return self.planned.table


def make(desk: Desk) -> Cycle:
    """Plan the cycle that starts now, and keep what the plan was made from.

    Raises
    ------
    NotYetError
        When the corpus tells no keyword yet.
    """
    version = desk.corpus.snapshot().version
    cycle = _plan(desk, version)
    _keep(desk, cycle)
    return cycle


def again(desk: Desk, version: int) -> Cycle:
    """Make a plan again from an earlier version: with the files and means of that time.

    Raises
    ------
    ErasedError
        When an erasure ended that version; says since when.
    NotFoundError
        When no plan was made from that version.
    """
    desk.corpus.snapshot(version)
    made = plans.versions(desk)
    if version not in made:
        some, none = mark("Plans were made from: {made}."), mark("No plan was made yet.")
        raise NotFoundError(
            mark("No plan was made from version {version}."),
            version=str(version),
            made=list(map(str, made)),
            hint=some if made else none,
        )
    return _plan(_then(desk, version), version)


def standing(desk: Desk, version: int | None = None) -> tuple[Desk, Cycle] | None:
    """Return the last plan as it was kept, and the desk of that time; None before the first.

    With a version, the plan that was made from it; None where none was.
    """
    made = plans.versions(desk)
    if not made or version not in (None, *made):
        return None
    kept = plans.kept_plan(desk, version or made[-1])
    then = _then(desk, kept.version)
    planned = Planned.kept(kept.table, kept.planned)
    return then, Cycle(planned, kept.version, kept.as_of, gate_of(then))


def _plan(desk: Desk, version: int) -> Cycle:
    gate = gate_of(desk)
    with desk.progress.step(mark("Planning")):
        planned = plan(material(desk, version, draft=gate.draft))
    return Cycle(planned, version, desk.as_of, gate)


def material(desk: Desk, version: int, *, draft: bool) -> Material:
    """Gather what a plan is made from, at a version of the corpus."""
    snapshot = desk.corpus.snapshot(version)
    tables = findings(desk, version)
    if not tables["keywords"].num_rows:
        hint = mark("Import or listen to more posts: a keyword takes several of them.")
        raise NotYetError(mark("The corpus tells no keyword yet."), hint=hint)
    return Material(
        tables=tables,
        posts=snapshot.arrow("posts", POSTS),
        persons=snapshot.arrow("persons", ["author_uri", "person_uri"]),
        brand=desk.watch.brand.name,
        means=desk.settings.plan,
        as_of=desk.as_of,
        languages=desk.settings.languages,
        strategy=strategy_of(desk),
        personas=personas_of(desk).personas,
        decisions=decisions_of(desk),
        lessons=lessons_of(desk),
        calendar=snapshot.arrow("calendar"),
        draft=draft,
        seed=desk.settings.seed,
    )


def _keep(desk: Desk, cycle: Cycle) -> None:
    """Keep the files and means that a plan was made from, and its rows."""
    folder = plans.folder(desk, cycle.version)
    folder.mkdir(parents=True, exist_ok=True)
    plans.put_aside(desk, cycle.version, cycle.table)
    for name in FILES:
        (folder / name).unlink(missing_ok=True)
        if (desk.root / name).exists():
            shutil.copyfile(desk.root / name, folder / name)
    write_whole(folder / plans.RECORD, json.dumps(_record(desk, cycle), indent=2))
    key = plans.key(cycle.as_of)
    desk.corpus.derived.save("plan", cycle.table, version=cycle.version, key=key)


def _record(desk: Desk, cycle: Cycle) -> dict[str, Any]:
    kept = {"plan", "people", "language", "languages", "seed", "name"}
    settings = desk.settings.model_dump(mode="json", include=kept)
    told = {"version": cycle.version, "as_of": cycle.as_of.isoformat()}
    return told | {"planned": cycle.planned.plain, "settings": settings}


def _then(desk: Desk, version: int) -> Desk:
    """Open the desk as it stood when a plan was made: its files, means and moment."""
    kept = plans.kept_plan(desk, version)
    settings = desk.settings.model_copy(update=_means(kept.settings))
    folder = plans.folder(desk, version)
    then = replace(desk, root=folder, settings=settings, as_of=kept.as_of)
    then.__dict__["corpus"] = desk.corpus  # the one corpus, read at the version of then
    return then


def _means(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **values,
        "languages": tuple(values["languages"]),
        "plan": Plan.model_validate(values["plan"]),
        "people": People.model_validate(values["people"]),
    }


def zone(desk: Desk) -> ZoneInfo:
    """Return the time zone that the team plans in."""
    return ZoneInfo(desk.settings.plan.time_zone)
