"""What is wrong with a value that a person wrote, in sentences: pydantic's errors in our words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from condat.core.words import Said, mark

# Kinds of pydantic's errors -> what we say; its own values fill the places. Families share a start.
_SENTENCES = {
    "missing": mark("is missing."),
    "extra_forbidden": mark("is not known here."),
    "string_too_short": mark("is too short."),
    "string_pattern_mismatch": mark("is not written as it has to be: {pattern}"),
    "string": mark("is not a text."),
    "int": mark("is not a whole number."),
    "float": mark("is not a number."),
    "finite_number": mark("is not a number."),
    "bool": mark("is neither true nor false."),
    "list": mark("is not a list: write it between [ and ]."),
    "tuple": mark("is not a list: write it between [ and ]."),
    "dict": mark("is not a section with fields."),
    "model": mark("is not a section with fields."),
    "literal_error": mark("is none of: {expected}."),
    "enum": mark("is none of: {expected}."),
    "greater_than_equal": mark("is less than {ge}."),
    "greater_than": mark("has to be more than {gt}."),
    "less_than_equal": mark("is more than {le}."),
    "less_than": mark("has to be less than {lt}."),
    "timezone": mark("has no time zone: end it with Z, as in 2026-11-22T00:00:00Z."),
    "datetime": mark("is not a moment: write it as 2026-11-22T00:00:00Z."),
    "date": mark("is not a date: write it as 2026-11-22."),
}
_OTHER = mark("cannot be used: {detail}")


def wrongs(error: ValidationError) -> Iterator[tuple[str, Said]]:
    """Say each thing that is wrong: the field's place, and what it is.

    Examples
    --------
    >>> from pydantic import BaseModel
    >>> class Plan(BaseModel):
    ...     rows: int
    >>> try:
    ...     Plan(rows="many")
    ... except ValidationError as error:
    ...     [(place, str(what)) for place, what in wrongs(error)]
    [('rows', 'is not a whole number.')]
    """
    for each in error.errors(include_url=False):
        yield ".".join(map(str, each["loc"])), _said(each["type"], each["msg"], each.get("ctx", {}))


def _said(kind: str, detail: str, values: Mapping[str, Any]) -> Said:
    if kind == "value_error":
        own = values["error"].args[0]
        return own if isinstance(own, Said) else Said(_OTHER, {"detail": str(own)})
    known = kind if kind in _SENTENCES else kind.partition("_")[0]
    if known not in _SENTENCES:
        return Said(_OTHER, {"detail": detail})
    if "expected" in values:
        values = {"expected": re.findall(r"'([^']*)'", str(values["expected"]))}
    return Said(_SENTENCES[known], values)
