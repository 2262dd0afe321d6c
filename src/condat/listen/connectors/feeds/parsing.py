"""Bytes to a feed, whatever its format."""

from __future__ import annotations

from condat.core.errors import SourceError
from condat.core.words import mark
from condat.listen.connectors.feeds import jsonfeed, xmlfeed
from condat.listen.connectors.feeds.entry import Feed
from condat.listen.contract import Response


def parse(answer: Response) -> Feed | None:
    """Read an answer as a feed; None when it is none (a page, say)."""
    return jsonfeed.parse(answer) or xmlfeed.parse(answer)


def expect(answer: Response) -> Feed:
    """Read an answer as a feed.

    Raises
    ------
    SourceError
        Permanent, when it is none.
    """
    feed = parse(answer)
    if feed is None:
        raise SourceError(
            mark("{url} is not a feed any more."),
            url=answer.url,
            permanent=True,
            hint=mark("Look for it again: condat listen add {url}"),
        )
    return feed
