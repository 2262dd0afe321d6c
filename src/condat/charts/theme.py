"""The look that all charts share, and the one way to draw them without a browser or network."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import vl_convert
from babel.dates import get_month_names

from condat.core.words import Words

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
TICKS = 4  # lines of the scale of an amount, about
MONTHS = 60  # days: what is longer is told in months
DAY = {"fr": "%-d %b", "de": "%-d. %b", "en": "%b %-d"}  # a day, as a reader writes it
_CONFIG: dict[str, Any] = {
    "background": "transparent",
    "padding": {"left": 30, "right": 24, "top": 12, "bottom": 5},  # a reader's font may be wider
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

_OVER: dict[str, Any] = {  # the name of a line over it, from the left edge
    "labelAlign": "left",
    "labelOffset": -16,
    "labelPadding": 0,
    "labelLimit": 320,
}
NARROW = 290  # pixels of a drawing for a phone, without the words beside it
TALL = 46  # pixels a line of it: its name, and what it draws

Spec = dict[str, Any]


def finish(chart: alt.LayerChart | alt.Chart) -> Spec:
    """Turn a chart into a specification in our look."""
    return {**chart.to_dict(), "config": _CONFIG}


def days(moments: Sequence[datetime], words: Words) -> alt.Axis:
    """Return the axis of a stretch of time: days where it is short, else no month twice.

    Examples
    --------
    >>> days([datetime(2026, 1, 5), datetime(2026, 9, 7)], Words("fr")).format
    '%m/%Y'
    """
    span = (max(moments) - min(moments)).days if moments else 0
    short = span <= MONTHS
    step = {"interval": "month", "step": 1 + span // 240}
    return alt.Axis(
        title=None,
        format=DAY[words.language] if short else "%m/%Y",
        tickCount=5 if short else step,
        labelOverlap="greedy",
        labelFlush=False,  # a label that is pushed inwards stands in the next one
        labelSeparation=8,
        grid=False,
    )


def whole(values: Iterable[float]) -> dict[str, Any]:
    """Return how an axis tells counts: no halves of a post.

    Examples
    --------
    >>> whole([1, 2.0]), whole([0.5])
    ({'tickCount': 2, 'format': ',d'}, {'tickCount': 4})
    """
    known = list(values)
    if not all(float(value).is_integer() for value in known):
        return {"tickCount": TICKS}
    return {"tickCount": max(1, min(TICKS, int(max(known, default=0)))), "format": ",d"}


def narrow(spec: Spec) -> Spec:
    """Return the same chart for a phone, where the names of its lines stand over them.

    Examples
    --------
    >>> narrow({"width": 420, "height": {"step": 26}, "config": {}})["height"]
    {'step': 46}
    """
    config = {
        **spec["config"],
        "padding": {"left": 4, "right": 16, "top": 4, "bottom": 4},
        "axisYDiscrete": _OVER,
    }
    return {**_narrowed(spec), "config": config}


def _narrowed(part: Any) -> Any:
    if isinstance(part, list):
        return [_narrowed(one) for one in part]
    if not isinstance(part, dict) or "values" in part:  # rows are not drawn narrower
        return part
    told = {name: _narrowed(inner) for name, inner in part.items()}
    if isinstance(told.get("width"), int):
        told["width"] = min(told["width"], NARROW)
    if isinstance(told.get("height"), dict):
        told["height"] = {"step": TALL}
    return told


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
        time_format_locale=_times(language),
    )
    return re.sub(r'<rect width="\d+" height="\d+" fill="(white|transparent)"/>', "", svg, count=1)


def _times(language: str) -> dict[str, Any]:
    """Return how times are written; months in short as everywhere else on a page.

    Examples
    --------
    >>> _times("de")["shortMonths"][-2:]
    ['Nov.', 'Dez.']
    """
    short = get_month_names("abbreviated", locale=language).values()
    return vl_convert.get_time_format_locale(_TIMES[language]) | {"shortMonths": [*short]}


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
