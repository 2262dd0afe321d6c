"""How much is said, by whom, month after month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import altair as alt
import pyarrow as pa

from condat.charts.theme import SIDES, Spec, days, finish, whole
from condat.core.words import Words

HEIGHT = 180
APART = 14  # between the names of two lines, in the picture's units


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
    axis = days([datetime.fromisoformat(row["month"]) for row in rows], words)
    count = alt.Axis(**whole(row["posts"] for row in rows))
    base = alt.Chart(alt.InlineData(rows)).encode(
        x=alt.X("month:T", axis=axis),
        y=alt.Y("posts:Q", title=title or words("posts a month"), axis=count),
        color=colour,
    )
    line = base.mark_line(strokeWidth=2, interpolate="monotone")
    label = (
        alt.Chart(alt.InlineData(ends(rows)))
        .mark_text(align="left", dx=6)
        .encode(x=alt.X("month:T"), y=alt.Y("posts:Q"), text="name:N", color=colour)
    )
    return finish(alt.layer(line, label).properties(width=560, height=HEIGHT))


def ends(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Say where the name of each line stands: at its end, none over another.

    Examples
    --------
    >>> months = [{"month": "2026-01-01", "side": side, "posts": n}
    ...           for side, n in (("ours", 1), ("audience", 90), ("competitor", 0))]
    >>> [one["posts"] for one in ends(months)]
    [0, 7.0, 90]
    """
    if not rows:
        return []
    last = max(row["month"] for row in rows)
    newest = {row["side"]: row for row in sorted(rows, key=lambda row: row["month"])}
    gap = max(row["posts"] for row in rows) * APART / HEIGHT
    placed: list[dict[str, Any]] = []
    for row in sorted(newest.values(), key=lambda row: row["posts"]):
        least = placed[-1]["posts"] + gap if placed else 0
        placed.append({**row, "month": last, "posts": max(row["posts"], least)})
    return placed
