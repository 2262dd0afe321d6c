"""Charts of pages, drawn once for all who see the same rows in the same language."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pyarrow as pa

from condat.charts.theme import Spec, draw, narrow
from condat.core.words import Words
from condat.report.page import Figure

KEPT = 256
Chart = Callable[..., Spec]
Columns = tuple[tuple[str, tuple[Any, ...]], ...]
Drawn = tuple[str, str]  # for a desktop, for a phone


def figure(caption: str, chart: Chart, rows: pa.Table, words: Words, *more: str) -> Figure:
    """Draw a chart of a few rows; ``more`` are the chart's further words.

    The caption says the finding, and is what somebody reads who cannot see the chart.
    """
    columns = tuple((name, tuple(rows[name].to_pylist())) for name in rows.column_names)
    wide, small = _drawn(chart, columns, words.language, more)
    return Figure(caption, wide, caption, small)


@lru_cache(KEPT)
def _drawn(chart: Chart, columns: Columns, language: str, more: tuple[str, ...]) -> Drawn:
    rows = pa.table({name: list(values) for name, values in columns})
    spec = chart(rows, Words(language), *more)
    return draw(spec, language), draw(narrow(spec), language)
