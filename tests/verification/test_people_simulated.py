"""Ranks, ratios and drivers against the truth of simulated worlds."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from benchmarks.coverage import EQUAL, RULES, coverage

from condat.corpus.schema import empty
from condat.plan.people.authority import authority, graph, resampled
from condat.plan.people.influencers import people
from condat.plan.people.ranks import ranks, width
from condat.plan.people.scene import FACTS, Scene, scene
from condat.plan.people.scores import PARTS
from condat.plan.performance.drivers import drivers
from condat.plan.performance.traits import traits
from condat.plan.tables import POST_TERMS
from condat.simulate.world import Rules, World, readings, world

AS_OF = datetime(2026, 6, 1, tzinfo=UTC)


def staged(made: World, posts: pa.Table | None = None) -> tuple[Scene, pa.Table]:
    facts = {name: empty(name) for name in FACTS}
    facts |= {"authors": made.authors, "counts": made.counts}
    return scene(made.posts if posts is None else posts, readings(made), facts, AS_OF)


def driven(made: World) -> pa.Table:
    _, compared = staged(made)
    found = traits(
        made.posts,
        readings(made),
        made.post_topics,
        POST_TERMS.empty_table(),
        ZoneInfo("UTC"),
    )
    return drivers(made.posts, compared, found)


@pytest.mark.slow
def test_all_true_ranks_are_inside_nine_times_in_ten_for_each_part_and_the_total() -> None:
    """Simultaneous: a world counts as covered only when every person is."""
    found = {row["part"]: row for row in coverage(RULES, range(16))}
    assert set(found) == {*PARTS, "total"}
    assert all(row["all inside"] >= 14 / 16 for row in found.values())
    assert found["resonance"]["width over people"] < 0.8  # the intervals say something


@pytest.mark.slow
def test_where_all_are_equal_hardly_ever_is_anybody_told_apart() -> None:
    """The hardest case: then the stated level is what is realised, and no less."""
    (found,) = coverage(EQUAL, range(20), [1])
    assert found["all inside"] >= 0.85


def test_tiers_hold_who_cannot_be_told_apart() -> None:
    rng = np.random.default_rng(3)
    score, error = rng.normal(size=200), rng.gamma(2, 0.03, 200)
    found = ranks(score, error)
    apart = width(200) * np.hypot(error[:, None], error[None, :])
    above = score[None, :] > score[:, None] + apart
    assert (found.low == 1 + above.sum(axis=1)).all()
    assert (found.high == 200 - above.sum(axis=0)).all()
    together = found.tier[:, None] == found.tier[None, :]
    assert not (above & together).any()
    later = found.tier > 1
    before = above & (found.tier[None, :] == found.tier[:, None] - 1)
    assert before[later].any(axis=1).all()
    assert found.tier.max() > 3


def test_many_people_are_told_apart_no_more_than_few_would_be() -> None:
    """Beyond a thousand, errors are rounded up: wider by a few hundredths, never narrower."""
    rng = np.random.default_rng(3)
    score, error = rng.normal(size=3000), rng.gamma(2, 0.03, 3000)
    found = ranks(score, error)
    apart = width(3000) * np.hypot(error[:, None], error[None, :])
    exact = 3000 - 1 - 2 * (score[None, :] > score[:, None] + apart).sum() / 3000
    wide = (found.high - found.low).mean()
    assert exact <= wide <= 1.1 * exact


def test_ratios_cover_the_truth() -> None:
    """A post's true ratio to its author's usual is inside its 90% interval."""
    made = world(Rules(authors=300, posts=3000, links=0, sources=2), seed=3)
    _, compared = staged(made)
    low, high = (compared[name].to_numpy() for name in ("ratio_low", "ratio_high"))
    inside = ((low <= made.luck) & (made.luck <= high)).mean()
    assert 0.87 <= inside <= 0.93


def test_a_small_account_gets_a_wide_interval_not_a_refusal() -> None:
    made = world(Rules(authors=400, posts=2000, links=0, sources=1), seed=5)
    _, compared = staged(made)
    posts = np.bincount(made.author, minlength=400)[made.author]
    width = np.log(pc.divide(compared["ratio_high"], compared["ratio_low"]).to_numpy())
    assert compared["ratio"].null_count == 0
    assert width[posts == 1].mean() > 1.2 * width[posts > 30].mean()


@pytest.mark.slow
@pytest.mark.parametrize("engaged", [True, False])
def test_a_world_without_effects_has_no_drivers(engaged: bool) -> None:
    """At a false-discovery rate of 10%, a null world yields any driver one time in ten at most."""
    rules = Rules(authors=60, posts=1200, links=1500, sources=2, engaged=engaged)
    alarms = sum(driven(world(rules, seed=seed)).num_rows > 0 for seed in range(60))
    assert alarms <= 6 + 5  # two standard errors over the nominal six


def test_a_planted_effect_is_found_with_its_size() -> None:
    """The ratio is over the author's other posts: a little under the truth."""
    rules = Rules(authors=150, posts=6000, effects={("form", "Video"): 2.0})
    found = {(r["dimension"], r["value"]): r for r in driven(world(rules, seed=1)).to_pylist()}
    video = found["form", "Video"]
    assert 1.5 < video["ratio_low"] < video["ratio_high"] < 2.2
    assert len(video["evidence"]) == 5


