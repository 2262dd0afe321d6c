"""Feeds: RSS, Atom and JSON Feed of blogs, YouTube channels, podcasts and newsletters.

::

    reading   asks (conditionally), follows pages and the comment feeds of entries
    parsing   bytes -> Feed of Entry, through xml or json
    rows      Feed -> posts, authors, engagements, counts, rejects
"""

from __future__ import annotations

from condat.listen.connectors.feeds.reading import read

__all__ = ["read"]
