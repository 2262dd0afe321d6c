"""A corpus: tables of facts in a folder or an S3-compatible store, changed by transactions."""

from __future__ import annotations

import random
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
from deltalake.exceptions import TableNotFoundError

from condat.core.errors import AlreadyError, ConflictError, NotFoundError
from condat.core.settings import Store
from condat.core.words import mark
from condat.corpus import erasure, suppression, vacuum
from condat.corpus.derived import Derived
from condat.corpus.erasure import Erased
from condat.corpus.lock import alone, shared
from condat.corpus.objection import unranked
from condat.corpus.place import Place, open_place
from condat.corpus.snapshot import Snapshot
from condat.corpus.suppression import Suppression
from condat.corpus.touched import touched
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
        self.place = place
        self.derived = Derived(place)

    @classmethod
    def create(cls, uri: str | Path, options: Store | None = None) -> Corpus:
        """Make an empty corpus.

        Raises
        ------
        AlreadyError
            When there is one already.
        """
        place = open_place(uri, options)
        place.make_folder("")
        with alone(place.lock):
            if place.read(suppression.FILE) is None:  # its key comes before anything else
                suppression.save(place, suppression.load(place))
            Versions(place).create(datetime.now(UTC))
        return cls(place)

    @classmethod
    def ensure(cls, uri: str | Path, options: Store | None = None) -> Corpus:
        """Open the corpus that is there, or make it: all who come at once get the same one."""
        try:
            return cls.open(uri, options)
        except NotFoundError:
            with suppress(AlreadyError, ConflictError):  # another has just made it
                return cls.create(uri, options)
        return cls.open(uri, options)

    @classmethod
    def open(cls, uri: str | Path, options: Store | None = None) -> Corpus:
        """Open the corpus that is there.

        Raises
        ------
        NotFoundError
            When there is none.
        """
        place = open_place(uri, options)
        missing = NotFoundError(
            mark("There is no corpus in {uri}."), uri=uri, hint=mark("Run: condat init")
        )
        try:
            history = Versions(place).load()
        except TableNotFoundError:
            raise missing from None
        if not history.versions:  # a creation that was killed; creating again completes it
            raise missing
        if suppression.load(place).pending is not None:
            with alone(place.lock):
                erasure.finish(place, datetime.now(UTC))
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
        transaction = Transaction(self.place, at, note)
        yield transaction
        for attempt in range(TRIES):
            try:
                with shared(self.place.lock):
                    return transaction.commit()
            except ConflictError:
                if attempt == TRIES - 1:
                    raise
            time.sleep(random.uniform(0, min(2.0, 0.05 * 2**attempt)))  # noqa: S311 - jitter

    def snapshot(self, version: int | None = None) -> Snapshot:
        """Return all tables at a version, by default the latest.

        Raises
        ------
        NotFoundError
            When that version is not kept.
        ErasedError
            When an erasure ended it.
        """
        history = Versions(self.place).load()
        return Snapshot(self.place, history.latest if version is None else history.get(version))

    def touched(self, table: str, column: str, *, since: int, until: int) -> set[str]:
        """Return the values of a column in the rows that two versions do not share.

        Raises
        ------
        NotFoundError, ErasedError
            When one of the versions is not kept.
        """
        history = Versions(self.place).load()
        before, after = history.get(since), history.get(until)
        with shared(self.place.lock):
            return touched(self.place, before, after, table, column)

    def forget(self, *, at: datetime, uris: Iterable[str], names: Iterable[str] = ()) -> Erased:
        """Erase a person from every table and every version; nothing brings them back.

        Their rows go, with what was counted or done on their posts; what else names them is
        changed (see ``corpus.scrub``). Every earlier version ends, and results made from it go.

        Parameters
        ----------
        at : datetime
            Since when earlier versions cannot be read.
        uris : iterable of str
            All their accounts, and the person's own URI.
        names : iterable of str
            Names and handles, besides those that their own rows give. One that someone else's
            account bears too is left alone.

        Raises
        ------
        NotFoundError
            When no row of the corpus is theirs.
        """
        with alone(self.place.lock):
            erasure.begin(self.place, Versions(self.place).load().latest, uris, names)
            return erasure.finish(self.place, at)

    def object(self, uris: Iterable[str]) -> None:
        """Note that somebody objects: they are ranked and approached no more, their posts stay.

        What was computed of them before goes from the rankings that are kept.
        """
        with alone(self.place.lock):
            listed = suppression.load(self.place).adding(objected=uris)
            suppression.save(self.place, listed)
            self.derived.rewrite(lambda table: unranked(table, listed.objects))

    def take_back(self, uris: Iterable[str]) -> None:
        """Note that somebody objects no more; what is computed next may rank them."""
        with alone(self.place.lock):
            listed = suppression.load(self.place)
            gone = {listed.hash(uri) for uri in uris}
            suppression.save(self.place, replace(listed, objected=listed.objected - gone))

    def unranked(self, table: pa.Table) -> pa.Table:
        """Leave out of a table the rows of people who objected."""
        listed = suppression.load(self.place)
        return unranked(table, listed.objects) if listed.objected else table

    def renew(self, *, at: datetime, note: str) -> int:
        """End every earlier version, so that what left the latest left them too.

        Parameters
        ----------
        at : datetime
            Since when earlier versions cannot be read.
        note : str
            What for; kept with the version that it makes.
        """
        with alone(self.place.lock):
            return erasure.renew(self.place, at, note)

    def redact(self, text: str) -> str:
        """Put gaps in a text, of a file outside the corpus, in the place of whoever was erased."""
        return self.suppressed().redact(text)

    def suppressed(self) -> Suppression:
        """Return the list of who was erased and who objects, as it stands."""
        return suppression.load(self.place)

    def vacuum(self, *, keep: Collection[int] = (), before: datetime) -> int:
        """Remove versions older than a moment, and every file that no kept version reads.

        Parameters
        ----------
        keep : collection of int
            Versions to keep however old: those that plans were made from.
        before : datetime
            Versions made from then on are kept; the latest always is.

        Returns
        -------
        int
            How many files went.
        """
        with alone(self.place.lock):
            return vacuum.vacuum(self.place, keep=keep, before=before)

    def versions(self) -> tuple[Version, ...]:
        """Return every version that is kept, oldest first."""
        return Versions(self.place).load().versions
