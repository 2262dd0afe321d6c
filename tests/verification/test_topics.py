"""Topics against known truth: a planted world is found again, a shuffled one has none."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

import numpy as np
import pyarrow as pa
import pytest
from scipy.special import comb

from condat.plan.tables import POST_TERMS, READINGS
from condat.plan.topics.division import Division, divide, numbered
from condat.plan.topics.naming import tables
from condat.simulate.world import Rules
from condat.simulate.world import world as simulated
from fixtures.read_posts import Rows, community, post_terms, written

SUBJECTS, WORDS, POSTS = 6, 25, 400


def world(posts: int, *, planted: bool) -> pa.Table:
    """Write posts of ten words, eight of them of the post's subject (or none of it)."""
    rng = np.random.default_rng(0)
    rows = []
    for post in range(posts):
        words = rng.integers(0, SUBJECTS * WORDS, 10)
        if planted:
            words[:8] = post % SUBJECTS * WORDS + rng.integers(0, WORDS, 8)
        for word in np.unique(words):
            name = f"w{word:03d}"
            rows.append((f"urn:{post:04d}", "en", name, name, 1, False, 0.0))
    columns = [pa.array(column) for column in zip(*rows, strict=True)]
    return pa.table(columns, names=POST_TERMS.names).cast(POST_TERMS)


@pytest.fixture(scope="module")
def planted() -> Division:
    return divide(numbered(world(POSTS, planted=True)), seed=0)


def test_planted_subjects_are_found(planted: Division) -> None:
    names = planted.corpus.terms.to_pylist()
    subject = np.array([int(name[1:]) // WORDS for name in names])
    pure = [np.bincount(subject[planted.topic == k]).max() for k in np.unique(planted.topic)]
    assert sum(pure) / len(names) > 0.9
    assert (planted.topic >= 0).mean() > 0.9


def test_a_shuffled_world_has_no_topics() -> None:
    assert divide(numbered(world(POSTS, planted=False)), seed=0).topic.max() == -1


def test_topics_keep_their_ids_when_posts_are_added(planted: Division) -> None:
    readings = READINGS.empty_table()
    _, former, _ = tables(planted, readings, None, "en")
    grown = divide(numbered(world(POSTS + 20, planted=True)), seed=0)
    _, terms, _ = tables(grown, readings, former, "en")
    then = dict(zip(former["term"].to_pylist(), former["topic"].to_pylist(), strict=True))
    now = dict(zip(terms["term"].to_pylist(), terms["topic"].to_pylist(), strict=True))
    same = [now[term] == topic for term, topic in then.items() if term in now]
    assert np.mean(same) > 0.9


def test_the_order_of_rows_changes_nothing(planted: Division) -> None:
    table = world(POSTS, planted=True)
    shuffled = table.take(np.random.default_rng(1).permutation(table.num_rows))
    again = divide(numbered(shuffled), seed=0)
    assert again.topic.tolist() == planted.topic.tolist()


def main_topic(found: Division) -> dict[str, int]:
    """Give the first topic of each post; -1 where it has no clear one."""
    some = np.diff(found.weight.indptr) > 0
    first = np.where(some, np.asarray(found.weight.argmax(axis=1)).ravel(), -1)
    return dict(zip(found.corpus.posts.to_pylist(), first.tolist(), strict=True))


def agreement(one: dict[str, int], other: dict[str, int]) -> float:
    """Return the adjusted Rand index over the posts of both; "no topic" is a topic here."""
    posts = sorted(one.keys() & other.keys())
    table = np.zeros((max(one.values()) + 2, max(other.values()) + 2))
    np.add.at(table, ([one[p] for p in posts], [other[p] for p in posts]), 1)
    both, rows, columns = (comb(x, 2).sum() for x in (table, table.sum(1), table.sum(0)))
    chance = rows * columns / comb(len(posts), 2)
    return float((both - chance) / ((rows + columns) / 2 - chance))


def found_in(rows: Rows, seed: int = 0) -> dict[str, int]:
    return main_topic(divide(numbered(post_terms(rows), written(rows)), seed=seed))


@pytest.mark.slow
def test_seeds_find_the_same_topics() -> None:
    corpus = numbered(post_terms(community()), written(community()))
    found = [main_topic(divide(corpus, seed=seed)) for seed in range(4)]
    agree = [agreement(a, b) for a, b in combinations(found, 2)]
    assert min(agree) >= 0.8, agree
    assert 6 <= max(found[0].values()) + 1 <= 20


@pytest.mark.slow
def test_consecutive_weeks_find_the_same_topics() -> None:
    rows = community()
    ends = [(date(2015, 11, 1) + timedelta(weeks=week)).isoformat() for week in range(9)]
    worlds = [[row for row in rows if row["published"] < end] for end in ends]
    assert len(worlds[-1]) - len(worlds[0]) > 20
    found = [found_in(world) for world in worlds]
    agree = [agreement(a, b) for a, b in pairwise(found)]
    assert np.mean(agree) >= 0.8, agree
    assert min(agree) >= 0.7, agree


def test_languages_are_joined() -> None:
    made = simulated(Rules(posts=1500, authors=100), seed=1)
    columns = (made.posts[name].to_pylist() for name in ("uri", "title", "text"))
    rows = [
        dict(zip(("url", "title", "content"), row, strict=True))
        for row in zip(*columns, strict=True)
    ]
    found = found_in(rows)
    truth = dict(zip(made.posts["uri"].to_pylist(), made.topic.tolist(), strict=True))
    told = {post: topic for post, topic in found.items() if topic >= 0}
    assert len(told) > 0.85 * len(rows)
    assert agreement(truth, told) > 0.8
