"""Tables computed from a version of the corpus, kept until a version or its parameters change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa

from condat.core.ids import slug
from condat.corpus.place import Place

FOLDER = "derived"
ENDING = ".arrow"


class Derived:
    """Results by name, version of the corpus, and a hash of parameters.

    Each is one Arrow file, written whole or not at all.
    """

    def __init__(self, place: Place) -> None:
        self._place = place

    def load(self, name: str, *, version: int, key: str) -> pa.Table | None:
        """Return a result, or None when it was not computed yet."""
        data = self._place.read(_name(name, version, key))
        return None if data is None else _read(data)

    def every(self, name: str) -> Iterator[pa.Table]:
        """Give the results of a name, whatever their parameters, the newest version first."""
        begin = f"{slug(name)}-"
        kept = [path.split("/") for path in self._whole()]
        mine = [(version, file) for _, version, file in kept if file.startswith(begin)]
        for version, file in sorted(mine, key=lambda one: -int(one[0].removeprefix("v"))):
            data = self._place.read(f"{FOLDER}/{version}/{file}")
            if data is not None:
                yield _read(data)

    def save(self, name: str, table: pa.Table, *, version: int, key: str) -> None:
        """Keep a result."""
        self._place.write(_name(name, version, key), _bytes(table))

    def rewrite(self, change: Callable[[pa.Table], pa.Table]) -> None:
        """Change every result that is kept; one that stays the same is not written."""
        for name in self._whole():
            table = _read(self._place.read(name) or b"")
            changed = change(table)
            if changed is not table:
                self._place.write(name, _bytes(changed))

    def drop(self, names: Iterable[str]) -> None:
        """Remove the results of these names, of every version: they are computed again."""
        begin = tuple(f"{slug(name)}-" for name in names)
        for path in self._place.all_files(FOLDER):
            if path.rpartition("/")[2].startswith(begin):
                self._place.remove(path)

    def clear(self) -> None:
        """Remove every result."""
        self._place.remove(FOLDER)

    def _whole(self) -> list[str]:
        """Name the files of results; a killed writer may have left half a file of another name."""
        return [name for name in self._place.all_files(FOLDER) if name.endswith(ENDING)]


def _read(data: bytes) -> pa.Table:
    return pa.ipc.open_file(data).read_all()


def _bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_file(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def _name(name: str, version: int, key: str) -> str:
    return f"{FOLDER}/v{version}/{slug(name)}-{slug(key)}{ENDING}"
