"""A test of two variants that can be read at any moment without being wrong more often.

Each person is shown one variant, drawn by lot, and does or does not do what counts. The evidence
for "the second does better" is a likelihood ratio: for rates ``a < b`` of the two variants and the
rate ``m`` of everybody when nothing differs (their mean by the shares of the lot), each person
multiplies it by ``b / m`` or ``(1 - b) / (1 - m)``, or the same with ``a``. While the second is not
better, nobody can raise it on average, whoever comes next; so it exceeds ``1 / alpha`` with a
probability of at most ``alpha`` **however often one looks** (Ville 1939). Since it depends on the
counts alone, they may be typed at any moment. Several pairs of rates are averaged, which keeps this
property (Turner, Ly and Grünwald 2024, *Generic E-variables for exact sequential k-sample tests*).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, logsumexp

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]
Verdict = Literal["better", "worse", "open"]

ALPHA = 0.05  # wrong in at most so many tests, both ways together
ENOUGH = math.log(2 / ALPHA)  # for each of the two ways
BASES = np.linspace(-2.0, 2.0, 9)  # usual rates looked at: logarithms of odds around the typed one
STEPS = np.array([0.5, 1.0, 1.5, 2.0, 3.0])  # effects looked at: in units of the least that counts
LOOKS = 10
DRAWS = 400
POWER = 0.8


@dataclass(frozen=True)
class Design:
    """What is settled before a test starts.

    Parameters
    ----------
    usual : float
        The rate expected of the first variant, between 0 and 1.
    least : float
        The least difference that counts as success, as a rate: 0.02 is two points more.
    share : float
        Share of the people that the lot gives the second variant.

    Examples
    --------
    >>> Design(usual=0.10, least=0.02).aimed
    0.12
    """

    usual: float
    least: float
    share: float = 0.5

    @property
    def aimed(self) -> float:
        """The rate of the second variant from which on it is a success."""
        return round(min(self.usual + self.least, 1 - 1e-6), 6)


@dataclass(frozen=True)
class Counts:
    """How many people saw each variant, and how many did what counts."""

    shown: tuple[int, int]
    done: tuple[int, int]

    @property
    def people(self) -> int:
        """All that took part."""
        return sum(self.shown)

    @property
    def difference(self) -> float | None:
        """The second rate over the first; null while one was shown to nobody."""
        if not all(self.shown):
            return None
        return self.done[1] / self.shown[1] - self.done[0] / self.shown[0]


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


def evidence(design: Design, counts: Counts) -> tuple[float, float]:
    """Return the logarithm of the evidence that the second variant does better, and worse."""
    shown, done = np.array(counts.shown), np.array(counts.done)
    better, worse = (log_evidence(design, shown, done, way) for way in (1, -1))
    return float(better), float(worse)


def log_evidence(design: Design, shown: Whole, done: Whole, way: int = 1) -> Reals:
    """Return the logarithm of the evidence of many tests, or of one test at many moments.

    Parameters
    ----------
    shown, done : ndarray of int
        Shape (2, ...): people who saw each variant so far, and who did what counts.
    way : {1, -1}
        For the second doing better, or worse.
    """
    first, second, mean = _rates(design, way)
    logs = np.zeros((*shown.shape[1:], len(mean)))
    for rate, n, k in zip((first, second), shown, done, strict=True):
        logs += k[..., None] * np.log(rate / mean)
        logs += (n - k)[..., None] * np.log((1 - rate) / (1 - mean))
    mixed: Reals = logsumexp(logs, axis=-1) - math.log(len(mean))
    return mixed


@lru_cache(64)
def _rates(design: Design, way: int) -> tuple[Reals, Reals, Reals]:
    """Return pairs of rates around what is usual, and the rate of all when nothing differs."""
    usual = _logit(min(max(design.usual, 1e-4), 1 - 1e-4))
    step = _logit(min(design.aimed, 1 - 1e-5)) - usual
    base, apart = np.meshgrid(usual + BASES, step * STEPS)
    first, second = _rate(base).ravel(), _rate(base + way * apart).ravel()
    return first, second, (1 - design.share) * first + design.share * second


def _logit(rate: float) -> float:
    return math.log(rate / (1 - rate))


def _rate(logit: Reals) -> Reals:
    rate: Reals = 1 / (1 + np.exp(-logit))
    return rate


def interval(counts: Counts, alpha: float = ALPHA) -> tuple[float, float]:
    """Return a difference of rates that holds at every moment at once, ``1 - alpha`` sure.

    Each rate has the confidence sequence of a uniform mixture (Robbins 1970) at half of ``alpha``.

    Examples
    --------
    >>> low, high = interval(Counts((1000, 1000), (100, 160)))
    >>> round(low, 3), round(high, 3)
    (-0.021, 0.14)
    """
    bounds = [_sequence(s, d, alpha / 2) for s, d in zip(counts.shown, counts.done, strict=True)]
    return bounds[1][0] - bounds[0][1], bounds[1][1] - bounds[0][0]


def ratio(counts: Counts, alpha: float = ALPHA) -> tuple[float | None, float | None, float | None]:
    """Return how many times the first rate the second is, and an interval at every moment at once.

    Null where a rate is nothing, or could be.

    Examples
    --------
    >>> effect, low, high = ratio(Counts((1000, 1000), (100, 160)))
    >>> round(effect, 2), round(low, 2), round(high, 2)
    (1.6, 0.85, 3.07)
    """
    bounds = [_sequence(s, d, alpha / 2) for s, d in zip(counts.shown, counts.done, strict=True)]
    (first_low, first_high), (low, high) = bounds
    known = all(counts.shown) and counts.done[0] > 0
    effect = (
        counts.done[1] / counts.shown[1] / (counts.done[0] / counts.shown[0]) if known else None
    )
    return effect, low / first_high or None, high / first_low if first_low else None


def _sequence(shown: int, done: int, alpha: float) -> tuple[float, float]:
    """Return the rates that the mixture does not speak against by ``1 / alpha``."""
    if shown == 0:
        return 0.0, 1.0
    mixed = float(betaln(1 + done, 1 + shown - done))

    def against(rate: float) -> float:
        left = done * math.log(rate) if done else 0.0
        right = (shown - done) * math.log(1 - rate) if shown > done else 0.0
        return mixed - left - right - math.log(1 / alpha)

    middle = done / shown
    low = 0.0 if done == 0 else _root(against, 1e-12, middle)
    high = 1.0 if done == shown else _root(against, 1 - 1e-12, middle)
    return low, high


def _root(against: Callable[[float], float], out: float, within: float) -> float:
    """Halve until the rate where the evidence against it is just enough."""
    for _ in range(60):
        middle = (out + within) / 2
        if against(middle) > 0:
            out = middle
        else:
            within = middle
    return out


def people_more(design: Design, counts: Counts, reached: float) -> int | None:
    """Say about how many more people it takes to know, if what was seen goes on.

    Where nothing was seen, or less than counts, the least difference that counts is supposed.
    """
    seen = counts.difference
    supposed = max(seen or 0.0, design.least)
    grows = growth(design, supposed)
    return math.ceil(max(ENOUGH - reached, 0.0) / grows) if grows > 0 else None


def growth(design: Design, difference: float) -> float:
    """Return what one more person adds to the logarithm of the evidence, on average."""
    first, second, mean = _rates(design, 1)
    true = (design.usual, min(design.usual + difference, 1 - 1e-6))
    adds = np.zeros(len(mean))
    for rate, truth, part in zip(
        (first, second), true, (1 - design.share, design.share), strict=True
    ):
        adds += part * (truth * np.log(rate / mean) + (1 - truth) * np.log((1 - rate) / (1 - mean)))
    return float(adds.max())


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


def balanced(design: Design, counts: Counts, alpha: float = 0.001) -> bool:
    """Say whether the lot gave each variant the share that was settled; False: the lot is broken.

    Examples
    --------
    >>> balanced(Design(0.1, 0.02), Counts((520, 480), (0, 0)))
    True
    >>> balanced(Design(0.1, 0.02), Counts((700, 300), (0, 0)))
    False
    """
    low, high = _sequence(counts.people, counts.shown[1], alpha)
    return low <= design.share <= high
