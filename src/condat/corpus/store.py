"""A corpus: tables of facts in a folder or an S3-compatible store, changed by transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import stamina
from deltalake.exceptions import TableNotFoundError

from condat.core.errors import ConflictError, NotFoundError
from condat.core.settings import Store
from condat.corpus.derived import Derived
from condat.corpus.lock import shared
from condat.corpus.place import Place, open_place
from condat.corpus.snapshot import Snapshot
from condat.corpus.transaction import Transaction
from condat.corpus.versions import Version, Versions

TRIES = 30


class Corpus:
    """The facts of one team.

    Examples
    --------
    >>> import tempfile
    >>> import pyarrow as pa
    >>> corpus = Corpus.create(tempfile.mkdtemp())
    >>> with corpus.transaction(at=datetime(2026, 1, 5, tzinfo=UTC), note="by hand") as tx:
    ...     tx.upsert("posts", pa.table({"uri": ["https://example.org/1"], "title": ["One"]}))
    >>> tx.result.version, corpus.snapshot().count("posts")
    (1, 1)
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self.derived = Derived(place)

    @classmethod
    def create(cls, uri: str | Path, options: Store | None = None) -> Corpus:
        """Make an empty corpus.

        Raises
        ------
        CorpusError
            When there is one already.
        """
        place = open_place(uri, options)
        place.make_folder("")
        Versions(place).create(datetime.now(UTC))
        return cls(place)

    @classmethod
    def open(cls, uri: str | Path, options: Store | None = None) -> Corpus:
        """Open the corpus that is there.

        Raises
        ------
        NotFoundError
            When there is none.
        """
        place = open_place(uri, options)
        try:
            Versions(place).load()
        except TableNotFoundError:
            raise NotFoundError(f"There is no corpus in {uri}.", hint="Run: condat init") from None
        return cls(place)

    @contextmanager
    def transaction(self, *, at: datetime, note: str = "") -> Iterator[Transaction]:
        """Change tables: all that is done inside the block is seen at its end, or nothing.

        Parameters
        ----------
        at : datetime
            When; kept with the version.
        note : str
            What for; kept with the version. It must not name a person.
        """
        transaction = Transaction(self._place, at, note)
        yield transaction
        for attempt in stamina.retry_context(
            on=ConflictError, attempts=TRIES, timeout=None, wait_initial=0.05, wait_max=2.0
        ):
            with attempt, shared(self._place.lock):
                transaction.commit()

    def snapshot(self, version: int | None = None) -> Snapshot:
        """Return all tables at a version, by default the latest.

        Raises
        ------
        NotFoundError
            When that version is not kept.
        ErasedError
            When an erasure ended it.
        """
        history = Versions(self._place).load()
        return Snapshot(self._place, history.latest if version is None else history.get(version))

    def versions(self) -> tuple[Version, ...]:
        """Return every version that is kept, oldest first."""
        return Versions(self._place).load().versions
