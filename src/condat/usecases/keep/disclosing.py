"""Everything that is held of a person, for them to have (GDPR, article 15)."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import daft
from daft import col, lit

from condat.core.errors import CondatError
from condat.corpus.schema import TABLES, TEXTS, Table
from condat.usecases.desk import Desk
from condat.usecases.keep.forgetting import Person
from condat.usecases.keep.formats import BETWEEN
from condat.usecases.plan import planning
from condat.usecases.read.findings import findings

Rows = list[dict[str, Any]]
SCORED = ("people", "shortlist", "plan")


def disclose(desk: Desk, person: Person) -> dict[str, Rows]:
    """Gather all rows of a person: what they wrote, what was done with it, how they were scored.

    Returns
    -------
    dict
        Rows by table; tables without any are left out. ``mentions`` holds posts of others that
        name one of their accounts.
    """
    snapshot = desk.corpus.snapshot()
    owned = (table for table in TABLES.values() if table.owner)
    found = {t.name: _rows(t, _theirs(snapshot.frame(t.name), t, person)) for t in owned}
    posts = [row["uri"] for row in found["posts"]] or [""]
    for name in ("counts", "engagements"):
        frame = snapshot.frame(name).where(col("post_uri").is_in(posts))
        found[f"{name} on their posts"] = _rows(TABLES[name], frame)
    mentioned = snapshot.frame("posts").where(_among("mentions", person))
    found["mentions"] = _rows(TABLES["posts"], mentioned)
    found |= _scores(desk, person)
    return {name: rows for name, rows in found.items() if rows}


def write(held: Mapping[str, Rows], archive: Path, about: str) -> None:
    """Write what is held to a zip: each table as JSON and as CSV, seen whole or not at all."""
    unfinished = archive.with_name(f".{archive.name}")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("README.txt", about)
        for name, rows in held.items():
            file = name.replace(" ", "-")
            told = json.dumps(rows, ensure_ascii=False, indent=1, default=_plain)
            out.writestr(f"{file}.json", told)
            out.writestr(f"{file}.csv", _csv(rows))
    unfinished.replace(archive)


def _theirs(frame: daft.DataFrame, table: Table, person: Person) -> daft.DataFrame:
    assert table.owner is not None  # noqa: S101 - only tables that have one are asked
    if table.schema.field(table.owner).type == TEXTS:
        return frame.where(_among(table.owner, person))
    return frame.where(col(table.owner).is_in(list(person.uris)))


def _among(column: str, person: Person) -> daft.Expression:
    listed = col(column).fill_null([])
    return reduce(or_, (listed.list_contains(lit(uri)) for uri in person.uris))


def _rows(table: Table, frame: daft.DataFrame) -> Rows:
    rows: Rows = frame.sort([*table.key]).select(*table.schema.names).to_pylist()
    return rows


def _scores(desk: Desk, person: Person) -> dict[str, Rows]:
    """Return how the last plan ranked, shortlisted and planned with them."""
    try:
        kept = planning.standing(desk)
        tables = {**findings(kept[0], kept[1].version), "plan": kept[1].table} if kept else {}
    except CondatError:  # an erasure ended what it was made from: there are no scores any more
        return {}
    return {
        name: [row for row in tables[name].to_pylist() if row["person_uri"] in person.uris]
        for name in SCORED
        if name in tables
    }


def _csv(rows: Iterable[Mapping[str, Any]]) -> str:
    listed = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(listed[0]))
    writer.writeheader()
    for row in listed:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return BETWEEN.join(map(_cell, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return "" if value is None else _plain(value)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
