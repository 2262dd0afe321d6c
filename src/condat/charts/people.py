"""Ranks with their intervals."""

from __future__ import annotations

from typing import Any

import altair as alt
import pyarrow as pa

from condat.charts.theme import Spec, finish, whiskers
from condat.core.words import Words


def ranks(people: pa.Table, words: Words) -> Spec:
    """Draw each person's rank and its simultaneous interval; first on the left.

    Parameters
    ----------
    people : pyarrow.Table
        Columns ``name``, ``rank``, ``rank_low``, ``rank_high``, ``tier``; in the order to show.
    words : Words
        The reader's language.

    Examples
    --------
    >>> table = pa.table({"name": ["Léa"], "rank": [1], "rank_low": [1], "rank_high": [3],
    ...                   "tier": [1]})
    >>> ranks(table, Words("fr"))["layer"][1]["encoding"]["x"]["field"]
    'rank'
    """
    columns = ["name", "rank", "rank_low", "rank_high"]
    rows = people.select([*columns, "tier"]).to_pylist()
    if len({row["tier"] for row in rows}) > 1:
        rows = [row | {"name": _grouped(row, words)} for row in rows]
    data = alt.InlineData(rows)
    axis = alt.Axis(title=words("rank, first on the left"), format="d", tickMinStep=1)
    x = alt.X("rank:Q", scale=alt.Scale(zero=False, nice=False), axis=axis)
    y = alt.Y("name:N", sort=None, title=None)
    return finish(whiskers(data, low="rank_low", high="rank_high", y=y, x=x))


def _grouped(row: dict[str, Any], words: Words) -> str:
    """Name whoever is behind the first group with their group; the others are the first."""
    if row["tier"] == 1:
        return str(row["name"])
    return words("{name} (group {tier})", name=row["name"], tier=row["tier"])
