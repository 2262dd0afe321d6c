"""The versions of a corpus: each names one version of every table, and is written last."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime

import pyarrow as pa

from condat.core.errors import AlreadyError, ErasedError, NotFoundError
from condat.core.words import mark
from condat.corpus.delta import BUCKET, DeltaFiles, File
from condat.corpus.place import Place
from condat.corpus.schema import COUNT, TEXT, TIME

FOLDER = "versions"
_FIELDS = [
    ("number", COUNT),
    ("at", TIME),
    ("note", TEXT),
    ("generation", COUNT),
    ("tables", TEXT),
    ("erased_at", TIME),
]
_SCHEMA = pa.schema([pa.field(*pair) for pair in _FIELDS])


@dataclass(frozen=True)
class Version:
    """One state of the whole corpus.

    Attributes
    ----------
    number : int
        0 is the empty corpus; never used twice.
    generation : int
        The folder of tables that it reads; an erasure starts the next one.
    tables : dict
        The Delta version of each table that is there.
    erased_at : datetime, optional
        When an erasure ended it; it cannot be read any more.
    """

    number: int
    at: datetime
    note: str = ""
    generation: int = 1
    tables: dict[str, int] = field(default_factory=dict)
    erased_at: datetime | None = None

    def next(self, at: datetime, note: str, changed: dict[str, int]) -> Version:
        """Return the version that follows, with the changed tables at their new versions."""
        tables = self.tables | changed
        return replace(self, number=self.number + 1, at=at, note=note, tables=tables)


@dataclass(frozen=True)
class History:
    """All versions as read at one moment, and the files they were read from."""

    versions: tuple[Version, ...]
    files: tuple[File, ...]

    @property
    def latest(self) -> Version:
        """The version that readers get."""
        return self.versions[-1]

    def get(self, number: int) -> Version:
        """Return a version by its number.

        Raises
        ------
        NotFoundError
            When there is none, or vacuum removed it.
        ErasedError
            When an erasure ended it.
        """
        found = next((v for v in self.versions if v.number == number), None)
        if found is None:
            raise NotFoundError(
                mark("The corpus keeps no version {version}."),
                version=str(number),
                latest=str(self.latest.number),
                hint=mark("The latest is {latest}."),
            )
        if found.erased_at is not None:
            raise ErasedError(
                mark(
                    "Version {version} cannot be read since {moment}: "
                    "a person was erased from the corpus."
                ),
                version=str(number),
                moment=found.erased_at,
            )
        return found


class Versions:
    """The table of versions of a corpus."""

    def __init__(self, place: Place) -> None:
        schema = pa.schema([*_SCHEMA, pa.field(BUCKET, pa.int32())])
        self._table = DeltaFiles(place, FOLDER, schema)

    def create(self, at: datetime) -> None:
        """Write the table with version 0, the empty corpus.

        Raises
        ------
        AlreadyError
            When there is a corpus already.
        """
        self._table.create()
        if self._table.current():
            uri = self._table.place.uri
            raise AlreadyError(mark("There is a corpus in {uri} already."), uri=uri)
        self.replace(History((), ()), (Version(0, at),))

    def load(self) -> History:
        """Read all versions."""
        files = tuple(self._table.current())
        rows = [row for file in files for row in self._table.read(file).to_pylist()]
        versions = (Version(**row | {"tables": json.loads(row["tables"])}) for row in rows)
        return History(tuple(sorted(versions, key=lambda version: version.number)), files)

    def publish(self, seen: History, version: Version) -> None:
        """Add a version to those seen: compare and set.

        Raises
        ------
        ConflictError
            When another writer published since.
        """
        self.replace(seen, (*seen.versions, version))

    def replace(self, seen: History, versions: tuple[Version, ...]) -> None:
        """Write all versions anew in the place of those seen: compare and set."""
        rows = [vars(v) | {"tables": json.dumps(v.tables, sort_keys=True)} for v in versions]
        file = self._table.write(pa.Table.from_pylist(rows, _SCHEMA), 0)
        self._table.commit([file], instead_of=seen.files)

    def vacuum(self) -> int:
        """Remove the files that earlier states of this table were kept in; return how many."""
        return len(self._table.vacuum([self._table.open().version()]))
