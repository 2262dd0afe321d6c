"""Demand against what exists, a line per keyword."""

from __future__ import annotations

from typing import Any

import altair as alt
import pyarrow as pa

from condat.charts.theme import INK, WARNING, Spec, finish, whiskers
from condat.core.words import Words


def opportunities(keywords: pa.Table, words: Words) -> Spec:
    """Draw each keyword's demand with its interval (dot) and existing content (bar mark).

    Parameters
    ----------
    keywords : pyarrow.Table
        Columns ``label``, ``demand``, ``demand_low``, ``demand_high``, ``supply``; in the order
        to show.
    words : Words
        The reader's language.

    Examples
    --------
    >>> table = pa.table({"label": ["levain"], "demand": [0.9], "demand_low": [0.8],
    ...                   "demand_high": [1.0], "supply": [0.2]})
    >>> len(opportunities(table, Words("en"))["layer"])
    4
    """
    rows = keywords.select(["label", "demand", "demand_low", "demand_high", "supply"]).to_pylist()
    data = alt.InlineData(rows)
    y = alt.Y("label:N", sort=None, title=None)
    scale = alt.Scale(domain=[0, 1])
    axis = alt.Axis(
        format="%",
        title=words("100%: the highest demand of all words"),
        values=[0, 0.25, 0.5, 0.75, 1],
    )
    x = alt.X("demand:Q", scale=scale, axis=axis)
    demand = whiskers(data, low="demand_low", high="demand_high", y=y, x=x)
    supply = (
        alt.Chart(data)
        .mark_tick(color=WARNING, thickness=3, size=16)
        .encode(y=y, x=alt.X("supply:Q", scale=scale))
    )
    return finish(alt.layer(demand, supply, *_direct_labels(rows[:1], words)))


def _direct_labels(first: list[dict[str, Any]], words: Words) -> list[alt.Chart]:
    data = alt.InlineData(first)
    side = "left" if all(float(row["supply"]) < 0.5 for row in first) else "right"
    named = (
        (words("demand"), "demand", INK, {"dy": -13}),
        (words("what exists"), "supply", WARNING, {"dy": 14, "align": side}),
    )
    return [
        alt.Chart(data)
        .mark_text(fontSize=11, color=color, **place)
        .encode(y=alt.Y("label:N", sort=None), x=alt.X(f"{column}:Q"), text=alt.value(name))
        for name, column, color, place in named
    ]
