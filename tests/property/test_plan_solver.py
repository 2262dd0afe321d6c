"""The choice of a plan, for any small world: within every limit, and the best there is."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from condat.distribute.solve.problem import Limits, Problem
from condat.distribute.solve.solver import choose

SMALL = st.integers(min_value=0, max_value=2**32 - 1)


def world(seed: int) -> Problem:
    """Draw a world of a few pieces, persons and slots with every kind of limit."""
    draw = np.random.default_rng(seed)
    pieces, persons, slots = draw.integers(1, 6), draw.integers(1, 4), draw.integers(1, 5)
    match = draw.uniform(0, 1, (pieces, persons)).round(3)
    match[draw.random((pieces, persons)) < 0.3] = -np.inf
    match[:, 0] = np.where(draw.random(pieces) < 0.8, 0.0, -np.inf)
    slot = draw.choice([0.0, 0.1, 0.2], (pieces, slots))
    slot[draw.random((pieces, slots)) < 0.2] = -np.inf
    cost = np.r_[0.0, draw.integers(0, 5, persons - 1).astype(float)]
    days = np.arange(slots) // 2
    limits = (
        Limits("piece", draw.integers(0, 3, pieces), np.ones(3)),
        Limits("piece", draw.integers(-1, 2, pieces), np.full(2, np.inf), np.ones(2)),
        Limits("person", np.arange(persons) - 1, np.ones(max(persons - 1, 1))),
        Limits("person", np.zeros(persons, np.int64), np.array([4.0]), weight=cost),
        Limits("slot", np.tile(days // 2, (2, 1)), np.full(days.max() // 2 + 1, 2.0)),
        Limits("slot", np.stack([days, np.full(slots, -1)]), np.ones(days.max() + 1)),
    )
    rows = int(draw.integers(1, 4))
    place = draw.integers(0, 2, pieces)
    return Problem(draw.uniform(0, 1, pieces).round(3), match, slot, place, rows, limits)


def groups(problem: Problem, limits: Limits, columns: np.ndarray) -> np.ndarray:
    p, a, h = columns.T
    if limits.axis == "slot":
        return limits.group[problem.place[p], h]
    return limits.group[p if limits.axis == "piece" else a]


def broken(problem: Problem, columns: np.ndarray) -> list[str]:
    """Name the limits that a choice breaks."""
    wrong = [] if len(columns) <= problem.rows else ["rows"]
    wrong += [] if len(set(columns[:, 0])) == len(columns) else ["piece twice"]
    for number, limits in enumerate(problem.limits):
        group = groups(problem, limits, columns)
        used = np.zeros(len(limits.upper))
        weight = np.ones(len(columns)) if limits.weight is None else limits.weight[columns[:, 1]]
        np.add.at(used, group[group >= 0], weight[group >= 0])
        wrong += [] if (used <= limits.upper + 1e-9).all() else [f"limit {number}"]
    return wrong


def uncovered(problem: Problem, columns: np.ndarray) -> float:
    missing = 0.0
    for limits in problem.limits:
        if limits.lower is not None:
            group = groups(problem, limits, columns)
            have = np.bincount(group[group >= 0], minlength=len(limits.lower))
            missing += float(np.maximum(limits.lower - have, 0).sum())
    return missing


def best_by_trying_all(problem: Problem) -> tuple[float, float]:
    """Return the least that stays uncovered, and the most that such a choice is worth."""
    shape = (len(problem.piece), problem.match.shape[1], problem.slot.shape[1])
    every = np.array(list(product(*map(range, shape))), np.int64)
    every = every[np.isfinite(problem.value(every))]
    best = (-uncovered(problem, every[:0]), 0.0)
    for size in range(1, problem.rows + 1):
        for picked in combinations(range(len(every)), size):
            columns = every[list(picked)]
            if len(set(columns[:, 0])) == size and not broken(problem, columns):
                worth = -uncovered(problem, columns), float(problem.value(columns).sum())
                best = max(best, worth)
    return best


@given(SMALL)
@settings(max_examples=40, deadline=None)
def test_no_limit_is_broken_and_nothing_is_better(seed: int) -> None:
    problem = world(seed)
    choice = choose(problem, gap=1e-6)
    assert not broken(problem, choice.columns)
    missing, value = best_by_trying_all(problem)
    assert -uncovered(problem, choice.columns) == missing
    assert choice.value == pytest.approx(value, abs=1e-5)
    assert choice.bound >= value - 1e-6


@given(SMALL)
@settings(max_examples=20, deadline=None)
def test_the_same_world_gives_the_same_choice(seed: int) -> None:
    first, second = choose(world(seed)), choose(world(seed))
    assert np.array_equal(first.columns, second.columns)


def test_the_gap_that_is_said_is_never_too_small() -> None:
    """A choice that was stopped at once still says how far from the best it can be."""
    problem = large(200, 40, 28, seed=3)
    hurried, careful = choose(problem, seconds=0.01), choose(problem, gap=1e-6, seconds=60)
    assert hurried.bound >= careful.value - 1e-6
    assert not broken(problem, hurried.columns)


@pytest.mark.parametrize("tied", [False, True], ids=["known hours", "hours not known"])
def test_two_thousand_pieces_five_hundred_people_a_week_of_hours(tied: bool) -> None:
    problem = large(2000, 500, 168, seed=1, tied=tied)
    choice = choose(problem, gap=1e-3, seconds=60)
    assert choice.gap <= 1e-3
    assert len(choice.columns) == problem.rows
    assert not broken(problem, choice.columns)


def large(pieces: int, persons: int, slots: int, *, seed: int, tied: bool = False) -> Problem:
    """Draw a world of a realistic size: keywords, topics, messages, rates, days, places."""
    draw = np.random.default_rng(seed)
    match = draw.gamma(2, 0.2, (pieces, persons)).round(6)
    match[draw.random((pieces, persons)) > 0.3] = -np.inf
    match[:, 0] = 0.0
    noise = draw.normal(0, 0.1, (1, slots)) + draw.normal(0, 0.05, (pieces, slots))
    slot = np.zeros((pieces, slots)) if tied else noise.round(6)
    days, places = np.arange(slots) // 6, np.arange(3)[:, None]
    weeks, day_count = days // 7, int(days.max()) + 1
    cost = np.r_[0.0, draw.gamma(2, 300, persons - 1).round()]
    keyword, topic = np.arange(pieces) // 3, draw.integers(0, 20, pieces)
    limits = (
        Limits("piece", keyword, np.ones(keyword.max() + 1)),
        Limits("piece", topic, np.full(20, 6.0)),
        Limits("piece", draw.integers(0, 5, pieces), np.full(5, np.inf), np.ones(5)),
        Limits("person", np.arange(persons) - 1, np.ones(persons - 1)),
        Limits("person", np.where(np.arange(persons) > 0, 0, -1), np.array([20.0])),
        Limits("person", np.zeros(persons, np.int64), np.array([5000.0]), weight=cost),
        Limits("slot", np.tile(weeks, (3, 1)), np.full(weeks.max() + 1, 8.0)),
        Limits("slot", places * day_count + days, np.ones(3 * day_count)),
    )
    piece, place = draw.beta(2, 3, pieces).round(6), draw.integers(0, 3, pieces)
    return Problem(piece, match, slot, place, 30, limits)
