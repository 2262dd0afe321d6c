"""Pictures that stand in a line of a table: an interval as a dot with its whisker."""

from __future__ import annotations

from math import log2
from xml.sax.saxutils import quoteattr

WIDTH, HEIGHT = 96, 16
MOST = 8.0  # times, and an eighth: the ends of the scale of ratios
EDGE = 4  # room for the dot at both ends


def interval(value: float, low: float, high: float, scale: tuple[float, float], told: str) -> str:
    """Draw a value and its interval on a scale, as SVG that takes the colours of the page.

    Parameters
    ----------
    value, low, high : float
    scale : pair of float
        What the left and the right end stand for.
    told : str
        The same in words, for who cannot see it.

    Examples
    --------
    >>> interval(0.5, 0.25, 1, (0, 1), "50%").startswith('<svg class="interval" role="img"')
    True
    """
    dot, start, end = (_place(number, scale) for number in (value, low, high))
    middle = HEIGHT // 2
    return (
        f'<svg class="interval" role="img" aria-label={quoteattr(told)} '
        f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<line class="scale" x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{middle}" y2="{middle}"/>'
        f'<line class="whisker" x1="{start}" x2="{end}" y1="{middle}" y2="{middle}"/>'
        f'<circle class="dot" cx="{dot}" cy="{middle}" r="{EDGE}"/></svg>'
    )


def ratio(value: float, low: float, high: float, told: str) -> str:
    """Draw a ratio and its interval on a scale from an eighth to eight times.

    Examples
    --------
    >>> 'cx="48.0"' in ratio(1, 0.5, 2, "as usual")
    True
    """
    value, low, high = (log2(max(number, 1 / MOST)) for number in (value, low, high))
    return interval(value, low, high, (-log2(MOST), log2(MOST)), told)


def _place(number: float, scale: tuple[float, float]) -> float:
    low, high = scale
    share = (number - low) / (high - low) if high > low else 0.5
    return round(EDGE + min(max(share, 0), 1) * (WIDTH - 2 * EDGE), 1)
