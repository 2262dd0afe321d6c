"""Tables of the last plan as the API gives them: their columns are the methods' own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa
from ninja import Schema
from pydantic import Field, create_model

from condat.core.errors import NotYetError
from condat.core.words import Words, mark
from condat.distribute.tables import PLAN
from condat.plan.tables import PASSAGES, READ_WHY, REASONS, TABLES
from condat.report.reasons import say
from condat.workspace.api.access import Call
from condat.workspace.api.paging import sliced
from condat.workspace.pages.found import Found
from condat.workspace.pages.found import found as last_found

SCHEMAS: Mapping[str, pa.Schema] = {**TABLES, "plan": PLAN}


class Reason(Schema):
    """Why a row is what it is: a code that stays, and the sentence in the caller's language."""

    code: str
    text: str


class Passage(Schema):
    """A passage of a post, and why to read it."""

    post_uri: str
    text: str
    reasons: list[Reason] = Field([])


def found(call: Call) -> Found:
    """Return what pages read of the last plan; the API computes nothing.

    Raises
    ------
    NotYetError
        Before the first plan.
    """
    here = last_found(call.desk, call.words)
    if here is None:
        raise NotYetError(mark("No plan was made yet."), hint=mark("Make the first plan."))
    return here


def paged(call: Call, table: pa.Table, cursor: str, limit: int) -> dict[str, Any]:
    """Return a page of a table's rows, with what they were made from and where the next begins."""
    here = found(call)
    some, following = sliced(table, cursor, limit)
    items = [plain(row, call.words) for row in some.to_pylist()]
    head = {"version": here.version, "as_of": here.browsed.as_of}
    return {**head, "items": items, "next": following}


def model(name: str, table: str) -> type[Schema]:
    """Describe the rows of a table; every column may be null: what is not known is not made up.

    Examples
    --------
    >>> sorted(model("Term", "topic_terms").model_fields)
    ['label', 'language', 'term', 'topic', 'weight']
    """
    fields: dict[str, Any] = {
        field.name: (_kind(field.type) | None, None) for field in SCHEMAS[table]
    }
    made: type[Schema] = create_model(name, __base__=Schema, **fields)
    return made


def plain(row: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Put a row into the words of a caller."""
    return {name: _plain(value, words) for name, value in row.items()}


def _plain(value: Any, words: Words) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list):
        return [_plain(one, words) for one in value]
    if isinstance(value, dict) and "code" in value:
        return {"code": value["code"], "text": say(value, words)}
    if isinstance(value, dict):
        return plain(value, words)
    return value


def _kind(column: pa.DataType) -> Any:
    if column == REASONS:
        return list[Reason]
    if column in (PASSAGES, READ_WHY):
        return list[Passage]
    return next(kind for known, kind in _kinds() if known(column))


def _kinds() -> Iterator[tuple[Callable[[pa.DataType], bool], Any]]:
    yield pa.types.is_list, list[str]
    yield pa.types.is_floating, float
    yield pa.types.is_integer, int
    yield pa.types.is_boolean, bool
    yield pa.types.is_timestamp, datetime
    yield (lambda _: True), str
