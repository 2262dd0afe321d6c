"""Topics against known truth: a planted world is found again, a shuffled one has none."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

import numpy as np
import pyarrow as pa
import pytest
from benchmarks.topics import Rows, Weeks, community, first, laid_out, marks, simulated
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score

from condat.core.ids import digest
from condat.plan.tables import POST_TERMS, READINGS
from condat.plan.topics.division import Division, divided, holding, numbered
from condat.plan.topics.links import pages
from condat.plan.topics.naming import tables
from condat.plan.topics.votes import agreed, votes
from condat.usecases.read.moments import look_at, read

SUBJECTS, WORDS, POSTS = 6, 25, 400


def world(posts: int, *, planted: bool, language: str = "en") -> pa.Table:
    """Write posts of ten words, eight of them of the post's subject (or none of it)."""
    rng = np.random.default_rng(0)
    rows = []
    for post in range(posts):
        words = rng.integers(0, SUBJECTS * WORDS, 10)
        if planted:
            words[:8] = post % SUBJECTS * WORDS + rng.integers(0, WORDS, 8)
        for word in np.unique(words):
            name = f"{language}{word:03d}"
            form = digest(name)[:8]  # whatever it looks like, it means nothing
            rows.append((f"urn:{language}:{post:04d}", language, name, form, 1, False, 0.0))
    columns = [pa.array(column) for column in zip(*rows, strict=True)]
    return pa.table(columns, names=POST_TERMS.names).cast(POST_TERMS)


def divide(post_terms: pa.Table) -> Division:
    corpus = numbered(post_terms)
    found = agreed([votes(corpus, marks(corpus.posts), seed=0)], seed=0)
    return divided(holding(post_terms, found.terms), found.topic, found.support)


@pytest.fixture(scope="module")
def planted() -> Division:
    return divide(world(POSTS, planted=True))


def test_planted_subjects_are_found(planted: Division) -> None:
    names = planted.corpus.terms.to_pylist()
    subject = np.array([int(name[2:]) // WORDS for name in names])
    pure = [np.bincount(subject[planted.topic == k]).max() for k in np.unique(planted.topic)]
    assert sum(pure) / len(names) > 0.9
    assert (planted.topic >= 0).mean() > 0.9


def test_a_shuffled_world_has_no_topics() -> None:
    corpus = numbered(world(POSTS, planted=False))
    assert votes(corpus, marks(corpus.posts), seed=0).num_rows == 0


def test_topics_keep_their_ids_when_posts_are_added(planted: Division) -> None:
    readings = READINGS.empty_table()
    _, former, _ = tables(planted, readings, None, "en")
    grown = divide(world(POSTS + 20, planted=True))
    _, terms, _ = tables(grown, readings, former, "en")
    then = dict(zip(former["term"].to_pylist(), former["topic"].to_pylist(), strict=True))
    now = dict(zip(terms["term"].to_pylist(), terms["topic"].to_pylist(), strict=True))
    same = [now[term] == topic for term, topic in then.items() if term in now]
    assert np.mean(same) > 0.9


def test_the_order_of_rows_changes_nothing(planted: Division) -> None:
    table = world(POSTS, planted=True)
    shuffled = table.take(np.random.default_rng(1).permutation(table.num_rows))
    assert divide(shuffled).topic.tolist() == planted.topic.tolist()


@pytest.mark.parametrize("linked", [True, False])
def test_shared_links_join_languages_that_share_no_word(linked: bool) -> None:
    both = pa.concat_tables([world(150, planted=True, language=name) for name in ("de", "fr")])
    corpus = numbered(both)
    uris = corpus.posts.to_pylist()
    number = [int(uri[-4:]) for uri in uris]
    pages_of = [[f"https://x.org/{n % SUBJECTS}/{n % 5}"] if linked else [] for n in number]
    held = pages(pa.table({"url": uris, "links": pa.array(pages_of, pa.list_(pa.string()))}))
    found = agreed([votes(corpus, marks(corpus.posts), held, seed=0)], seed=0)
    subject = {
        name: np.bincount(found.topic[at]).argmax()
        for name in (f"{t}{s}" for t in ("de", "fr") for s in range(SUBJECTS))
        if len(at := _terms(found.terms, name[:2], int(name[2:]), found.topic))
    }
    same = [subject[f"de{s}"] == subject[f"fr{s}"] for s in range(SUBJECTS)]
    assert all(same) if linked else np.mean(same) < 0.5


def _terms(terms: pa.Array, language: str, subject: int, topic: NDArray[np.int64]) -> list[int]:
    names = terms.to_pylist()
    return [
        i
        for i, name in enumerate(names)
        if topic[i] >= 0 and name[:2] == language and int(name[2:]) // WORDS == subject
    ]


@pytest.mark.slow
def test_seeds_find_the_same_topics() -> None:
    weeks = Weeks(laid_out(community()[:300]))
    found = [weeks.topics(300, seed) for seed in range(3)]
    agree = [adjusted_rand_score(a, b) for a, b in combinations(found, 2)]
    assert min(agree) >= 0.8, agree  # of twelve seeds 0.86: docs/explanation/methods/topics.md
    assert 4 <= found[0].max() + 1 <= 20


@pytest.mark.slow
def test_consecutive_weeks_find_the_same_topics() -> None:
    rows = community()
    weeks = Weeks(laid_out(rows))
    agree = _agree([weeks.topics(size) for size in _sizes(rows)])
    assert min(agree) >= 0.8, agree


@pytest.mark.slow
def test_a_hundred_posts_on_one_subject_have_steady_topics() -> None:
    rows = [row for row in community() if "react" in (row["title"] + row["content"]).lower()]
    weeks, sizes = Weeks(laid_out(rows)), _sizes(rows)
    assert 90 < sizes[0] < sizes[-1] < 110
    found = [weeks.topics(size) for size in sizes]
    other = weeks.topics(sizes[-1], seed=1)
    assert found[-1].max() + 1 >= 4
    assert min(_agree(found)) >= 0.8, _agree(found)
    assert adjusted_rand_score(found[-1], other) >= 0.8


def _sizes(rows: Rows) -> list[int]:
    """Return how many posts there were at the end of each of seven weeks."""
    days = [(date(2015, 11, 1) + timedelta(weeks=week)).isoformat() for week in range(7)]
    return [sum(row["published"] < day for row in rows) for day in days]


def _agree(found: list[NDArray[np.int64]]) -> list[float]:
    return [adjusted_rand_score(a, b[: len(a)]) for a, b in pairwise(found)]


def test_languages_are_joined() -> None:
    posts, truth = simulated(1500)
    known = agreed([look_at(posts, seed=0)], seed=0)
    division = divided(holding(read(posts), known.terms), known.topic, known.support)
    subject = dict(zip(posts["uri"].to_pylist(), truth.tolist(), strict=True))
    label = first(division)
    told = [subject[uri] for uri in division.corpus.posts.to_pylist()]
    assert (label >= 0).sum() > 0.85 * len(truth)
    assert adjusted_rand_score(np.array(told)[label >= 0], label[label >= 0]) > 0.8
