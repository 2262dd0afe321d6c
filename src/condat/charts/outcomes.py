"""The team's own results, week after week."""

from __future__ import annotations

from typing import Any

import altair as alt
import pyarrow as pa

from condat.charts.theme import ACCENT, Spec, days, finish, whole
from condat.core.words import Words

MOST = 4  # results drawn: more are read in the table


def weeks(table: pa.Table, words: Words) -> Spec:
    """Draw the sum of each week, one line under another, each on its own scale.

    Parameters
    ----------
    table : pyarrow.Table
        Columns ``name``, ``week`` (a moment), ``value``.
    words : Words
        The reader's language.

    Examples
    --------
    >>> from datetime import datetime
    >>> rows = pa.table({"name": ["Sales"], "week": [datetime(2026, 1, 5)], "value": [3.0]})
    >>> len(weeks(rows, Words("en"))["vconcat"])
    1
    """
    rows = [{**row, "week": row["week"].isoformat()} for row in table.to_pylist()]
    names = list(dict.fromkeys(row["name"] for row in rows))[:MOST]
    axis = days(table["week"].to_pylist(), words)
    lines = [
        alt.Chart(alt.InlineData([row for row in rows if row["name"] == name]))
        .mark_line(color=ACCENT, strokeWidth=2)
        .encode(
            x=alt.X("week:T", axis=axis),
            y=alt.Y("value:Q", title=words("{name} a week", name=name), axis=_count(rows, name)),
        )
        .properties(width=560, height=110)
        for name in names
    ]
    return finish(alt.vconcat(*lines))


def _count(rows: list[dict[str, Any]], name: str) -> alt.Axis:
    return alt.Axis(**whole(row["value"] for row in rows if row["name"] == name))
