"""What became of an import: file by file, and in the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from condat.core.errors import InputError
from condat.corpus.transaction import Transaction
from condat.listen.contract import Batch

_SHOWN = 10


@dataclass
class Imported:
    """What became of one file: rows read, rows rejected, rows for each table.

    ``known_by`` are the headers by which its layout was chosen, ``columns`` those that are read and
    ``left`` those that are left out.
    """

    file: str
    source: str
    layouts: list[str] = field(default_factory=list)
    known_by: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    read: int = 0
    rejected: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    rejects: list[dict[str, Any]] = field(default_factory=list)
    preview: dict[str, list[dict[str, object]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What an import did; ``version`` is None where nothing changed.

    ``left`` says of each file that could not be read why, and what to do.
    """

    files: list[Imported]
    changes: Mapping[str, Mapping[str, int]]
    version: int | None
    left: Sequence[InputError] = ()

    @property
    def rejected(self) -> int:
        """How many rows did not go in."""
        return sum(file.rejected for file in self.files)


def note(file: Imported, batch: Batch) -> None:
    """Count the rows of a batch, and keep the first of them to be shown."""
    file.read += batch.read
    for name, rows in batch.tables.items():
        if name == "rejects":
            file.rejected += rows.num_rows
            room = _SHOWN - len(file.rejects)
            shown = rows.select(["file", "line", "field", "reason", "values", "raw"])
            file.rejects += shown.slice(0, max(room, 0)).to_pylist()
            continue
        file.rows[name] += rows.num_rows
        file.preview.setdefault(name, rows.slice(0, _SHOWN).to_pylist())


def outcome(told: list[Imported], tx: Transaction) -> Outcome:
    """Say what a transaction changed."""
    changes = {name: dict(vars(change)) for name, change in tx.result.tables.items()}
    return Outcome(told, changes, tx.result.version)
