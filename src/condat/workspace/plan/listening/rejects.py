"""Rows that did not go in: where they stand, why, what was there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from django.http import HttpResponse, StreamingHttpResponse

from condat.core.words import Words
from condat.listen.reasons import Reason
from condat.workspace.pages.tables import download
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

PER_PAGE = 100
_COLUMNS = ["file", "line", "field", "reason", "values", "raw", "source"]


@dataclass(frozen=True)
class Reject:
    """A row as it is shown: its place, why it is out and what to do, what was there."""

    file: str
    line: int | None
    field: str
    why: str
    advice: str
    raw: str


@page(Act.READ)
def rejects(visit: Visit) -> HttpResponse:
    """Show the rows that did not go in, file by file."""
    rows = _rows(visit)
    pages = max(1, -(-rows.num_rows // PER_PAGE))
    asked = visit.request.GET.get("page", "")
    number = min(int(asked), pages) if asked.isdecimal() and int(asked) else 1
    part = rows.slice((number - 1) * PER_PAGE, PER_PAGE)
    told = {"rejects": list(_said(part, visit.words)), "count": rows.num_rows}
    return visit.show("plan/rejects.html", number=number, pages=pages, **told)


@page(Act.READ)
def export(visit: Visit) -> StreamingHttpResponse:
    """Give the rows that did not go in as a CSV file, to be mended."""
    words, rows = visit.words, _rows(visit)
    headers = [
        words("File"),
        words("Line"),
        words("Field"),
        words("Reason"),
        words("What to do"),
        words("What was there"),
    ]
    cells = (
        (one.file, one.line, one.field, one.why, one.advice, one.raw) for one in _said(rows, words)
    )
    return download("condat-rejects", headers, cells)


def _rows(visit: Visit) -> pa.Table:
    order = [("file", "ascending"), ("line", "ascending")]
    return visit.desk.corpus.snapshot().arrow("rejects", _COLUMNS).sort_by(order)


def _said(rows: pa.Table, words: Words) -> Iterator[Reject]:
    for row in rows.to_pylist():
        yield reject(row, words)


def reject(row: dict[str, Any], words: Words) -> Reject:
    """Say a rejected row in the reader's language."""
    reason = Reason(row["reason"], tuple(row["values"] or ()))
    advice = reason.advice
    return Reject(
        row["file"] or row.get("source") or "",
        row["line"],
        row["field"] or "",
        reason.said(words),
        advice.said(words) if advice.sentence else "",
        row["raw"] or "",
    )
