"""The sources that a team listens to: ``sources.toml`` in the workspace folder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

import tomlkit
from pydantic import BaseModel, ConfigDict, Field

from condat.core.errors import InputError, NotFoundError
from condat.core.ids import slug
from condat.core.words import mark
from condat.listen.contract import Fetcher
from condat.listen.discover import Found, look
from condat.listen.web.credential import BASIC, Credential
from condat.usecases.desk import Desk, read_toml
from condat.usecases.editing import editing
from condat.usecases.listen.listening_memory import forget, recall, remember
from condat.usecases.listen.voices import place_source

FILE = "sources.toml"


Every = Literal["1h", "6h", "1d", "7d"]
PAUSES: Mapping[Every, timedelta] = {
    "1h": timedelta(hours=1),
    "6h": timedelta(hours=6),
    "1d": timedelta(days=1),
    "7d": timedelta(days=7),
}


class Source(BaseModel):
    """One source: its name stands in every row that it gives.

    ``every`` is how often it is read when nobody asks; while ``paused`` it is not. ``login`` names
    the secret that it asks for, which stands in no file of the workspace (see ``logins``).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    connector: Literal["feeds", "wordpress"]
    address: str
    options: Mapping[str, str] = Field(default_factory=dict)
    every: Every = "1h"
    paused: bool = False
    login: str = Field("", pattern=r"^[A-Z0-9_]*$")
    sent_as: str = BASIC


class Sources(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: tuple[Source, ...] = ()


def sources_of(desk: Desk) -> tuple[Source, ...]:
    """Read the sources; none where there is no file.

    Raises
    ------
    InputError
        When the file is not as it should be, or two sources have one name.
    """
    path = desk.root / FILE
    if not path.exists():
        return ()
    sources = read_toml(path, Sources).sources
    names = [source.name for source in sources]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        told = mark("names two sources {name}.")
        raise InputError(told, name=twice[0], file=FILE, field="name")
    return sources


def chosen(desk: Desk, names: tuple[str, ...]) -> tuple[Source, ...]:
    """Return the sources of these names, all where no name is given.

    Raises
    ------
    NotFoundError
        When a name is unknown; the hint lists those there are.
    """
    known = {source.name: source for source in sources_of(desk)}
    for name in names:
        if name not in known:
            hint = mark("There are: {names}.") if known else ""
            told = mark("No source is named {name}.")
            raise NotFoundError(told, name=name, names=sorted(known), hint=hint)
    return tuple(known[name] for name in names or known)


def add(
    desk: Desk,
    address: str,
    *,
    fetch: Fetcher,
    name: str = "",
    side: str = "",
    credential: Credential | None = None,
    login: str = "",
) -> tuple[Source, Found]:
    """Find out what an address is, try it, and write it down; nothing is listened to yet.

    Parameters
    ----------
    name : str
        How to call the source; by default after its title.
    side : str
        Whose voice it is: ``ours``, ``competitor:NAME`` or ``audience``; written into the watch.
    credential : Credential, optional
        What ``fetch`` sends to the source, when that asks for a login.
    login : str
        The name of this secret, where it has one.

    Raises
    ------
    SourceError
        When the address cannot be read or there is nothing to listen to.
    InputError
        When the name or the address is listened to already, the side is none, or what is there to
        read stands on another host, which is not to be sent the secret.
    """
    found = tried(address, fetch, credential)
    kept = keep(desk, found, name=name, side=side, credential=credential, login=login)
    return kept, found


def tried(address: str, fetch: Fetcher, credential: Credential | None = None) -> Found:
    """Find out what an address is, and try it; a secret goes to its own host alone."""
    found = look(address, fetch)
    if credential and not credential.fits(found.address):
        told = mark("What is to be read is at {url}, on another host than the login is for.")
        hint = mark("Give that address itself, if its host is to know the secret.")
        raise InputError(told, url=found.address, hint=hint)
    return found


def keep(
    desk: Desk,
    found: Found,
    *,
    name: str = "",
    side: str = "",
    credential: Credential | None = None,
    login: str = "",
) -> Source:
    """Write down what was found at an address, and whose voice it is."""
    source = Source(
        name=name or slug(found.title) or slug(found.address),
        connector=_connector(found.connector),
        address=found.address,
        login=login,
        sent_as=credential.sent_as if credential else BASIC,
    )
    _write(desk, source, side)
    return source


def _new(desk: Desk, name: str, address: str) -> None:
    """Refuse a name or an address that is listened to already."""
    for source in sources_of(desk):
        if source.name == name:
            told = mark("A source is named {name} already.")
            raise InputError(told, name=name, hint=mark("Choose another: --name NAME"))
        if source.address == address:
            heard = mark("{url} is listened to already, as {name}.")
            raise InputError(heard, url=address, name=source.name)


def _write(desk: Desk, source: Source, side: str) -> None:
    written = {"name", "connector", "address"} | ({"login", "sent_as"} if source.login else set())
    with editing(desk.root / FILE) as document:
        _new(desk, source.name, source.address)
        place_source(desk, source.name, side)
        entry = tomlkit.table()
        entry.update(source.model_dump(include=written))
        document.setdefault("sources", tomlkit.aot()).append(entry)


def change(desk: Desk, name: str, *, every: str = "", paused: bool | None = None) -> Source:
    """Change how often a source is read, or rest it; what is not given stays.

    Raises
    ------
    NotFoundError
        When there is none of that name.
    InputError
        When it cannot be read so often.
    """
    (before,) = chosen(desk, (name,))
    if every and every not in PAUSES:
        told = mark("is none of: {expected}.")
        raise InputError(told, field="every", expected=list(PAUSES))
    changes: dict[str, object] = {"every": every} if every else {}
    changes |= {} if paused is None else {"paused": paused}
    with editing(desk.root / FILE) as document:
        next(entry for entry in document["sources"] if entry["name"] == name).update(changes)
    source = before.model_copy(update=changes)
    memory = recall(desk.root, name)
    if memory.succeeded_at and not memory.failures:
        due = memory.succeeded_at + PAUSES[source.every]
        remember(desk.root, name, memory.model_copy(update={"next_at": due}))
    return source


def remove(desk: Desk, name: str) -> None:
    """Stop listening to a source; what it gave stays in the corpus.

    Raises
    ------
    NotFoundError
        When there is none of that name.
    """
    chosen(desk, (name,))
    with editing(desk.root / FILE) as document:
        for place, entry in enumerate(document["sources"]):
            if entry["name"] == name:
                del document["sources"][place]
                break
    forget(desk.root, name)


def _connector(name: str) -> Literal["feeds", "wordpress"]:
    return "wordpress" if name == "wordpress" else "feeds"
