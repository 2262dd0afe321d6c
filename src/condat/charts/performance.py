"""What goes with over-performing: ratios to each author's usual result."""

from __future__ import annotations

import altair as alt
import pyarrow as pa

from condat.charts.theme import MUTED, Spec, finish, whiskers
from condat.core.words import Words


def drivers(table: pa.Table, words: Words) -> Spec:
    """Draw a ratio and its interval per driver, on a doubling scale with 1 marked.

    Parameters
    ----------
    table : pyarrow.Table
        Columns ``label``, ``ratio``, ``ratio_low``, ``ratio_high``; in the order to show.
    words : Words
        The reader's language.

    Examples
    --------
    >>> table = pa.table({"label": ["video"], "ratio": [1.5], "ratio_low": [1.1],
    ...                   "ratio_high": [2.0]})
    >>> len(drivers(table, Words("fr"))["layer"])
    2
    """
    data = alt.InlineData(table.select(["label", "ratio", "ratio_low", "ratio_high"]).to_pylist())
    scale = alt.Scale(type="log", base=2)
    title = words("times the author’s usual result")
    x = alt.X("ratio:Q", scale=scale, axis=alt.Axis(title=title, format="~g", tickCount=6))
    y = alt.Y("label:N", sort=None, title=None)
    usual = (
        alt.Chart(alt.InlineData([{"usual": 1}]))
        .mark_rule(color=MUTED, strokeDash=[4, 3])
        .encode(x=alt.X("usual:Q", scale=scale))
    )
    return finish(alt.layer(usual, whiskers(data, low="ratio_low", high="ratio_high", y=y, x=x)))
