"""How much is said, by whom, from where: counts that stand before any method."""

from __future__ import annotations

import daft
import pyarrow as pa
from daft import col
from daft.functions import strftime

MONTHS = pa.schema([("month", pa.string()), ("side", pa.string()), ("posts", pa.int64())])


def months(posts: daft.DataFrame) -> pa.Table:
    """Count the posts of each month and side.

    Parameters
    ----------
    posts : daft.DataFrame
        Columns ``published`` (UTC; rows without are left out) and ``side``.

    Returns
    -------
    pyarrow.Table
        ``month`` (ISO day), ``side``, ``posts``; in order.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> at = datetime(2026, 1, 15, tzinfo=UTC)
    >>> months(daft.from_pydict({"published": [at, at], "side": ["ours", "ours"]})).to_pylist()
    [{'month': '2026-01-01', 'side': 'ours', 'posts': 2}]
    """
    counted = (
        posts.where(col("published").not_null())
        .with_column("month", strftime(col("published"), "%Y-%m-01"))
        .groupby("month", "side")
        .agg(col("published").count().alias("posts"))
    )
    return counted.sort(["month", "side"]).to_arrow().cast(MONTHS)


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
