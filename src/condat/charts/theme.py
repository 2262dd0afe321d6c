"""The look that all charts share, and the one way to draw them without a browser or network."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import vl_convert

INK, MUTED, RULE, ACCENT, WARNING = "#1f2328", "#5c6670", "#d5d9dd", "#0f6b6b", "#b45309"
ROW = 26  # pixels a line of a chart with one line per thing
WIDTH = 420
KEPT = 256  # drawings: the same is asked for by every visitor of a page
SIDES = {"ours": ACCENT, "competitor": WARNING, "audience": MUTED}

_LOCALES = {
    "fr": {
        "decimal": ",",
        "thousands": "\u202f",
        "grouping": [3],
        "currency": ["", "\u00a0€"],
        "percent": "\u00a0%",
    },
    "de": {
        "decimal": ",",
        "thousands": ".",
        "grouping": [3],
        "currency": ["", "\u00a0€"],
        "percent": "\u00a0%",
    },
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""]},
}
_TIMES: dict[str, Literal["fr-FR", "de-DE", "en-GB"]] = {
    "fr": "fr-FR",
    "de": "de-DE",
    "en": "en-GB",
}
DAY = {"fr": "%-d %b", "de": "%-d. %b", "en": "%b %-d"}  # a day, as a reader writes it
_CONFIG: dict[str, Any] = {
    "background": "transparent",
    "padding": {"left": 12, "right": 24, "top": 12, "bottom": 5},
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "labelFontSize": 13,
        "labelLimit": 260,
        "titleColor": MUTED,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": RULE,
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
    },
    "text": {"fontSize": 12, "color": MUTED},
}

Spec = dict[str, Any]


def finish(chart: alt.LayerChart | alt.Chart) -> Spec:
    """Turn a chart into a specification in our look."""
    return {**chart.to_dict(), "config": _CONFIG}


def draw(spec: Spec, language: str) -> str:
    """Draw a specification as SVG; numbers as a reader of the language writes them.

    Examples
    --------
    >>> import altair as alt
    >>> spec = finish(alt.Chart(alt.InlineData([{"a": 1}])).mark_point().encode(x="a:Q"))
    >>> draw(spec, "fr").startswith("<svg")
    True
    """
    return _drawn(json.dumps(spec), language)


@lru_cache(KEPT)
def _drawn(spec: str, language: str) -> str:
    svg: str = vl_convert.vegalite_to_svg(
        spec,
        allowed_base_urls=[],
        format_locale=_LOCALES[language],
        time_format_locale=_TIMES[language],
    )
    return re.sub(r'<rect width="\d+" height="\d+" fill="(white|transparent)"/>', "", svg, count=1)


def whiskers(
    data: alt.InlineData, *, low: str, high: str, y: alt.Y, x: alt.X, width: int = WIDTH
) -> alt.LayerChart:
    """Lay an interval as a rule and its value as a dot, one line per thing.

    ``x`` encodes the value; ``low`` and ``high`` name the bounds' columns.
    """
    base = alt.Chart(data).encode(y=y)
    bounds = x.copy()
    bounds.shorthand = f"{low}:Q"
    rule = base.mark_rule(color=ACCENT, strokeWidth=2, opacity=0.55).encode(
        x=bounds, x2=f"{high}:Q"
    )
    dot = base.mark_point(color=ACCENT, filled=True, size=80, opacity=1).encode(x=x)
    return alt.layer(rule, dot).properties(width=width, height=alt.Step(ROW))
