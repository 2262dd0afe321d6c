"""Files that a team has: CSV, spreadsheets, JSON Lines, Parquet, or a zip of such, by a layout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from condat.core.errors import InputError
from condat.core.words import mark
from condat.listen.contract import Batch, Fetcher, Request
from condat.listen.files.chunk import Chunk, Part
from condat.listen.files.formats import parts
from condat.listen.files.unpacking import GZIP
from condat.listen.mapping.headers import Columns, Match, check, choose
from condat.listen.mapping.layout import Layout, all_ready, of_folder, parse, ready
from condat.listen.mapping.order import dated
from condat.listen.mapping.origin import Origin
from condat.listen.mapping.period import period
from condat.listen.mapping.rows import mapped
from condat.listen.values.dates import Order

_HEAD = 20  # rows among which the headers stand
_ORDERS: dict[str, Order] = {"day-first": "dmy", "month-first": "mdy"}


@dataclass(frozen=True)
class Opened:
    """A file whose parts are told: each with its layout."""

    file: str
    source: str
    parts: tuple[tuple[Part, Match], ...]
    period: tuple[datetime | None, datetime | None] = (None, None)

    @property
    def columns(self) -> Columns:
        """Which headers its layouts are known by, which they read and which they leave out."""
        found = [match.columns(part.preview[match.header_row]) for part, match in self.parts]
        every = (dict.fromkeys(chain.from_iterable(names)) for names in zip(*found, strict=True))
        return Columns(*map(list, every))

    @property
    def layouts(self) -> list[str]:
        """The names of the layouts in use."""
        return list(dict.fromkeys(match.layout.name for _, match in self.parts))


def read(request: Request, fetch: Fetcher) -> Iterator[Batch]:  # noqa: ARG001
    """Read a file.

    ``address`` is its path. Options: ``layout`` (the name of one, or a path to its TOML; else the
    headers tell), ``layouts`` (a folder of one's own layouts), ``at`` (of when its counts are, ISO
    8601), ``dates`` (``day-first`` or ``month-first``; else the dates tell). An empty ``source``
    stands for the layout's usual name, or that of the file.

    Raises
    ------
    InputError
        When the file cannot be read at all, or no layout fits.
    """
    with opened(request) as file:
        yield from batches(file, request)


@contextmanager
def opened(request: Request) -> Iterator[Opened]:
    """Open a file and find its layout; a sheet or a member of an archive that fits none is left."""
    path = Path(request.address)
    with parts(path) as found:
        told: list[tuple[Part, Match]] = []
        unfit: InputError | None = None
        for part in found:
            try:
                told.append((part, _match(part, request)))
            except InputError as error:
                unfit = unfit or error
        if not told:
            raise unfit or InputError(mark("holds nothing that can be read."), file=path.name)
        about = [pair for pair in told if not pair[1].layout.wide] or told
        usual = about[0][1].layout.source or Path(path.name.removesuffix(GZIP)).stem
        order = _ORDERS.get(request.options.get("dates", ""))
        read = tuple((part, dated(part, match, order)) for part, match in about)
        yield Opened(path.name, request.source or usual, read, period(found))


def headers(path: Path) -> list[str]:
    """Return the headers of a file as far as they show: its widest row before the data.

    Raises
    ------
    InputError
        When the file cannot be read at all.
    """
    with parts(path) as found:
        rows = [row for part in found for row in part.preview[:_HEAD]]
    best = max(rows, key=lambda row: sum(map(bool, row)), default=())
    return list(dict.fromkeys(filter(None, best)))


def batches(file: Opened, request: Request) -> Iterator[Batch]:
    """Read what was opened, chunk by chunk."""
    said = request.options.get("at")
    at = datetime.fromisoformat(said) if said else request.fetched_at
    origin = Origin(file.source, file.file, request.fetched_at, at, *file.period)
    for place, (part, match) in enumerate(file.parts):
        for chunk in part.chunks(match.header_row, match.layout.headers()):
            yield _batch(chunk, match.layout, origin, (place + chunk.done) / len(file.parts))


def _batch(chunk: Chunk, layout: Layout, origin: Origin, done: float) -> Batch:
    tables = mapped(chunk, layout, origin)
    return Batch(tables, read=len(chunk.lines) + len(chunk.broken), done=done)


def _match(part: Part, request: Request) -> Match:
    asked = request.options.get("layout", "")
    folder = Path(request.options.get("layouts", ""))
    own = of_folder(folder) if "layouts" in request.options else ()
    if asked:
        return check(_asked(asked, own), part.preview, part.name)
    names = {layout.name for layout in own}
    others = [layout for layout in all_ready() if layout.name not in names]
    return choose(part.preview, [*own, *others], part.name)


def _asked(asked: str, own: tuple[Layout, ...]) -> Layout:
    mine = next((layout for layout in own if layout.name == asked), None)
    if mine:
        return mine
    if not asked.endswith(".toml"):
        return ready(asked)
    path = Path(asked)
    if not path.is_file():
        raise InputError(mark("is not there."), file=asked)
    return parse(path.read_text("utf-8"), path.stem)
