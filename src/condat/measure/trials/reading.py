"""A test of two variants, read at any moment."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from condat.measure.trials.design import Counts, Design
from condat.measure.trials.evidence import ENOUGH, evidence, growth
from condat.measure.trials.interval import interval

Verdict = Literal["better", "worse", "open"]


@dataclass(frozen=True)
class Read:
    """What can be said at this moment.

    Parameters
    ----------
    verdict : {"better", "worse", "open"}
        Whether the second variant does better, worse, or it cannot be known yet.
    low, high : float
        The difference of the rates, 95% sure at every moment at once.
    enough : bool
        Whether the difference is surely at least the least that counts.
    never : bool
        Whether it is surely less.
    more : int or None
        About how many more people it takes while it is open; None when none would do.
    """

    verdict: Verdict
    difference: float | None
    low: float
    high: float
    enough: bool
    never: bool
    more: int | None


def read(design: Design, counts: Counts) -> Read:
    """Read a test at any moment.

    Examples
    --------
    >>> design = Design(usual=0.10, least=0.05)
    >>> read(design, Counts((100, 100), (10, 16))).verdict
    'open'
    >>> read(design, Counts((2000, 2000), (200, 300))).verdict
    'better'
    """
    better, worse = evidence(design, counts)
    verdict: Verdict = "better" if better >= ENOUGH else "worse" if worse >= ENOUGH else "open"
    low, high = interval(counts)
    more = people_more(design, counts, max(better, worse)) if verdict == "open" else None
    return Read(
        verdict, counts.difference, low, high, low >= design.least, high < design.least, more
    )


def people_more(design: Design, counts: Counts, reached: float) -> int | None:
    """Say about how many more people it takes to know, if what was seen goes on.

    Where nothing was seen, or less than counts, the least difference that counts is supposed.
    """
    seen = counts.difference
    supposed = max(seen or 0.0, design.least)
    grows = growth(design, supposed)
    return math.ceil(max(ENOUGH - reached, 0.0) / grows) if grows > 0 else None
