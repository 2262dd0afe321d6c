"""Import one post, given by its text or its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pyarrow.feather import read_table, write_feather

from condat.core.errors import InputError
from condat.core.words import mark
from condat.listen.connectors import paste
from condat.listen.connectors.paste import FIGURES
from condat.listen.contract import Batch, Request
from condat.listen.known import added
from condat.listen.web.http import Client
from condat.usecases.desk import Desk
from condat.usecases.listen.importing_told import Imported, Outcome, note, outcome
from condat.usecases.listen.voices import place_source

__all__ = ["FIGURES", "import_post", "keep_left", "keep_post", "leave", "read_post"]

LEFT = ".arrow"  # how the files of a post that waits end


def import_post(
    desk: Desk,
    *,
    address: str = "",
    source: str = "",
    side: str = "",
    options: Mapping[str, str],
    dry_run: bool = False,
) -> Outcome:
    """Import one post by its text or its address; ``options`` are those of the connector.

    Raises
    ------
    InputError
        When there is no text, or a date or a count is none.
    SourceError
        When the page cannot be fetched, or holds nothing to read.
    """
    read = read_post(desk, address=address, source=source, options=options)
    if dry_run:
        return Outcome([read.told], {}, None)
    return keep_post(desk, read, side=side)


@dataclass(frozen=True)
class Read:
    """A post as it would come in, and what is told of it."""

    told: Imported
    batch: Batch


def read_post(
    desk: Desk, *, address: str = "", source: str = "", options: Mapping[str, str]
) -> Read:
    """Read one post of its text or its address; nothing is kept."""
    name = source or _host(address) or "pasted"
    request = Request(name, address, desk.as_of, {"at": desk.as_of.isoformat(), **options})
    told = Imported(address or desk.words("pasted text"), name)
    with Client(desk.settings.fetch) as fetch:
        (batch,) = paste.read(request, fetch)
    note(told, batch)
    return Read(told, batch)


def keep_post(desk: Desk, read: Read, *, side: str = "") -> Outcome:
    """Keep a post that was read, and say whose voice its source is."""
    name, tables = read.told.source, dict(read.batch.tables)
    place_source(desk, name, side)
    if "authors" in tables:
        tables["authors"] = added(tables["authors"], desk.corpus.snapshot().arrow("authors"))
    with desk.corpus.transaction(at=desk.as_of, note=f"import a post into {name}") as tx:
        for table, rows in tables.items():
            tx.upsert(table, rows)
    return outcome([read.told], tx)


def leave(read: Read, folder: Path) -> None:
    """Leave a post that was read in a folder, for :func:`keep_left`."""
    for name, rows in read.batch.tables.items():
        write_feather(rows, folder / f"{name}{LEFT}")


def keep_left(desk: Desk, folder: Path, *, source: str, side: str = "") -> Outcome:
    """Keep a post that was left in a folder; twice is once."""
    tables = {path.stem: read_table(path) for path in sorted(folder.glob(f"*{LEFT}"))}
    return keep_post(desk, Read(Imported("", source), Batch(tables)), side=side)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        raise InputError(mark("{url} is not an address."), url=address, field="address") from None
