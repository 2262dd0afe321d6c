"""Import one post, given by its text or its address."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from condat.listen.connectors import paste
from condat.listen.connectors.paste import FIGURES
from condat.listen.contract import Request
from condat.listen.known import added
from condat.listen.web.http import Client
from condat.usecases.desk import Desk
from condat.usecases.listen.importing_told import Imported, Outcome, note, outcome
from condat.usecases.listen.voices import place_source

__all__ = ["FIGURES", "import_post"]


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
    name = source or urlsplit(address).hostname or "pasted"
    request = Request(name, address, desk.as_of, {"at": desk.as_of.isoformat(), **options})
    told = Imported(address or desk.words("pasted text"), name)
    with Client(desk.settings.fetch) as fetch:
        (batch,) = paste.read(request, fetch)
    note(told, batch)
    if dry_run:
        return Outcome([told], {}, None)
    place_source(desk, name, side)
    tables = dict(batch.tables)
    if "authors" in tables:
        tables["authors"] = added(tables["authors"], desk.corpus.snapshot().arrow("authors"))
    with desk.corpus.transaction(at=desk.as_of, note=f"import a post into {name}") as tx:
        for table, rows in tables.items():
            tx.upsert(table, rows)
    return outcome([told], tx)
