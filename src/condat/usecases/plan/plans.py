"""What was planned: the rows of each plan and what it was made from, a folder a version."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from condat.core.ids import digest
from condat.distribute.tables import PLAN
from condat.usecases.desk import Desk, write_whole

FOLDER = "plans"
RECORD = "plan.json"
BEFORE = "before.json"  # what stood there when the plan was made again from the same version


@dataclass(frozen=True)
class Kept:
    """A plan as it was made."""

    version: int
    as_of: datetime
    planned: dict[str, Any]
    settings: dict[str, Any]
    table: pa.Table

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of the plan."""
        rows: list[dict[str, Any]] = self.table.to_pylist()
        return rows


def key(as_of: datetime) -> str:
    """Name the rows of a plan among the results of its version."""
    return digest(as_of.isoformat())


def folder(desk: Desk, version: int) -> Path:
    """Return where the files that a plan was made from are kept."""
    return desk.root / FOLDER / str(version)


def made_from(desk: Desk, version: int) -> str:
    """Hash the files and means that a plan was made from.

    ``desk`` is the team's, or that of the plan's time, whose folder this is.
    """
    at = folder(desk, version)
    files = sorted((at if at.exists() else desk.root).glob("[!.]*.toml"))
    means = desk.settings.model_dump_json(include={"plan", "people", "language", "languages"})
    return digest(means, *(f"{path.name}: {path.read_text('utf-8')}" for path in files))


def versions(desk: Desk) -> list[int]:
    """Return the versions that plans were made from, oldest first."""
    return sorted(int(path.parent.name) for path in (desk.root / FOLDER).glob(f"*/{RECORD}"))


def ended(desk: Desk) -> datetime | None:
    """Return since when the last plan cannot be rebuilt: an erasure ended what it stands on.

    None while it can, and before the first plan.
    """
    made = versions(desk)
    return _ended(desk, made[-1]) if made else None


def lost(desk: Desk) -> datetime | None:
    """Return since when the plan before the last cannot be rebuilt; None while it can."""
    before = plan_before(desk)
    return _ended(desk, before.version) if before else None


def _ended(desk: Desk, version: int) -> datetime | None:
    return next((one.erased_at for one in desk.corpus.versions() if one.number == version), None)


def kept_plan(desk: Desk, version: int) -> Kept:
    """Return the plan that was made from a version; without its rows when they are gone."""
    record = json.loads((folder(desk, version) / RECORD).read_text("utf-8"))
    return _kept(desk, version, record, key(datetime.fromisoformat(record["as_of"])))


def _kept(desk: Desk, version: int, record: dict[str, Any], name: str) -> Kept:
    table = desk.corpus.derived.load("plan", version=version, key=name)
    rows = PLAN.empty_table() if table is None else table
    as_of = datetime.fromisoformat(record["as_of"])
    return Kept(version, as_of, record["planned"], record["settings"], rows)


def last_plan(desk: Desk) -> Kept | None:
    """Return the last plan; None when none was made."""
    made = versions(desk)
    return kept_plan(desk, made[-1]) if made else None


def put_aside(desk: Desk, version: int, table: pa.Table) -> None:
    """Keep the plan that stands, where another is about to take its place."""
    path = folder(desk, version) / RECORD
    if not path.exists():
        return
    standing = kept_plan(desk, version)
    if not standing.table.num_rows or standing.table.equals(table):
        return
    desk.corpus.derived.save("plan", standing.table, version=version, key=BEFORE)
    write_whole(path.with_name(BEFORE), path.read_text("utf-8"))


def plan_before(desk: Desk) -> Kept | None:
    """Return the plan before the last; None where there was none."""
    made = versions(desk)
    if not made:
        return None
    path = folder(desk, made[-1]) / BEFORE
    if path.exists():
        return _kept(desk, made[-1], json.loads(path.read_text("utf-8")), BEFORE)
    return kept_plan(desk, made[-2]) if len(made) > 1 else None
