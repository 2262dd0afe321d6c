"""Topics against known truth: a planted world is found again, a shuffled one has none."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

import numpy as np
import pyarrow as pa
import pytest
from numpy.typing import NDArray
from scipy.special import comb

from condat.core.ids import digest
from condat.plan.tables import POST_TERMS, READINGS
from condat.plan.topics.division import Division, divided, holding, numbered
from condat.plan.topics.links import pages
from condat.plan.topics.look import look, read
from condat.plan.topics.moments import moments
from condat.plan.topics.naming import tables
from condat.plan.topics.votes import agreed, votes
from condat.simulate.world import Rules
from condat.simulate.world import world as simulated
from fixtures.read_posts import Rows, community

SUBJECTS, WORDS, POSTS = 6, 25, 400
NARROW = ("react", "javascript", "css", "composant", "component")


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


def marks(uris: pa.Array) -> NDArray[np.uint64]:
    return np.array([int(digest(uri)[:16], 16) for uri in uris.to_pylist()], np.uint64)


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


def posts(rows: Rows) -> pa.Table:
    """Lay out rows as ``look`` reads them, oldest first."""
    uris = pa.array([row["url"] for row in rows])
    return pa.table(
        {
            "uri": uris,
            "url": uris,
            "title": [row["title"] or "" for row in rows],
            "text": [row["content"] for row in rows],
            "language": pa.nulls(len(rows), pa.string()),
            "side": ["audience"] * len(rows),
            "author_uris": [[str(row.get("author") or row.get("authors"))] for row in rows],
            "links": pa.array([row["links"] or [] for row in rows], pa.list_(pa.string())),
            "mark": marks(uris),
        }
    )


class Weeks:
    """The first topic of each post of a corpus, week after week; -1 where it has none."""

    def __init__(self, rows: Rows) -> None:
        self.rows, self.posts = rows, posts(rows)
        self._looked: dict[tuple[int, int], pa.Table] = {}

    def found(self, size: int, seed: int = 0) -> dict[str, int]:
        said = [self._votes(moment, seed) for moment in moments(size)]
        known = agreed(said, seed=seed)
        read_now = read(self.posts.slice(0, size))
        division = divided(holding(read_now, known.terms), known.topic, known.support)
        none = dict.fromkeys(self.posts["uri"][:size].to_pylist(), -1)
        return none | main_topic(division)

    def until(self, day: date) -> int:
        return sum(row["published"][:10] < day.isoformat() for row in self.rows)

    def _votes(self, moment: int, seed: int) -> pa.Table:
        if (moment, seed) not in self._looked:
            self._looked[moment, seed] = look(self.posts.slice(0, moment), seed=seed)
        return self._looked[moment, seed]


def main_topic(found: Division) -> dict[str, int]:
    """Give the first topic of each post; -1 where it has none."""
    some = np.diff(found.weight.indptr) > 0
    first = np.where(some, np.asarray(found.weight.argmax(axis=1)).ravel(), -1)
    return dict(zip(found.corpus.posts.to_pylist(), first.tolist(), strict=True))


def agreement(one: dict[str, int], other: dict[str, int]) -> float:
    """Return the adjusted Rand index over the posts of both; "no topic" is a topic here."""
    same = sorted(one.keys() & other.keys())
    table = np.zeros((max(one.values()) + 2, max(other.values()) + 2))
    np.add.at(table, ([one[p] for p in same], [other[p] for p in same]), 1)
    both, rows, columns = (comb(x, 2).sum() for x in (table, table.sum(1), table.sum(0)))
    chance = rows * columns / comb(len(same), 2)
    return float((both - chance) / ((rows + columns) / 2 - chance))


@pytest.mark.slow
def test_seeds_find_the_same_topics() -> None:
    weeks = Weeks(community()[:300])
    found = [weeks.found(300, seed) for seed in range(3)]
    agree = [agreement(a, b) for a, b in combinations(found, 2)]
    assert min(agree) >= 0.8, agree
    assert 4 <= max(found[0].values()) + 1 <= 20


@pytest.mark.slow
@pytest.mark.parametrize("narrow", [False, True])
def test_consecutive_weeks_find_the_same_topics(narrow: bool) -> None:
    rows = [row for row in community() if not narrow or _about(row)]
    weeks = Weeks(rows)
    sizes = [weeks.until(date(2015, 11, 1) + timedelta(weeks=week)) for week in range(7)]
    assert sizes[-1] - sizes[0] > 5
    agree = [agreement(a, b) for a, b in pairwise(weeks.found(size) for size in sizes)]
    assert np.mean(agree) >= 0.8, agree


def _about(row: dict[str, str]) -> bool:
    words = f"{row['title']} {row['content']}".lower()
    return any(word in words for word in NARROW)


def test_languages_are_joined() -> None:
    made = simulated(Rules(posts=1500, authors=100), seed=1)
    whole = made.posts.append_column("side", pa.array(["audience"] * 1500))
    whole = whole.append_column("mark", pa.array(marks(whole["uri"])))
    known = agreed([look(whole, seed=0)], seed=0)
    division = divided(holding(read(whole), known.terms), known.topic, known.support)
    truth = dict(zip(made.posts["uri"].to_pylist(), made.topic.tolist(), strict=True))
    told = {post: topic for post, topic in main_topic(division).items() if topic >= 0}
    assert len(told) > 0.85 * len(truth)
    assert agreement(truth, told) > 0.8
