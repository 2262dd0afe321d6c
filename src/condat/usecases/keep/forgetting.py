"""Forget a person: from every table, every earlier version, every file of the workspace."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches

import daft
from daft import col, lit
from filelock import Timeout

from condat.core.errors import InputError, NotFoundError
from condat.core.words import mark
from condat.corpus.snapshot import Snapshot
from condat.usecases.desk import Desk, write_whole
from condat.usecases.editing import NOTED
from condat.usecases.keep import unfinished
from condat.usecases.keep.written import written_files
from condat.usecases.search import indexing

MADE_WITH = ("reports", "uploads")
NOTE = "forgetting"
_FEW = 3  # names that are offered for one that nobody has
A_WHILE = 60.0  # seconds after which nobody writes at a file that is half written


@dataclass(frozen=True)
class Person:
    """Somebody in the corpus: their own address, all their accounts, what they are called."""

    uri: str
    uris: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Forgotten:
    """What an erasure did."""

    removed: dict[str, int]
    version: int
    files: tuple[str, ...]


def find(desk: Desk, who: str) -> Person:
    """Find one person by address, handle, e-mail or name.

    Raises
    ------
    NotFoundError
        When nobody is called so.
    InputError
        When several people are; the hint lists their addresses.
    """
    snapshot = desk.corpus.snapshot()
    person_of = _links(snapshot)
    people = sorted({person_of.get(uri, uri) for uri in _called(snapshot, who)})
    if not people:
        near = _near(snapshot, who)
        hint = mark("Did you mean {near}?") if near else ""
        told = mark("Nobody in the corpus is called {name}.")
        raise NotFoundError(told, name=who, near=near, hint=hint)
    if len(people) > 1:
        told, hint = mark("Several people are called {name}."), mark("Give one of: {people}")
        raise InputError(told, name=who, people="; ".join(people), hint=hint)
    uris = sorted({people[0], *(uri for uri, person in person_of.items() if person == people[0])})
    return Person(people[0], tuple(uris), _names(snapshot, uris))


def forget(desk: Desk, person: Person) -> Forgotten:
    """Erase a person; reports, uploads and the index go too, since the person stands in them.

    A run killed at any point is finished by ``resume``.
    """
    with unfinished.begun(desk, NOTE):
        with indexing.without(desk):
            erased = desk.corpus.forget(at=datetime.now(UTC), uris=person.uris, names=person.names)
        return Forgotten(erased.removed, erased.version, tuple(_clean(desk)))


def resume(desk: Desk) -> bool:
    """Finish an erasure whose process was killed, and say so; one under way is left alone."""
    if unfinished.noted(desk, NOTE) is None:
        return False
    with suppress(Timeout), unfinished.begun(desk, NOTE, wait=0):
        desk.corpus.snapshot()  # to open a corpus finishes what is pending in its tables
        _clean(desk)
        return True
    return False


def _clean(desk: Desk) -> list[str]:
    """Take who was erased out of every file of the folder; safe to do again."""
    for name in MADE_WITH:
        shutil.rmtree(desk.root / name, ignore_errors=True)
    unfinished.sweep(desk.root, older=A_WHILE)
    for note in desk.root.glob(f"{NOTED}*"):
        note.unlink(missing_ok=True)
    return redact(desk)


def _called(snapshot: Snapshot, who: str) -> set[str]:
    wanted = who.strip().lstrip("@").lower()
    authors, contacts = snapshot.frame("authors"), snapshot.frame("contacts")
    found = _matching(authors, wanted, ("uri", "url", "handle", "name"), "uri")
    return found | _matching(contacts, wanted, ("person_uri", "name", "email"), "person_uri")


def _near(snapshot: Snapshot, who: str) -> list[str]:
    """Return a few names that hold what was typed, or are written nearly so."""
    frames = (snapshot.frame(table).select("name") for table in ("authors", "contacts"))
    names = sorted({name for frame in frames for name in frame.to_pydict()["name"] if name})
    wanted = who.strip().lstrip("@").lower()
    holding = [name for name in names if wanted and wanted in name.lower()]
    return (holding or get_close_matches(who, names))[:_FEW]


def _matching(frame: daft.DataFrame, wanted: str, columns: tuple[str, ...], key: str) -> set[str]:
    same = lit(False)
    for name in columns:
        same = same | (col(name).lower().fill_null("") == lit(wanted))
    return set(frame.where(same).select(key).to_pydict()[key])


def _links(snapshot: Snapshot) -> dict[str, str]:
    """Return the person of each account that is known to be somebody's."""
    links = snapshot.arrow("persons", ["author_uri", "person_uri"]).to_pydict()
    return dict(zip(links["author_uri"], links["person_uri"], strict=True))


def _names(snapshot: Snapshot, uris: list[str]) -> tuple[str, ...]:
    authors = snapshot.frame("authors").where(col("uri").is_in(uris)).select("name", "handle")
    contacts = snapshot.frame("contacts").where(col("person_uri").is_in(uris))
    tables = (authors.to_pydict(), contacts.select("name", "email").to_pydict())
    return tuple(sorted({n for table in tables for names in table.values() for n in names if n}))


def redact(desk: Desk) -> list[str]:
    """Take who was erased out of the files that the team wrote; return those that changed."""
    changed = []
    for path in written_files(desk.root):
        text = path.read_text("utf-8")
        without = desk.corpus.redact(text)
        if without != text:
            write_whole(path, without)
            changed.append(str(path.relative_to(desk.root)))
    return changed
