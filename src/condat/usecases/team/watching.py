"""Change the watch as a whole; what a person wrote around it in the file stays."""

from __future__ import annotations

from typing import Any

import tomlkit

from condat.core import watch as watch_file
from condat.core.watch import Watch
from condat.usecases.desk import Desk
from condat.usecases.editing import editing


def write_watch(desk: Desk, watch: Watch) -> dict[str, list[Any]]:
    """Write the watch into its file.

    Returns
    -------
    dict
        The fields that changed, each with what it was and what it is.
    """
    before, after = (one.model_dump(mode="json") for one in (desk.watch, watch))
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changes:
        with editing(desk.root / watch_file.FILE) as document:
            _fill(document, {name: after[name] for name in changes})
    return changes


def _fill(document: tomlkit.TOMLDocument, values: dict[str, Any]) -> None:
    rivals, brand = values.pop("competitors", None), values.pop("brand", {})
    for name, value in values.items():
        document[name] = value
    _set(document["brand"], brand)
    if rivals is None:
        return
    tables = {table["name"]: table for table in document.get("competitors", [])}
    kept = tomlkit.aot()
    for rival in rivals:
        kept.append(_set(tables.get(rival["name"]) or tomlkit.table(), rival))
    if rivals:
        document["competitors"] = kept
    else:
        document.pop("competitors", None)


def _set(table: Any, values: dict[str, Any]) -> Any:
    """Set what is said or was said before; an empty list that nobody wrote stays out."""
    for name, value in values.items():
        if value or name in table:
            table[name] = value
    return table
