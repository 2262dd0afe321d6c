"""Is the workspace well? Settings, files, corpus; findings as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from condat.core.errors import CondatError
from condat.core.words import mark
from condat.corpus.check import Finding, check
from condat.usecases.desk import Desk
from condat.usecases.sources import sources_of
from condat.usecases.strategy import gate_of, personas_of

_READ: dict[str, Callable[[Desk], object]] = {
    "watch.toml": lambda desk: desk.watch,
    "strategy.toml": gate_of,
    "personas.toml": personas_of,
    "sources.toml": sources_of,
}


def doctor(desk: Desk) -> list[Finding]:
    """Look at everything that can be wrong before it is met; nothing is changed."""
    files = [_readable(desk, name, read) for name, read in _READ.items()]
    return [*files, *_rejects(desk), *check(desk.corpus.place)]


def _readable(desk: Desk, name: str, read: Callable[[Desk], object]) -> Finding:
    try:
        read(desk)
    except CondatError as error:
        return Finding("error", name, "{error}", error.advice, error.values | {"error": error})
    return Finding("ok", name, mark("can be read"))


def _rejects(desk: Desk) -> Iterator[Finding]:
    waiting = desk.corpus.snapshot().count("rejects")
    if waiting:
        said = mark("rows that could not go in: {count}")
        hint = mark("Correct the file and import it again; condat export writes them out.")
        yield Finding("warning", "rejects", said, hint, {"count": waiting})
