"""What a site asks of robots: honoured, and remembered for a day (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from condat.core.errors import RefusedAddressError, SourceError
from condat.core.words import mark
from condat.listen.contract import Response

KEPT = timedelta(days=1)
AGENT = "Condat"
_LIMIT = 500_000
_LONGEST_DELAY = 60.0
# Site -> (when it was read, the text of its robots.txt)
Memory = MutableMapping[str, tuple[datetime, str]]


class Robots:
    """The rules of the sites we speak to.

    Parameters
    ----------
    fetch : function
        Reads an address without asking for its rules.
    memory : mapping
        Texts read before, by site; filled as sites are met.
    """

    def __init__(self, fetch: Callable[[str], Response], memory: Memory) -> None:
        self._fetch, self._memory = fetch, memory
        self._parsed: dict[str, tuple[str, Protego]] = {}

    def check(self, url: str, now: datetime) -> float:
        """Return the seconds that a site wants between two requests (0 when it says nothing).

        Raises
        ------
        RefusedAddressError
            When the site closes the address to us.
        SourceError
            Passing, when the rules cannot be read now: then nothing is read.
        """
        rules = self._rules(_site(url), now)
        if not rules.can_fetch(url, AGENT):
            raise RefusedAddressError(
                mark("{url} is closed to robots by its site’s robots.txt."),
                url=url,
                agent=AGENT,
                hint=mark(
                    'If the site is yours, allow "{agent}" there; if its owner lets you read it, '
                    'set robots = "ignore" among the options of the source.'
                ),
            )
        return min(float(rules.crawl_delay(AGENT) or 0), _LONGEST_DELAY)

    def _rules(self, site: str, now: datetime) -> Protego:
        read_at, text = self._memory.get(site, (None, ""))
        if read_at is None or not timedelta() <= now - read_at < KEPT:
            text = self._read(site)
            self._memory[site] = (now, text)
        if self._parsed.get(site, ("", None))[0] != text or site not in self._parsed:
            self._parsed[site] = (text, Protego.parse(text))
        return self._parsed[site][1]

    def _read(self, site: str) -> str:
        try:
            return self._fetch(f"{site}/robots.txt").content[:_LIMIT].decode("utf-8", "replace")
        except RefusedAddressError:
            raise
        except SourceError as error:
            if error.permanent:
                return ""
            raise


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
