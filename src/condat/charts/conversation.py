"""How much is said, by whom, month after month."""

from __future__ import annotations

import altair as alt
import pyarrow as pa

from condat.charts.theme import SIDES, Spec, finish
from condat.core.words import Words


def volume(months: pa.Table, words: Words, title: str = "") -> Spec:
    """Draw the posts of each month (or week), a line per side, labelled at its end.

    Parameters
    ----------
    months : pyarrow.Table
        Columns ``month`` (text, ISO day), ``side``, ``posts``.
    words : Words
        The reader's language.
    title : str
        What is counted, where it is not posts a month.

    Examples
    --------
    >>> table = pa.table({"month": ["2026-01-01"], "side": ["ours"], "posts": [3]})
    >>> volume(table, Words("en"))["layer"][0]["mark"]["type"]
    'line'
    """
    names = {"ours": words("us"), "competitor": words("competitors"), "audience": words("audience")}
    rows = [{**row, "name": names[row["side"]]} for row in months.to_pylist()]
    present = [side for side in SIDES if any(row["side"] == side for row in rows)]
    colour = alt.Color(
        "side:N",
        scale=alt.Scale(domain=present, range=[SIDES[side] for side in present]),
        legend=None,
    )
    axis = alt.Axis(title=None, format="%m/%Y", labelOverlap=True, grid=False)
    base = alt.Chart(alt.InlineData(rows)).encode(
        x=alt.X("month:T", axis=axis),
        y=alt.Y("posts:Q", title=title or words("posts a month")),
        color=colour,
    )
    line = base.mark_line(strokeWidth=2, interpolate="monotone")
    label = base.mark_text(align="left", dx=6).encode(
        x=alt.X("max(month):T"), y=alt.Y("posts:Q", aggregate={"argmax": "month"}), text="name:N"
    )
    return finish(alt.layer(line, label).properties(width=560, height=180))
