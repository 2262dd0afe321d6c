"""The picture of a conversation is the same picture each time."""

from __future__ import annotations

import pyarrow as pa

from condat.plan.people.network import network
from condat.plan.tables import TIES


def ties() -> pa.Table:
    """Twelve people in a ring, each of whom also turns to the first."""
    pairs = [(n, (n + 1) % 12) for n in range(12)] + [(n, 0) for n in range(2, 12)]
    rows = [
        {"source_uri": f"u{a}", "source": f"P{a}", "target_uri": f"u{b}", "target": f"P{b}"}
        for a, b in pairs
    ]
    return pa.Table.from_pylist([row | {"acts": 1} for row in rows], schema=TIES)


def test_the_same_seed_lays_out_the_same_picture() -> None:
    first, again, other = (network(ties(), seed=seed).people for seed in (1, 1, 2))
    assert first.equals(again)
    assert not first.equals(other)


def test_who_receives_most_comes_first_and_no_two_stand_on_one_spot() -> None:
    people = network(ties(), seed=1).people.to_pylist()
    assert people[0]["name"] == "P0"
    assert len({(round(p["x"], 3), round(p["y"], 3)) for p in people}) == 12
