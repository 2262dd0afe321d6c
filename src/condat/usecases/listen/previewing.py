"""Look into a file before it is imported: its layout, its first rows, what is wrong with others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from condat.core.errors import InputError
from condat.core.ids import slug
from condat.core.words import mark
from condat.listen.connectors import files
from condat.listen.mapping.chosen import Field, chosen, fields, guessed, read_by, written
from condat.listen.mapping.layout import Layout, all_ready, of_folder, parse, ready
from condat.usecases.desk import Desk, write_whole
from condat.usecases.listen.importing import LAYOUTS, first_rows
from condat.usecases.listen.importing_told import Imported

MOST = 20_000  # rows that a look reads
START = "community"  # the layout to map to when none fits
MAPPING = "mapping.toml"


@dataclass(frozen=True)
class Look:
    """What a file is taken for.

    Parameters
    ----------
    headers : list of str
    layout : Layout
        What its headers are read by; with ``recognised`` false, only to map from.
    fields : list of Field
        What can be mapped; empty where a file has several tables.
    picks : mapping
        The header that each field reads, by the field's key.
    file : Imported or None
        The first rows, and what is wrong; None while they cannot be read.
    problem : InputError or None
        Why they cannot.
    """

    headers: list[str]
    layout: Layout
    recognised: bool
    fields: list[Field]
    picks: Mapping[str, str]
    file: Imported | None
    problem: InputError | None = None

    @property
    def missing(self) -> list[str]:
        """The fields that rows cannot go in without, and that read no header."""
        return [one.key for one in self.fields if one.required and not self.picks.get(one.key)]


def layouts(desk: Desk) -> list[Layout]:
    """Return the team's own mappings, then the ready layouts that none of them replaces."""
    own = of_folder(desk.root / LAYOUTS)
    names = {layout.name for layout in own}
    return [*own, *(layout for layout in all_ready() if layout.name not in names)]


def look(desk: Desk, path: Path, *, layout: str = "", dates: str = "", source: str = "") -> Look:
    """Say what a file is taken for, by its headers or as it was said.

    Raises
    ------
    InputError
        When the file cannot be read at all.
    """
    seen = files.headers(path)
    try:
        file = _first(desk, path, layout=layout, dates=dates, source=source)
    except InputError as error:
        if not seen:
            raise
        base = _named(desk, layout or START)
        picks = guessed(base, seen)
        return Look(seen, base, False, fields(base), picks, None, error)
    base = _named(desk, file.layouts[0])
    several = len(file.layouts) > 1 or base.wide
    return Look(seen, base, True, [] if several else fields(base), read_by(base, seen), file)


def remap(
    desk: Desk, path: Path, *, layout: str, picks: Mapping[str, str], dates: str, source: str
) -> Look:
    """Look again with other headers for some fields; the mapping is kept beside the file.

    Raises
    ------
    InputError
        When the file cannot be read at all.
    """
    base, seen = _named(desk, layout or START), files.headers(path)
    known = {key: header for key, header in picks.items() if header in seen}
    here = path.with_name(MAPPING)
    write_whole(here, written(chosen(base, known)))
    found = Look(seen, base, True, fields(base), known, None)
    if found.missing:
        return found
    try:
        file = _first(desk, path, layout=str(here), dates=dates, source=source)
    except InputError as error:
        return Look(seen, base, True, fields(base), known, None, error)
    return Look(seen, base, True, fields(base), known, file)


def keep_mapping(desk: Desk, path: Path, name: str) -> Path:
    """Keep the mapping that was made for a file, under a name, for files to come.

    Raises
    ------
    InputError
        When the name has no letter, or is that of a mapping that is kept already.
    """
    kept = desk.root / LAYOUTS / f"{slug(name)}.toml"
    if not slug(name):
        raise InputError(mark("Give the mapping a name."), field="keep")
    if kept.exists():
        told = mark("A mapping is named {name} already.")
        raise InputError(told, name=name, field="keep")
    layout = parse(path.with_name(MAPPING).read_text("utf-8"), slug(name))
    write_whole(kept, written(layout.model_copy(update={"title": name})))
    return kept


def _named(desk: Desk, name: str) -> Layout:
    known: Sequence[Layout] = layouts(desk)
    return next((layout for layout in known if layout.name == name), None) or ready(name)


def _first(desk: Desk, path: Path, *, layout: str, dates: str, source: str) -> Imported:
    return first_rows(desk, path, layout=layout, source=source, dates=dates, most=MOST)
