"""What readers see: every table at one version of the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import daft
import pyarrow as pa

from condat.core.errors import NotFoundError
from condat.core.words import mark
from condat.corpus.delta import DeltaFiles
from condat.corpus.engine import arrow
from condat.corpus.hashing import buckets
from condat.corpus.lock import shared
from condat.corpus.place import Place
from condat.corpus.schema import TABLES
from condat.corpus.transaction import table_files
from condat.corpus.versions import Version

AT_ONCE = 50_000  # rows that are sorted in memory


class Snapshot:
    """All tables at one version; it does not change while others write.

    ``frame`` is lazy: computed after an erasure it fails, since its files are gone.
    """

    def __init__(self, place: Place, version: Version) -> None:
        self._place, self._version = place, version

    @property
    def version(self) -> int:
        """The number of the version."""
        return self._version.number

    def frame(self, table: str) -> daft.DataFrame:
        """Return a table's rows as a lazy Daft frame, in no order."""
        delta, number = self._find(table)
        if number is None:
            return daft.from_arrow(TABLES[table].schema.empty_table())
        return delta.frame(number)

    def arrow(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """Return a table's rows, sorted by key, as an Arrow table of its schema."""
        known = TABLES[table]
        wanted = columns or known.schema.names
        schema = pa.schema([known.schema.field(name) for name in wanted])
        read = self.frame(table).sort([*known.key]).select(*wanted)
        with shared(self._place.lock):
            return arrow(read, schema)

    def parts(self, table: str) -> Iterator[pa.Table]:
        """Give a table's rows in parts that fit into memory, always in the same order.

        A part is a bucket, sorted by key; a table that is not large comes as one.
        """
        if self.count(table) <= AT_ONCE:
            yield self.arrow(table)
            return
        known, (delta, number) = TABLES[table], self._find(table)
        files = delta.files(number)
        for bucket in sorted({file.bucket for file in files}):
            with shared(self._place.lock):
                mine = (file for file in files if file.bucket == bucket)
                rows = [delta.read(file, known.schema.names).cast(known.schema) for file in mine]
            yield pa.concat_tables(rows).sort_by([(name, "ascending") for name in known.key])

    def pick(self, table: str, keys: Sequence[str], columns: list[str]) -> pa.Table:
        """Return the rows of a few keys, sorted by key: only the buckets that hold them are read.

        For tables whose rows are found by their first key column.
        """
        known, (delta, number) = TABLES[table], self._find(table)
        key = known.key[0]
        schema = pa.schema([known.schema.field(name) for name in dict.fromkeys([key, *columns])])
        wanted = pa.array(sorted(set(keys)), pa.string())
        found = [schema.empty_table()]
        if len(wanted):
            where = set(buckets(pa.chunked_array([wanted])).tolist())
            with shared(self._place.lock):
                for file in delta.files(number):
                    if file.bucket in where:
                        found.append(delta.pick(file, key, wanted, schema.names).cast(schema))
        return pa.concat_tables(found).sort_by(key)

    def count(self, table: str) -> int:
        """Return how many rows a table has (from the log: no row is read)."""
        delta, number = self._find(table)
        return sum(file.rows for file in delta.files(number))

    def _find(self, table: str) -> tuple[DeltaFiles, int | None]:
        if table not in TABLES:
            raise NotFoundError(
                mark("There is no table {table}."),
                table=table,
                names=list(TABLES),
                hint=mark("There are: {names}."),
            )
        delta = table_files(self._place, self._version.generation, TABLES[table])
        return delta, self._version.tables.get(table)