def test_planted_effects_are_found_and_hardly_any_other() -> None:
    """Other topics and forms do worse beside one that does better: they are no false alarms."""
    effects = {("form", "Video"): 1.6, ("topic", "bread"): 1.5}
    rules = Rules(authors=150, posts=3000, sentences=2, effects=effects)
    found = [
        (row["dimension"], row["value"])
        for seed in range(8)
        for row in driven(world(rules, seed=seed)).to_pylist()
    ]
    assert all(found.count(effect) == 8 for effect in effects)
    other = [one for one in found if one[0] not in ("form", "topic")]
    assert len(other) <= 0.15 * len(found)


def test_no_engagement_means_links_carry_the_ranking() -> None:
    made = world(Rules(authors=50, posts=800, links=900, engaged=False, sources=1), seed=2)
    stage, compared = staged(made)
    ranked = people(stage, made.post_topics, np.array([0.4, 0.3, 0.2, 0.1]), seed=0)
    assert set(ranked["basis"].to_pylist()) == {"links"}
    assert set(compared["measure"].to_pylist()) == {"links"}


def test_nothing_known_is_null() -> None:
    made = world(Rules(authors=20, posts=100, links=0, engaged=False), seed=2)
    stage, compared = staged(made)
    ranked = people(stage, made.post_topics, np.array([0.4, 0.3, 0.2, 0.1]), seed=0)
    assert compared["ratio"].null_count == compared.num_rows
    assert ranked["resonance"].null_count == ranked["reach"].null_count == ranked.num_rows


def test_authority_is_pagerank() -> None:
    import igraph

    rng = np.random.default_rng(4)
    source, target, start = rng.integers(0, 500, 4000), rng.integers(0, 500, 4000), rng.random(500)
    arcs = graph(source, target, 500)
    owner = np.repeat(np.arange(500), np.diff(arcs.starts))
    peer = igraph.Graph(n=500, edges=np.stack([arcs.source, owner], axis=1), directed=True)
    theirs = peer.personalized_pagerank(reset=start.tolist(), weights=arcs.weight.tolist())
    assert np.allclose(authority(arcs, start), np.array(theirs) * 500, atol=1e-6)


def test_a_few_rounds_tell_the_spread_of_many() -> None:
    rng = np.random.default_rng(4)
    target = np.minimum(rng.pareto(1.2, 20_000) * 50, 1999).astype(np.int64)
    arcs, start = graph(rng.integers(0, 2000, 20_000), target, 2000), np.ones(2000)
    point = authority(arcs, start)
    few, many = (
        resampled(arcs, start, point, seed=1, rounds=rounds).std(axis=1) for rounds in (4, 60)
    )
    assert 0.97 < np.median(few / many) < 1.03


def test_row_order_does_not_matter() -> None:
    made = world(Rules(authors=40, posts=400, links=400), seed=9)
    weights = np.array([0.4, 0.3, 0.2, 0.1])
    stage, compared = staged(made)
    ranked = people(stage, made.post_topics, weights, seed=0)
    shuffled = np.random.default_rng(0).permutation(made.post_topics.num_rows)
    again = people(stage, made.post_topics.take(pa.array(shuffled)), weights, seed=0)
    assert again.equals(ranked)
    backwards = made.posts.take(pa.array(np.arange(400)[::-1])).sort_by("uri")
    assert staged(made, backwards)[1].equals(compared)
