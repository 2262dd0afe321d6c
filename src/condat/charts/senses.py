"""What a term means, to whom."""

from __future__ import annotations

import altair as alt
import pyarrow as pa

from condat.charts.theme import ACCENT, MUTED, Spec, finish
from condat.core.words import Words

_HEADER = alt.Header(
    labelOrient="top", labelAnchor="start", labelFontSize=12, labelColor=MUTED, labelPadding=2
)


def shares(senses: pa.Table, words: Words) -> Spec:
    """Draw the share of each sense of one term in each group of texts.

    Parameters
    ----------
    senses : pyarrow.Table
        Columns ``label`` (of the sense), ``group`` (as shown), ``share``, ``ours`` (true when the
        sense is the one that we mean).
    words : Words
        The reader's language.

    Examples
    --------
    >>> table = pa.table({"label": ["wiki"], "group": ["audience"], "share": [0.8],
    ...                   "ours": [False]})
    >>> shares(table, Words("en"))["mark"]["type"]
    'bar'
    """
    rows = senses.select(["label", "group", "share", "ours"]).to_pylist()
    axis = alt.Axis(format="%", title=words("share of the uses"), values=[0, 0.5, 1])
    chart = (
        alt.Chart(alt.InlineData(rows))
        .mark_bar(height=14)
        .encode(
            x=alt.X("share:Q", axis=axis, scale=alt.Scale(domain=[0, 1])),
            y=alt.Y("label:N", sort=None, title=None),
            row=alt.Row("group:N", title=None, sort=None, header=_HEADER),
            color=alt.condition("datum.ours", alt.value(ACCENT), alt.value(MUTED)),
        )
        .properties(width=260, height=alt.Step(22))
    )
    return finish(chart)
