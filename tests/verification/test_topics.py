"""Topics against known truth: a planted world is found again, a shuffled one has none."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from condat.plan.tables import POST_TERMS, READINGS
from condat.plan.topic_tables import tables
from condat.plan.topics import Division, divide, numbered

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
