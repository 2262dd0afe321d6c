"""Import files: each row goes in or is rejected with its line, and nothing is half done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from condat.core.errors import InputError
from condat.corpus.schema import TABLES
from condat.corpus.transaction import Transaction
from condat.listen.connectors import files
from condat.listen.connectors.files import Opened
from condat.listen.contract import Batch, Request
from condat.listen.known import added, same_people, updated
from condat.usecases.desk import Desk
from condat.usecases.listen.importing_told import Imported, Outcome, note, outcome
from condat.usecases.listen.voices import place_source

LAYOUTS = "layouts"
_DAY = re.compile(r"(20\d{2})-?(\d{2})-?(\d{2})")


def import_files(
    desk: Desk,
    paths: Sequence[Path],
    *,
    layout: str = "",
    source: str = "",
    side: str = "",
    at: datetime | None = None,
    dates: str = "",
    dry_run: bool = False,
) -> Outcome:
    """Import files into the corpus, all that can be read in one transaction.

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
    dates : str
        ``day-first`` or ``month-first``; empty lets the dates of each file tell.
    dry_run : bool
        Change nothing; return the first rows as they would go in.

    Raises
    ------
    InputError
        When no file can be read, or no layout fits any; nothing was imported. Where some can,
        the others are named in the outcome.
    """
    with ExitStack() as stack:
        said = {"layout": layout, "dates": dates}
        asked = [_request(desk, path, source, at, said) for path in paths]
        opened, left = _opened(stack, asked)
        told = [_told(file) for file, _ in opened]
        if dry_run:
            for (each, request), file in zip(opened, told, strict=True):
                for batch in files.batches(each, request):
                    note(file, batch)
            return Outcome(told, {}, None, left)
        for name in dict.fromkeys(file.source for file in told):
            place_source(desk, name, side)
        return replace(_write(desk, opened, told), left=left)


def _opened(
    stack: ExitStack, asked: Sequence[Request]
) -> tuple[list[tuple[Opened, Request]], list[InputError]]:
    """Open the files that can be read, and say of the others why not."""
    opened, left = [], []
    for request in asked:
        try:
            opened.append((stack.enter_context(files.opened(request)), request))
        except InputError as error:
            left.append(error)
    if not opened:
        raise left[0]
    return opened, left


def first_rows(
    desk: Desk, path: Path, *, layout: str, source: str, dates: str, most: int
) -> Imported:
    """Read a file until so many rows were seen, and change nothing; see ``import_files``."""
    request = _request(desk, path, source, None, {"layout": layout, "dates": dates})
    with files.opened(request) as opened:
        told = _told(opened)
        for batch in files.batches(opened, request):
            note(told, batch)
            if told.read >= most:
                break
    return told


def _request(
    desk: Desk, path: Path, source: str, at: datetime | None, said: Mapping[str, str]
) -> Request:
    options = {"layouts": str(desk.root / LAYOUTS), "at": _counted(desk, path, at).isoformat()}
    options |= {name: value for name, value in said.items() if value}
    return Request(source, str(path), desk.as_of, options)


def _told(file: Opened) -> Imported:
    columns = file.columns
    return Imported(
        file.file, file.source, file.layouts, columns.known_by, columns.read, columns.left
    )


def _counted(desk: Desk, path: Path, at: datetime | None) -> datetime:
    """Tell of when a file's counts are: as said, by its name, or when it was last written."""
    if at is not None:
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    named = _DAY.search(path.stem)
    if named and (day := _day("-".join(named.groups()))):
        return day
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.exists() else desk.as_of
    return min(written.replace(microsecond=0), desk.as_of)


def _day(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None


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
                note(file, batch)
        _join_people(tx, contacts, authors, desk.as_of)
    return outcome(told, tx)


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
