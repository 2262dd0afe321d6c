"""Pages of long lists: each says where the next begins, as a text that only we read."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Annotated, Any, TypeVar

import pyarrow as pa
from ninja import Query

from condat.core.errors import InputError
from condat.core.words import mark

Place = TypeVar("Place", str, int)
Rows = TypeVar("Rows", list[Any], pa.Table)
Limit = Annotated[int, Query(ge=1, le=200, description="At most so many at once.")]
Cursor = Annotated[
    str, Query(max_length=4000, description="`next` of the page before; empty for the first.")
]


def written(place: str | int) -> str:
    """Write a place in a list as a cursor.

    Examples
    --------
    >>> read(written("https://a.example/é"), "")
    'https://a.example/é'
    """
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def read(cursor: str, first: Place) -> Place:
    """Read a cursor; ``first`` is the place where the list begins, and says of which kind it is.

    Raises
    ------
    InputError
        When it is none of ours.
    """
    if not cursor:
        return first
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        place = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        str(place).encode()
    except (ValueError, RecursionError, binascii.Error):
        place = None
    if type(place) is not type(first):
        raise InputError(mark("This cursor is not one that a page gave."), field="cursor")
    return place


def sliced(rows: Rows, cursor: str, limit: int) -> tuple[Rows, str | None]:
    """Return a page of a list or a table that stands in memory, and where the next begins."""
    start = max(read(cursor, 0), 0)
    end = start + limit
    return rows[start:end], written(end) if end < len(rows) else None
