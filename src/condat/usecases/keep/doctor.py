"""Is the workspace well? Settings, files, corpus; findings as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import daft

from condat.core.errors import CondatError
from condat.core.words import mark
from condat.corpus.check import Finding, check
from condat.plan.scope import sided
from condat.usecases.desk import Desk
from condat.usecases.listen.sources import sources_of
from condat.usecases.team.strategy import gate_of, personas_of

_READ: dict[str, Callable[[Desk], object]] = {
    "watch.toml": lambda desk: desk.watch,
    "strategy.toml": gate_of,
    "personas.toml": personas_of,
    "sources.toml": sources_of,
}


def doctor(desk: Desk) -> list[Finding]:
    """Look at everything that can be wrong before it is met; nothing is changed."""
    files = [_readable(desk, name, read) for name, read in _READ.items()]
    found = [*files, *_rejects(desk), *check(desk.corpus.place)]
    broken = any(finding.level == "error" for finding in found)
    return found if broken else [*found, *_heard(desk)]


def _readable(desk: Desk, name: str, read: Callable[[Desk], object]) -> Finding:
    try:
        read(desk)
    except CondatError as error:
        return Finding("error", name, "{error}", error.advice, error.values | {"error": error})
    return Finding("ok", name, mark("can be read"))


def _heard(desk: Desk) -> Iterator[Finding]:
    """Say when the watch is so narrow that nobody is heard."""
    posts = desk.corpus.snapshot().frame("posts")
    heard = sided(posts, desk.watch, desk.as_of).where(daft.col("side") == "audience")
    if posts.limit(1).count_rows() and not heard.limit(1).count_rows():
        said = mark("The watch leaves out every post of the audience.")
        hint = mark(
            "Look at its subjects, places and languages: each leaves out what is not in it."
        )
        yield Finding("warning", "watch.toml", said, hint)


def _rejects(desk: Desk) -> Iterator[Finding]:
    waiting = desk.corpus.snapshot().count("rejects")
    if waiting:
        said = mark("rows that could not go in: {count}")
        hint = mark("Correct the file and import it again; condat export writes them out.")
        yield Finding("warning", "rejects", said, hint, {"count": waiting})
