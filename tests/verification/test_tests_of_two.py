"""A test of two variants is wrong in at most 5% of cases, however and whenever one looks."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import norm

from condat.measure.trials.design import ALPHA, Counts, Design
from condat.measure.trials.evidence import ENOUGH, log_evidence
from condat.measure.trials.interval import interval
from condat.measure.trials.reading import read
from condat.measure.trials.size import POWER, detectable, needed, power

Whole = NDArray[np.int64]
PEOPLE, EVERY, DRAWS = 4000, 10, 600
SLACK = 3 * np.sqrt(ALPHA * (1 - ALPHA) / DRAWS)  # of the simulation itself


def peeked(rates: tuple[float, float], share: float = 0.5, seed: int = 7) -> tuple[Whole, Whole]:
    """Draw tests and their counts after every tenth person: (2, draws, looks)."""
    random = np.random.default_rng(seed)
    looks = PEOPLE // EVERY
    second = random.binomial(EVERY, share, (DRAWS, looks))
    shown = np.stack([EVERY - second, second])
    done = np.stack([random.binomial(n, p) for n, p in zip(shown, rates, strict=True)])
    return shown.cumsum(axis=2), done.cumsum(axis=2)


def ever(design: Design, shown: Whole, done: Whole) -> float:
    """Share of tests in which the evidence was enough, one way or the other, at some look."""
    ways = [log_evidence(design, shown, done, way) >= ENOUGH for way in (1, -1)]
    return float((ways[0] | ways[1]).any(axis=1).mean())


def naive(shown: Whole, done: Whole) -> float:
    """Share of tests that the usual z-test calls different at some look."""
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = done / shown
        mean = done.sum(axis=0) / shown.sum(axis=0)
        z = (rate[1] - rate[0]) / np.sqrt(mean * (1 - mean) * (1 / shown).sum(axis=0))
    return float((np.abs(np.nan_to_num(z)) > norm.ppf(1 - ALPHA / 2)).any(axis=1).mean())


@pytest.mark.parametrize("usual", [0.02, 0.1, 0.5])
@pytest.mark.parametrize("typed", [0.02, 0.1, 0.5])
@pytest.mark.parametrize("share", [0.5, 0.2])
def test_it_is_seldom_wrong_whatever_was_supposed(usual: float, typed: float, share: float) -> None:
    design = Design(usual=typed, least=typed / 5, share=share)
    assert ever(design, *peeked((usual, usual), share)) <= ALPHA + SLACK


def test_the_usual_test_looked_at_as_often_is_wrong_in_a_third_of_cases() -> None:
    assert naive(*peeked((0.1, 0.1))) > 1 / 3


def test_a_worse_variant_is_not_called_better() -> None:
    design = Design(usual=0.1, least=0.02)
    better = log_evidence(design, *peeked((0.1, 0.09))) >= ENOUGH
    assert better.any(axis=1).mean() <= ALPHA / 2


@pytest.mark.parametrize(("usual", "least"), [(0.05, 0.02), (0.2, 0.05), (0.5, 0.1)])
def test_it_finds_what_it_says_that_it_finds(usual: float, least: float) -> None:
    design = Design(usual=usual, least=least)
    people = needed(design)
    assert people
    assert power(design, people, least, seed=1) >= POWER - 0.07
    assert power(design, people // 3, least, seed=1) < POWER
    told = detectable(design, people)
    assert told == pytest.approx(least, rel=0.15)


def test_the_interval_holds_at_every_moment_at_once() -> None:
    rates = (0.1, 0.14)
    shown, done = peeked(rates)
    out = 0
    for draw in range(0, DRAWS, 6):
        for look in range(4, shown.shape[2], 12):
            n, k = shown[:, draw, look].tolist(), done[:, draw, look].tolist()
            low, high = interval(Counts((n[0], n[1]), (k[0], k[1])))
            if not low <= rates[1] - rates[0] <= high:
                out += 1
                break
    assert out <= DRAWS / 6 * ALPHA + 3


def test_read_early_it_says_that_it_cannot_know_and_how_many_more_it_takes() -> None:
    design = Design(usual=0.1, least=0.03)
    early = read(design, Counts((120, 120), (12, 17)))
    assert early.verdict == "open"
    assert early.more
    assert 500 < early.more < 10_000
    late = read(design, Counts((4000, 4000), (400, 560)))
    assert (late.verdict, late.enough, late.more) == ("better", False, None)
    assert read(design, Counts((9000, 9000), (900, 1500))).enough
    assert read(design, Counts((9000, 9000), (900, 905))).never
    assert read(design, Counts((4000, 4000), (400, 240))).verdict == "worse"
    nobody = read(design, Counts((0, 0), (0, 0)))
    assert (nobody.verdict, nobody.difference) == ("open", None)
