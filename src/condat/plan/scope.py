"""Who speaks: each post's side, and whether the watch includes it."""

from __future__ import annotations

import re
from datetime import datetime

import daft
from daft import col, lit
from daft.functions import when

from condat.core.watch import Voice, Watch


def sided(posts: daft.DataFrame, watch: Watch, as_of: datetime) -> daft.DataFrame:
    """Add the column ``side`` (ours, competitor, audience); leave out what is not in scope.

    Parameters
    ----------
    posts : daft.DataFrame
        Columns ``source``, ``author_uris``, ``published``, ``title``, ``text`` at least.
    watch : Watch
        The scope; an excluded word drops a post unless one of ``subjects`` stands in it too.
    as_of : datetime
        A post published later is not known yet; one without a date is.

    Returns
    -------
    daft.DataFrame
        The posts in scope, with ``side``.

    Examples
    --------
    >>> from datetime import UTC
    >>> from condat.core.watch import Voice, Watch
    >>> now = datetime(2026, 11, 22, tzinfo=UTC)
    >>> posts = daft.from_pydict({"source": ["blog", "x"], "author_uris": [["a"], ["b"]],
    ...                           "published": [now, now], "title": ["", ""], "text": ["", ""]})
    >>> sided(posts, Watch(brand=Voice(name="Us", sources=("blog",))), now).to_pydict()["side"]
    ['ours', 'audience']
    """
    side = lit("audience")
    for rival in watch.competitors:
        side = when(_speaks(rival), lit("competitor")).otherwise(side)
    side = when(_speaks(watch.brand), lit("ours")).otherwise(side)
    known = posts.where(col("published").is_null() | (col("published") <= lit(as_of)))
    kept = known.where(_in_scope(watch)) if watch.exclude else known
    return kept.with_column("side", side)


def _speaks(voice: Voice) -> daft.Expression:
    speaks = col("source").is_in(list(voice.sources)) if voice.sources else lit(False)
    for author in voice.authors:
        speaks = speaks | col("author_uris").list_contains(author)
    return speaks.fill_null(False)


def _in_scope(watch: Watch) -> daft.Expression:
    words = col("title").fill_null("") + lit(" ") + col("text").fill_null("")
    excluded, included = (_holds(words, terms) for terms in (watch.exclude, watch.subjects))
    return ~excluded | included


def _holds(words: daft.Expression, terms: tuple[str, ...]) -> daft.Expression:
    if not terms:
        return lit(False)
    return words.regexp(rf"(?i)\b(?:{'|'.join(map(re.escape, terms))})\b")
