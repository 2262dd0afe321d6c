"""The contract of a connector: a request in, batches of corpus rows out.

A connector is one function, :data:`Connector`. It knows nothing of the corpus, of other connectors
or of the clock; what it needs from outside comes with the request or through the fetcher. It yields
batches of bounded size, in the order in which they may be written, so that what was read before a
failure is kept. When a source cannot be read it raises :class:`~condat.core.errors.SourceError`,
which says whether trying again can help (``permanent``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import pyarrow as pa


@dataclass(frozen=True)
class Response:
    """What an address answered; ``url`` is where redirects ended, header names are lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes


class Fetcher(Protocol):
    """The one way out: guarded, polite, with limits of time and size.

    Raises :class:`~condat.core.errors.SourceError` for whatever is not a usable answer; 304 (not
    modified) is an answer.
    """

    def __call__(self, url: str, *, headers: Mapping[str, str] | None = None) -> Response:
        """Fetch one address."""
        ...


@dataclass(frozen=True)
class Request:
    """What to read.

    Parameters
    ----------
    source : str
        The name of the source: it stands in every row.
    address : str
        A path or a URL.
    fetched_at : datetime
        The moment of reading (UTC), for provenance.
    options : mapping
        What the user said of this source (a layout, a depth ...).
    state : mapping
        What the connector asked to remember last time (an ETag, a cursor), empty at first.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> Request("blog", "posts.csv", datetime(2026, 11, 22, tzinfo=UTC)).source
    'blog'
    """

    source: str
    address: str
    fetched_at: datetime
    options: Mapping[str, str] = field(default_factory=dict)
    state: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Batch:
    """Rows to write together, and how far the reading has come.

    Parameters
    ----------
    tables : mapping of str to pa.Table
        Rows for the corpus, by the name of their table, ``rejects`` among them. A table may leave
        out nullable columns. A key stands once in a batch.
    removed : mapping of str to pa.Table
        Keys of rows that the source no longer has.
    read : int
        Rows of the source that this batch accounts for: each is in ``tables`` or in ``rejects``.
    done : float or None
        Part of the source that has been read, 0..1; None where that is not known.
    state : mapping or None
        What to remember once this batch is written; None leaves what was remembered.
    """

    tables: Mapping[str, pa.Table]
    removed: Mapping[str, pa.Table] = field(default_factory=dict)
    read: int = 0
    done: float | None = None
    state: Mapping[str, str] | None = None


Connector = Callable[[Request, Fetcher], Iterator[Batch]]
