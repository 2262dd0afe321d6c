"""How many people a test of two variants takes, and what so many can find: by simulation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from condat.measure.trials.design import Design
from condat.measure.trials.evidence import ENOUGH, growth, log_evidence

LOOKS = 10
DRAWS = 400
POWER = 0.8


def power(design: Design, people: int, difference: float, *, seed: int = 0) -> float:
    """Return in how many tests out of all a difference is found, looked at ten times.

    Examples
    --------
    >>> power(Design(usual=0.10, least=0.05), 4000, 0.05) > 0.9
    True
    """
    return float(np.mean(found(design, people, difference, seed=seed)))


def found(
    design: Design,
    people: int,
    difference: float,
    *,
    seed: int = 0,
    looks: int = LOOKS,
    draws: int = DRAWS,
) -> NDArray[np.bool_]:
    """Simulate tests that are looked at again and again; say in which the difference was found."""
    random = np.random.default_rng(seed)
    rates = (design.usual, float(np.clip(design.usual + difference, 1e-9, 1 - 1e-9)))
    ends = np.unique(np.linspace(0, people, looks + 1).astype(np.int64)[1:])
    steps = np.diff(ends, prepend=0)
    second = random.binomial(steps, design.share, (draws, len(steps)))
    shown = np.stack([steps - second, second])
    done = np.stack([random.binomial(n, p) for n, p in zip(shown, rates, strict=True)])
    logs = log_evidence(design, shown.cumsum(axis=2), done.cumsum(axis=2))
    crossed: NDArray[np.bool_] = np.any(logs >= ENOUGH, axis=1)
    return crossed


def detectable(design: Design, people: int, *, seed: int = 0) -> float | None:
    """Return the least difference that a test of so many people finds four times out of five.

    None where not even the greatest possible would be.

    Examples
    --------
    >>> 0.02 < detectable(Design(usual=0.10, least=0.05), 4000) < 0.06
    True
    """
    low, high = 0.0, 1 - design.usual
    if power(design, people, high, seed=seed) < POWER:
        return None
    for _ in range(9):
        middle = (low + high) / 2
        if power(design, people, middle, seed=seed) >= POWER:
            high = middle
        else:
            low = middle
    return high


def needed(design: Design, *, most: int = 10_000_000, seed: int = 0) -> int | None:
    """Return how many people find the least difference that counts four times out of five.

    None beyond ``most``.

    Examples
    --------
    >>> 1500 < needed(Design(usual=0.10, least=0.05)) < 4000
    True
    """
    low = max(10, int(ENOUGH / max(growth(design, design.least), 1e-12)))
    high = low
    while power(design, high, design.least, seed=seed) < POWER:
        low, high = high, high * 2
        if high > most:
            return None
    for _ in range(5):
        middle = (low + high) // 2
        if power(design, middle, design.least, seed=seed) >= POWER:
            high = middle
        else:
            low = middle
    return high
