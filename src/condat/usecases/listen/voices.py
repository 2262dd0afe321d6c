"""Whose a source is, written into the team's watch."""

from __future__ import annotations

from typing import Any

import tomlkit

from condat.core import watch as watch_file
from condat.core.errors import InputError
from condat.core.words import mark
from condat.usecases.desk import Desk
from condat.usecases.editing import editing

_COMPETITOR = "competitor"


def place_source(desk: Desk, source: str, side: str) -> None:
    """Say in the watch whose a source is: ``ours``, ``competitor:NAME`` or ``audience``.

    Raises
    ------
    InputError
        When the side is none of these.
    """
    kind, _, name = side.partition(":")
    if not side:
        return
    if kind not in ("ours", _COMPETITOR, "audience") or (kind == _COMPETITOR) != bool(name.strip()):
        hint = mark("Say: --as ours, --as competitor:NAME or --as audience.")
        raise InputError(mark('"{side}" is no side.'), side=side, hint=hint)
    with editing(desk.root / watch_file.FILE) as document:
        voices = [document["brand"], *document.get("competitors", [])]
        for voice in voices:
            _leave(voice, source)
        if kind != "audience":
            _enter(_voice(document, kind, name.strip()), source)


def _voice(document: tomlkit.TOMLDocument, kind: str, name: str) -> Any:
    if kind == "ours":
        return document["brand"]
    for rival in document.get("competitors", []):
        if rival["name"].casefold() == name.casefold():
            return rival
    rivals = document.setdefault("competitors", tomlkit.aot())
    rival = tomlkit.table()
    rival["name"] = name
    rivals.append(rival)
    return rivals[-1]


def _enter(voice: Any, source: str) -> None:
    if "sources" not in voice:
        voice["sources"] = tomlkit.array()
    voice["sources"].append(source)


def _leave(voice: Any, source: str) -> None:
    if source in voice.get("sources", []):
        voice["sources"].remove(source)
