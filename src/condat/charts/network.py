"""Who turns to whom: people as dots, arrows as lines, names beside the most central."""

from __future__ import annotations

import altair as alt
import pyarrow as pa

from condat.charts.theme import INK, MUTED, RULE, SIDES, Spec, finish
from condat.core.words import Words

WIDTH, HEIGHT = 620, 460


def network(shown: pa.Table, words: Words) -> Spec:
    """Draw people and the ties between them.

    Parameters
    ----------
    shown : pyarrow.Table
        A row per tie (``name`` is null; from ``x``, ``y`` to ``x2``, ``y2``) and per person
        (``x``, ``y``, ``name``, ``side``, ``acts``, ``named``).
    words : Words
        The reader's language.

    Examples
    --------
    >>> row = {"x": 0.0, "y": 0.0, "x2": None, "y2": None, "name": "Ana", "side": "ours",
    ...        "acts": 3, "named": True}
    >>> len(network(pa.Table.from_pylist([row]), Words("en"))["layer"])
    3
    """
    called = {
        "ours": words("us"),
        "competitor": words("competitors"),
        "audience": words("audience"),
    }
    rows = [{**row, "side": called.get(row["side"])} for row in shown.to_pylist()]
    ties = alt.InlineData([row for row in rows if row["name"] is None])
    people = alt.InlineData([row for row in rows if row["name"] is not None])
    named = alt.InlineData([row for row in rows if row["named"]])
    x, y = (alt.X("x:Q", axis=None), alt.Y("y:Q", axis=None))
    thick = alt.StrokeWidth("acts:Q", legend=None)
    lines = (
        alt.Chart(ties).mark_rule(color=RULE).encode(x=x, y=y, x2="x2", y2="y2", strokeWidth=thick)
    )
    present = [side for side, name in called.items() if any(row["side"] == name for row in rows)]
    scale = alt.Scale(
        domain=[called[side] for side in present], range=[SIDES[side] for side in present]
    )
    legend = alt.Legend(title=None, orient="bottom", labelColor=MUTED, labelFontSize=12)
    colour = alt.Color("side:N", legend=legend if len(present) > 1 else None, scale=scale)
    size = alt.Size("acts:Q", legend=None, scale=alt.Scale(range=[30, 500]))
    dots = alt.Chart(people).mark_circle(opacity=0.9).encode(x=x, y=y, size=size, color=colour)
    names = (
        alt.Chart(named).mark_text(dy=-14, fontSize=12, color=INK).encode(x=x, y=y, text="name:N")
    )
    return finish(alt.layer(lines, dots, names).properties(width=WIDTH, height=HEIGHT))
