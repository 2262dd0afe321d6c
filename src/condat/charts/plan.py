"""The cycle on a time line."""

from __future__ import annotations

import altair as alt
import pyarrow as pa

from condat.charts.theme import ACCENT, ROW, WIDTH, Spec, finish
from condat.core.words import Words


def calendar(plan: pa.Table, words: Words) -> Spec:
    """Draw one dot per row of the plan: when, and what.

    Parameters
    ----------
    plan : pyarrow.Table
        Columns ``label`` (the piece in a few words), ``moment`` (text, ISO); in order.
    words : Words
        The reader's language.

    Examples
    --------
    >>> table = pa.table({"label": ["1. Levain"], "moment": ["2026-11-24T08:00:00"]})
    >>> calendar(table, Words("fr"))["height"]["step"]
    26
    """
    data = alt.InlineData(plan.select(["label", "moment"]).to_pylist())
    axis = alt.Axis(title=None, format="%d/%m", tickCount="week", orient="top")
    y = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(grid=True))
    dot = (
        alt.Chart(data, description=words("When each piece goes out"))
        .mark_point(color=ACCENT, filled=True, size=110, opacity=1)
        .encode(x=alt.X("moment:T", axis=axis), y=y)
    )
    return finish(dot.properties(width=WIDTH, height=alt.Step(ROW)))
