"""Every table out: the facts, and what the last plan found in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from condat.core.errors import ErasedError, NotFoundError
from condat.core.words import mark
from condat.corpus.schema import TABLES
from condat.distribute.tables import PLAN
from condat.usecases.desk import Desk
from condat.usecases.keep.formats import Format, stream_table, write_table
from condat.usecases.plan.agreed import agreed
from condat.usecases.show import browsing
from condat.usecases.show.browsing import Browsed

ROWS = 20_000  # that are written at once
PLANNED = "plan"
RESULTS = (PLANNED, *browsing.NAMES)
NAMES = (*TABLES, *RESULTS)


@dataclass(frozen=True)
class Tables:
    """The tables of a workspace at one version: facts as they are kept, results in memory."""

    desk: Desk
    version: int | None
    results: Mapping[str, pa.Table]

    def rows(self, name: str) -> int:
        """Count the rows of a table; none of a result that no plan has found yet."""
        if name in TABLES:
            return self.desk.corpus.snapshot(self.version).count(name)
        return self.results[name].num_rows if name in self.results else 0

    def write(self, name: str, path: Path, form: Format) -> int:
        """Write a table to a file that is seen whole or not at all; return the rows.

        Raises
        ------
        NotFoundError
            When there is no table of this name, or no plan has found it yet.
        """
        return write_table(path, *self._read(name), form)

    def stream(self, name: str, form: Format) -> Iterator[bytes]:
        """Give a table as the bytes of a file, part by part.

        Raises
        ------
        NotFoundError
            When there is no table of this name, or no plan has found it yet.
        """
        return stream_table(*self._read(name), form)

    def _read(self, name: str) -> tuple[pa.Schema, Iterable[pa.RecordBatch]]:
        if name in TABLES:
            parts = self.desk.corpus.snapshot(self.version).parts(name)
            batches = (batch for part in parts for batch in part.to_batches(max_chunksize=ROWS))
            return TABLES[name].schema, batches
        if name not in self.results:
            told, hint = mark("There is no table {table}."), mark("There are: {names}.")
            raise NotFoundError(told, table=name, names=[*TABLES, *self.results], hint=hint)
        table = self.results[name]
        return table.schema, table.to_batches()


def gathered(desk: Desk, found: Browsed | None, version: int | None = None) -> Tables:
    """Gather the tables of a version, and what a plan found.

    The plan stands in them as the team has agreed on it since.
    """
    if found is None:
        return Tables(desk, version, {})
    rows = agreed(desk, found.tables[PLANNED].to_pylist())
    plan = pa.Table.from_pylist(rows, schema=PLAN)
    return Tables(desk, version, {name: found.tables[name] for name in RESULTS} | {PLANNED: plan})


def export(desk: Desk, folder: Path, *, form: Format, version: int | None = None) -> dict[str, int]:
    """Write each table to ``folder/TABLE.FORM``.

    Results are those of the plan made from that version, or of the last; none where no plan was
    made, or an erasure ended it.

    Returns
    -------
    dict
        Rows written, by table.

    Raises
    ------
    NotFoundError, ErasedError
        When that version of the corpus is not kept.
    """
    desk.corpus.snapshot(version)
    found = None
    with suppress(ErasedError):
        found = browsing.browsed(desk, version)
    there = gathered(desk, found, version)
    names = (*TABLES, *there.results)
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    with desk.progress.step(mark("Exporting"), total=len(names)) as step:
        for name in names:
            written[name] = there.write(name, folder / f"{name}.{form}", form)
            step.advance()
    return written
