"""Rows of the corpus from records read off the network: columns of a table, with provenance."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from condat.core.ids import digest
from condat.corpus.schema import TABLES
from condat.listen.contract import Request
from condat.listen.reasons import Reason

Row = Mapping[str, Any]


def table(name: str, rows: Iterable[Row], request: Request) -> pa.Table:
    """Put rows into a table of the corpus; of a key that comes twice the last row counts.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> request = Request("blog", "https://a.example", datetime(2026, 11, 22, tzinfo=UTC))
    >>> table("posts", [{"uri": "a", "title": "A"}, {"uri": "a", "title": "B"}], request)["title"]
    ... # doctest: +ELLIPSIS
    <pyarrow.lib.ChunkedArray object at ...>
    [
      [
        "B"
      ]
    ]
    """
    where = {"source": request.source, "fetched_at": request.fetched_at}
    key = TABLES[name].key
    last = {tuple(row[column] for column in key): {**where, **row} for row in rows}
    return pa.Table.from_pylist(list(last.values()), schema=TABLES[name].schema)


def raw_hash(record: object) -> str:
    """Hash what a row was made from, whatever the order of its fields."""
    return digest(json.dumps(record, sort_keys=True, ensure_ascii=False, default=str))


def reject(request: Request, place: str, *, field: str, reason: Reason, raw: str = "") -> Row:
    """Report a record that could not go in; said again in the same way, it is the same row.

    ``place`` is the address that the record came from.
    """
    told = (field, reason.code, *reason.values, raw)
    return {
        "uri": f"urn:condat:reject:{digest(request.source, place, *told)}",
        "file": place,
        "field": field,
        "reason": reason.code,
        "values": list(reason.values),
        "raw": raw[:2000],
    }
