"""The cycle on a time line."""

from __future__ import annotations

from textwrap import shorten

import altair as alt
import pyarrow as pa

from condat.charts.theme import ACCENT, DAY, INK, ROW, Spec, finish
from condat.core.words import Words

NARROW = 320  # pixels: a phone shows the whole line
LONGEST = 34  # characters of a label


def calendar(plan: pa.Table, words: Words) -> Spec:
    """Draw one dot per row of the plan, its name beside it.

    Parameters
    ----------
    plan : pyarrow.Table
        Columns ``label`` (the piece in a few words), ``moment`` (text, ISO, the team's time); in
        the order of time.
    words : Words
        The reader's language.

    Examples
    --------
    >>> table = pa.table({"label": ["1. Levain"], "moment": ["2026-11-24T08:00:00"]})
    >>> calendar(table, Words("fr"))["height"]["step"]
    26
    """
    rows = plan.select(["label", "moment"]).to_pylist()
    for number, row in enumerate(rows):
        row["short"] = shorten(row["label"], LONGEST, placeholder="…")
        row["late"] = number >= len(rows) / 2
    base = alt.Chart(alt.InlineData(rows), description=words("When each piece goes out"))
    axis = alt.Axis(title=None, format=DAY[words.language], tickCount=5, orient="top")
    base = base.encode(
        x=alt.X("moment:T", axis=axis, scale=alt.Scale(nice=False, padding=12)),
        y=alt.Y("label:N", sort=None, axis=None),
    )
    dot = base.mark_point(color=ACCENT, filled=True, size=110, opacity=1)
    early = base.mark_text(align="left", dx=10, fontSize=13, color=INK).encode(text="short:N")
    late = base.mark_text(align="right", dx=-10, fontSize=13, color=INK).encode(text="short:N")
    layers = alt.layer(
        dot,
        early.transform_filter("!datum.late"),
        late.transform_filter("datum.late"),
    )
    return finish(layers.properties(width=NARROW, height=alt.Step(ROW)))
