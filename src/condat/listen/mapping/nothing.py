"""Rows that say nothing: empty ones, and the totals that tools write below or above the others."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from condat.listen.mapping.origin import Fault

_TOTALS = (
    "total", "totals", "grand total", "sum", "totaux", "total général", "somme",
    "gesamt", "gesamtsumme", "gesamtergebnis", "insgesamt", "summe",
)  # fmt: skip


def no_facts(cells: pl.DataFrame, faults: Sequence[Fault]) -> pl.Series:
    """Tell which rows are no facts.

    A row of totals is one that lacks what a row is known by and whose first cell with anything in
    it says so: a post that is called "Total" has an address.

    Examples
    --------
    >>> cells = pl.DataFrame({"title": ["Total", None, "Bread"], "url": [None, None, "a.example"]})
    >>> no_facts(cells, [Fault("url", "missing", cells["url"].is_null())]).to_list()
    [True, True, False]
    """
    told = cells.select(pl.all().cast(pl.String).str.strip_chars().replace("", None))
    first = told.select(pl.coalesce(pl.all())).to_series() if told.width else pl.Series([])
    unknown = pl.Series([False] * len(cells), dtype=pl.Boolean)
    for fault in faults:
        unknown |= fault.wrong if fault.reason == "missing" else False
    totals = first.str.to_lowercase().str.strip_suffix(":").is_in(_TOTALS).fill_null(value=False)
    return first.is_null() | (unknown & totals)
