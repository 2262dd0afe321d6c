"""How posts are addressed: by their page, else by what their source calls them."""

from __future__ import annotations

import polars as pl

from condat.core.ids import ADDRESS, post_uri
from condat.listen.mapping.cells import each
from condat.listen.mapping.origin import Origin

_PAGE = r"(?i)^https?://"
_POSTS = {
    ("posts", "uri"),
    ("posts", "in_reply_to"),
    ("counts", "post_uri"),
    ("engagements", "post_uri"),
}


def addressed(values: pl.Series, table: str, name: str, origin: Origin) -> pl.Series:
    """Keep to addresses where a column holds the page of a post, or stands for a post."""
    if (table, name) == ("posts", "url"):
        return pl.select(pl.when(values.str.contains(_PAGE)).then(values)).to_series()
    return _named(values, origin) if (table, name) in _POSTS else values


def _named(texts: pl.Series, origin: Origin) -> pl.Series:
    """Give a post that has no address one that no other source has: two may both have a post 12."""
    if texts.str.contains(ADDRESS).all():
        return texts
    return each(texts, lambda text: post_uri(origin.source, text))
