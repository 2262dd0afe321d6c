"""What posts have beside plain columns: a body that becomes text, links from field and body."""

from __future__ import annotations

import html

import polars as pl

from condat.listen.values import markup
from condat.listen.values.links import cleaned
from condat.listen.values.markup import Form

_ENTITY = r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);"


def with_body(frame: pl.DataFrame, form: Form | None) -> pl.DataFrame:
    """Turn the bodies into plain text; the links in them join column ``links``.

    Examples
    --------
    >>> posts = pl.DataFrame({"url": ["https://example.org/a"], "text": ["*See* [b](/b)."]})
    >>> with_body(posts, "markdown").rows()
    [('https://example.org/a', 'See b.', ['https://example.org/b'])]
    """
    if form is None or "text" not in frame.columns:
        return frame
    body = markup.column(frame["text"], _base(frame), form)
    own = (
        pl.col("links").fill_null([])
        if "links" in frame.columns
        else pl.lit([], pl.List(pl.String))
    )
    joined = frame.with_columns(body["text"], body["links"].alias("#body"))
    return joined.with_columns(pl.concat_list(own, "#body").alias("links")).drop("#body")


def with_title(frame: pl.DataFrame) -> pl.DataFrame:
    """Read the entities that a title was exported with; a title is no markup.

    Examples
    --------
    >>> with_title(pl.DataFrame({"title": ["A&#8217;s &amp; B", "R&D; Q&A", None]})).rows()
    [('A’s & B',), ('R&D; Q&A',), (None,)]
    """
    if "title" not in frame.columns:
        return frame
    some = frame["title"].str.contains(_ENTITY).fill_null(value=False)
    read = [html.unescape(title) for title in frame["title"].filter(some)]
    titles = frame["title"].scatter(some.arg_true(), read) if read else frame["title"]
    return frame.with_columns(titles)


def with_links(frame: pl.DataFrame) -> pl.DataFrame:
    """Make the links absolute and clean, each once.

    Examples
    --------
    >>> links = [["/b", "/b#c", "mailto:x"]]
    >>> posts = pl.DataFrame({"url": ["https://example.org/a"], "links": links})
    >>> with_links(posts)["links"].to_list()
    [['https://example.org/b']]
    """
    if "links" not in frame.columns:
        return frame
    some = frame["links"].list.len().fill_null(0) > 0
    pairs = zip(frame["links"].filter(some), _base(frame).filter(some), strict=True)
    links = [cleaned(list(found), base or "") for found, base in pairs]
    return frame.with_columns(markup.spread(links, some).alias("links"))


def _base(frame: pl.DataFrame) -> pl.Series:
    known = next((name for name in ("url", "uri") if name in frame.columns), None)
    return frame[known] if known else pl.repeat(None, len(frame), dtype=pl.String, eager=True)
