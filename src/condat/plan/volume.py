"""How much is said, by whom, from where: counts that stand before any method."""

from __future__ import annotations

import daft
import pyarrow as pa
from daft import col
from daft.functions import strftime

from condat.plan.chronicle import filled


def months(posts: daft.DataFrame) -> pa.Table:
    """Count the posts of each month and side; a month in which a side said nothing is a zero.

    Parameters
    ----------
    posts : daft.DataFrame
        Columns ``published`` (UTC; rows without are left out) and ``side``.

    Returns
    -------
    pyarrow.Table
        Of the schema ``MONTHS``.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> at = [datetime(2026, month, 15, tzinfo=UTC) for month in (1, 1, 3)]
    >>> found = months(daft.from_pydict({"published": at, "side": ["ours"] * 3}))
    >>> found["month"].to_pylist(), found["posts"].to_pylist()
    (['2026-01-01', '2026-02-01', '2026-03-01'], [2, 0, 1])
    """
    counted = (
        posts.where(col("published").not_null())
        .with_column("start", strftime(col("published"), "%Y-%m-01"))
        .groupby("start", "side")
        .agg(col("published").count().alias("posts"))
    )
    return filled(counted.to_arrow().to_pylist(), "month")


def sources(posts: daft.DataFrame) -> pa.Table:
    """Count posts and authors of each source and side, with the first and last day.

    Parameters
    ----------
    posts : daft.DataFrame
        Columns ``uri``, ``source``, ``side``, ``author_uris``, ``published``.

    Returns
    -------
    pyarrow.Table
        ``source``, ``side``, ``posts``, ``authors``, ``first``, ``last``; most posts first.
    """
    by = ["source", "side"]
    counted = posts.groupby(*by).agg(
        col("uri").count().alias("posts"),
        col("published").min().alias("first"),
        col("published").max().alias("last"),
    )
    authors = (
        posts.explode(col("author_uris"))
        .groupby(*by)
        .agg(col("author_uris").count_distinct().alias("authors"))
    )
    joined = counted.join(authors, on=by, how="left")
    table: pa.Table = joined.sort(["posts", "source", "side"], desc=[True, False, False]).to_arrow()
    return table
