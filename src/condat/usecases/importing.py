"""Import files: each row goes in or is rejected with its line, and nothing is half done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.compute as pc

from condat.corpus.schema import TABLES
from condat.corpus.transaction import Transaction
from condat.listen.connectors import files, paste
from condat.listen.connectors.files import Opened
from condat.listen.contract import Batch, Request
from condat.listen.known import added, same_people, updated
from condat.listen.web.http import Client
from condat.usecases.desk import Desk
from condat.usecases.voices import place_source

LAYOUTS = "layouts"
_SHOWN = 10
_DAY = re.compile(r"(20\d{2})-?(\d{2})-?(\d{2})")


@dataclass
class Imported:
    """What became of one file: rows read, rows rejected, rows for each table."""

    file: str
    source: str
    layouts: list[str]
    read: int = 0
    rejected: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    rejects: list[dict[str, Any]] = field(default_factory=list)
    preview: dict[str, list[dict[str, object]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What an import did; ``version`` is None where nothing changed."""

    files: list[Imported]
    changes: Mapping[str, Mapping[str, int]]
    version: int | None

    @property
    def rejected(self) -> int:
        """How many rows did not go in."""
        return sum(file.rejected for file in self.files)


def import_files(
    desk: Desk,
    paths: Sequence[Path],
    *,
    layout: str = "",
    source: str = "",
    side: str = "",
    at: datetime | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Import files into the corpus, all in one transaction.

    Parameters
    ----------
    layout : str
        The name of a layout or a path to one; empty lets the headers tell.
    source : str
        What to call where the rows are from; empty takes the layout's usual name or the file's.
    side : str
        ``ours``, ``competitor:NAME`` or ``audience``: written to the watch.
    at : datetime, optional
        Of when the counts in the files are.
    dry_run : bool
        Change nothing; return the first rows as they would go in.

    Raises
    ------
    InputError
        When a file cannot be read at all, or no layout fits it; nothing was imported.
    """
    with ExitStack() as stack:
        opened = [_open(desk, path, layout, source, at, stack) for path in paths]
        told = [Imported(o.file, o.source, o.layouts) for o, _ in opened]
        if dry_run:
            for (each, request), file in zip(opened, told, strict=True):
                for batch in files.batches(each, request):
                    _note(file, batch)
            return Outcome(told, {}, None)
        for name in dict.fromkeys(file.source for file in told):
            place_source(desk, name, side)
        return _write(desk, opened, told)


def import_post(
    desk: Desk,
    *,
    address: str = "",
    source: str = "",
    side: str = "",
    options: Mapping[str, str],
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
    told = Imported(address or "pasted text", name, [])
    with Client(desk.settings.fetch) as fetch:
        (batch,) = paste.read(request, fetch)
    place_source(desk, name, side)
    _note(told, batch)
    tables = dict(batch.tables)
    if "authors" in tables:
        tables["authors"] = added(tables["authors"], desk.corpus.snapshot().arrow("authors"))
    with desk.corpus.transaction(at=desk.as_of, note=f"import a post into {name}") as tx:
        for table, rows in tables.items():
            tx.upsert(table, rows)
    return _outcome([told], tx)


def _outcome(told: list[Imported], tx: Transaction) -> Outcome:
    changes = {name: dict(vars(change)) for name, change in tx.result.tables.items()}
    return Outcome(told, changes, tx.result.version)


def _open(
    desk: Desk, path: Path, layout: str, source: str, at: datetime | None, stack: ExitStack
) -> tuple[Opened, Request]:
    options = {"layouts": str(desk.root / LAYOUTS), "at": _counted(desk, path, at).isoformat()}
    options |= {"layout": layout} if layout else {}
    request = Request(source, str(path), desk.as_of, options)
    return stack.enter_context(files.opened(request)), request


def _counted(desk: Desk, path: Path, at: datetime | None) -> datetime:
    """Tell of when a file's counts are: as said, by its name, or when it was last written."""
    if at is not None:
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    named = _DAY.search(path.stem)
    try:
        if named:
            return datetime(*map(int, named.groups()), tzinfo=UTC)  # type: ignore[misc,arg-type]
    except ValueError:
        pass
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.exists() else desk.as_of
    return min(written.replace(microsecond=0), desk.as_of)


def _write(desk: Desk, opened: list[tuple[Opened, Request]], told: list[Imported]) -> Outcome:
    snapshot = desk.corpus.snapshot()
    known = snapshot.arrow("authors")
    contacts = [snapshot.arrow("contacts", columns=["person_uri", "name"])]
    authors = [known.select(["uri", "name", "handle"])]
    names = ", ".join(file.file for file in told)
    with desk.corpus.transaction(at=desk.as_of, note=f"import {names}") as tx:
        for (each, request), file in zip(opened, told, strict=True):
            _forget_rejects(tx, snapshot.arrow("rejects", columns=["uri", "file", "source"]), file)
            for batch in _shown(desk, each, request):
                tables = dict(batch.tables)
                if "authors" in tables:
                    tables["authors"] = added(tables["authors"], known)
                    known = updated(known, tables["authors"])
                    authors.append(tables["authors"].select(["uri", "name", "handle"]))
                if "contacts" in tables:
                    contacts.append(tables["contacts"].select(["person_uri", "name"]))
                for name, rows in tables.items():
                    tx.upsert(name, rows)
                _note(file, batch)
        _join_people(tx, contacts, authors, desk.as_of)
    return _outcome(told, tx)


def _shown(desk: Desk, opened: Opened, request: Request) -> Iterator[Batch]:
    size = max(Path(request.address).stat().st_size // 1024, 1)
    with desk.progress.step(desk.words("{file} (KB)", file=opened.file), size) as step:
        before = 0
        for batch in files.batches(opened, request):
            yield batch
            now = int((batch.done or 0) * size)
            step.advance(now - before)
            before = now


def _forget_rejects(tx: Transaction, rejects: pa.Table, file: Imported) -> None:
    """Clear what the same file left before: what is still wrong comes back with it."""
    same = pc.and_(pc.equal(rejects["file"], file.file), pc.equal(rejects["source"], file.source))
    earlier = rejects.filter(same).select(["uri"])
    if earlier.num_rows:
        tx.delete("rejects", earlier)


def _join_people(
    tx: Transaction, contacts: list[pa.Table], authors: list[pa.Table], at: datetime
) -> None:
    everyone = pa.concat_tables(contacts)
    if everyone.num_rows:
        rows = same_people(everyone, pa.concat_tables(authors))
        sources = pa.array(["contacts"] * rows.num_rows, pa.string())
        moments = pa.array([at] * rows.num_rows, TABLES["persons"].schema.field("fetched_at").type)
        joined = rows.append_column("source", sources).append_column("fetched_at", moments)
        tx.upsert("persons", joined)


def _note(file: Imported, batch: Batch) -> None:
    file.read += batch.read
    for name, rows in batch.tables.items():
        if name == "rejects":
            file.rejected += rows.num_rows
            room = _SHOWN - len(file.rejects)
            shown = rows.select(["file", "line", "field", "reason", "values", "raw"])
            file.rejects += shown.slice(0, max(room, 0)).to_pylist()
            continue
        file.rows[name] += rows.num_rows
        file.preview.setdefault(name, rows.slice(0, _SHOWN).to_pylist())
