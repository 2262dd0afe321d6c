"""What is not the same in two versions of the corpus, told from the files that differ alone."""

from __future__ import annotations

import polars as pl
import pyarrow as pa

from condat.corpus.delta import CONTENT, DeltaFiles, File
from condat.corpus.place import Place
from condat.corpus.schema import TABLES
from condat.corpus.transaction import table_files
from condat.corpus.versions import Version


def touched(place: Place, before: Version, after: Version, table: str, column: str) -> set[str]:
    """Return the values of a column in the rows that came, changed or went.

    Parameters
    ----------
    before, after : Version
        Of one generation: no erasure lies between them.
    column : str
        A column of texts, such as the address of the post that a row speaks of.
    """
    delta = table_files(place, after.generation, TABLES[table])
    old = set(delta.files(before.tables.get(table)))
    new = set(delta.files(after.tables.get(table)))
    rows = [_rows(delta, files, column) for files in (sorted(old - new), sorted(new - old))]
    known = [column, CONTENT]
    gone = rows[0].join(rows[1], on=known, how="anti", nulls_equal=True)
    came = rows[1].join(rows[0], on=known, how="anti", nulls_equal=True)
    return set(pl.concat([gone, came])[column].drop_nulls())


def _rows(delta: DeltaFiles, files: list[File], column: str) -> pl.DataFrame:
    empty = pa.schema([(column, pa.string()), (CONTENT, pa.int64())]).empty_table()
    parts = [delta.read(file, [column, CONTENT]).cast(empty.schema) for file in files]
    return pl.DataFrame(pl.from_arrow(pa.concat_tables([empty, *parts])))
