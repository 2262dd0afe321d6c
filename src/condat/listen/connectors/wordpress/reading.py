"""Read a WordPress: what changed, what is new to us, what is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pyarrow as pa

from condat.core.errors import SourceError
from condat.core.words import mark
from condat.listen.connectors.wordpress.listings import COMMENTS, Listing, posts
from condat.listen.connectors.wordpress.memory import Memory
from condat.listen.connectors.wordpress.rows import moment, tables
from condat.listen.connectors.wordpress.site import PER_PAGE, Item, Page, Site, ask, find
from condat.listen.contract import Batch, Fetcher, Request
from condat.listen.reasons import Reason
from condat.listen.rows import reject, table

OVERLAP = timedelta(minutes=10)  # clocks differ
# A listing of so many pages is swept at every run; a longer one when its total tells of a change.
ALWAYS_SWEPT = 50


def read(request: Request, fetch: Fetcher) -> Iterator[Batch]:
    """Read a site: its posts (or the types that ``options["types"]`` lists), then its comments.

    Raises
    ------
    SourceError
        When the site cannot be read, or is no WordPress that lets us read it.
    """
    memory = Memory.load(request.state)
    memory.site = memory.site or find(request.address, fetch)
    if memory.site is None:
        raise SourceError(
            mark("{url} shows no WordPress interface."),
            url=request.address,
            permanent=True,
            hint=mark("Listen to its feed instead: condat listen add {url}"),
        )
    for path in request.options.get("types", "posts").split(","):
        yield from Reading(posts(path.strip()), memory, memory.site, request, fetch).batches()
    try:
        yield from Reading(COMMENTS, memory, memory.site, request, fetch).batches()
    except SourceError as error:
        if not error.permanent:
            raise
        why = Reason("comments", (error.message,))
        told = reject(request, f"{memory.site.home}/comments", field="", reason=why)
        yield Batch({"rejects": table("rejects", [told], request)}, read=1)


class Reading:
    """One listing of one site, read once over."""

    def __init__(
        self, listing: Listing, memory: Memory, site: Site, request: Request, fetch: Fetcher
    ) -> None:
        self._listing, self._memory, self._site = listing, memory, site
        self._request, self._fetch = request, fetch
        self._known = memory.listing(listing.path)
        self._first = not self._known.until
        self._read = 0

    def batches(self) -> Iterator[Batch]:
        """Yield what changed, what we did not know of, what is gone."""
        yield from self._changed()
        yield from self._swept()

    def _changed(self) -> Iterator[Batch]:
        """Follow the time of change: the next request starts where the last page ended."""
        since, number, total = _before(self._known.until, OVERLAP), 1, 0
        while True:
            later = {self._listing.since: since} if since else {}
            page = self._ask(number, self._listing.order, "asc", later | self._listing.full)
            total = total or page.total
            last = str(page.items[-1].get(self._listing.when) or "") if page.items else ""
            if page.items:
                yield self._batch(page.items, until=last, total=total)
            since, number, more = self._following(page, since, number, last)
            if not more:
                return

    @staticmethod
    def _following(page: Page, since: str, number: int, last: str) -> tuple[str, int, bool]:
        """Say what to ask next: later items, or the next page where a second holds a whole page."""
        if len(page.items) < PER_PAGE:
            return since, number, False
        edge = _before(last, timedelta(seconds=1))
        if edge > since:
            return edge, 1, True
        return since, number + 1, number < page.pages

    def _swept(self) -> Iterator[Batch]:
        """Compare the ids that are there with those we know; fetch the unknown, remove the gone."""
        found: dict[int, int] = {}
        number, pages = 1, 1
        while number <= pages:
            full = number <= self._listing.reread
            asked = self._listing.full if full else {"_fields": "id,post"}
            page = self._ask(number, self._listing.newest, "desc", asked)
            found |= self._listing.numbers(page.items)
            if full and page.items:
                yield self._batch(page.items)
            if self._settled(page) and (self._first or number >= self._listing.reread):
                return
            number, pages = number + 1, page.pages
        yield from self._missed([i for i in found if i not in self._known.ids])
        yield from self._removed([i for i in self._known.ids if i not in found])

    def _settled(self, page: Page) -> bool:
        """Say whether the total leaves nothing to compare: all was just read, or it is long."""
        return page.total == len(self._known.ids) and (self._first or page.pages > ALWAYS_SWEPT)

    def _missed(self, numbers: list[int]) -> Iterator[Batch]:
        """Fetch items that appeared without being modified."""
        for page in self._named(numbers, self._listing.full):
            yield self._batch(page.items)

    def _removed(self, numbers: list[int]) -> Iterator[Batch]:
        """Remove items that are gone, those that still answer to their number left alone."""
        there: dict[int, int] = {}
        for page in self._named(numbers, {"_fields": "id,post"}):
            there |= self._listing.numbers(page.items)
        gone = {i: self._known.ids.pop(i) for i in numbers if i not in there}
        if gone:
            keys = self._listing.keys(self._site, gone)
            removed = {name: pa.table({"uri": uris}) for name, uris in keys.items()}
            yield Batch({}, removed=removed, read=len(gone), state=self._memory.state())

    def _named(self, numbers: list[int], asked: Mapping[str, str]) -> Iterator[Page]:
        for start in range(0, len(numbers), PER_PAGE):
            chosen = ",".join(map(str, numbers[start : start + PER_PAGE]))
            yield ask(self._site, self._fetch, self._listing.path, include=chosen, **asked)

    def _ask(self, number: int, order: str, way: str, asked: Mapping[str, str]) -> Page:
        path = self._listing.path
        return ask(self._site, self._fetch, path, page=number, orderby=order, order=way, **asked)

    def _batch(self, items: list[Item], *, until: str = "", total: int = 0) -> Batch:
        self._known.ids |= self._listing.numbers(items)
        self._known.until = max(self._known.until, until)
        self._read += len(items)
        return Batch(
            tables(items, self._listing.read, self._site, self._request),
            read=len(items),
            done=min(1.0, self._read / total) if total else None,
            state=self._memory.state(),
        )


def _before(text: str, margin: timedelta) -> str:
    """Move a time of WordPress back by a margin, in the form in which it is asked for.

    Examples
    --------
    >>> _before("2026-11-22T03:19:16", timedelta(seconds=1))
    '2026-11-22T03:19:15Z'
    """
    told = moment(text)
    return f"{told - margin:%Y-%m-%dT%H:%M:%SZ}" if told else ""
