"""Topics beside NMF and k-means on sentence vectors: between seeds, between weeks, coherence.

The community sample (posts up to a week, read as they were then) and a simulated world whose
subjects are known. The peers get the same terms and the number of topics that we found.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.metrics import adjusted_rand_score

from condat.core.ids import digest
from condat.language.vectors import vectors
from condat.listen.values.markup import plain
from condat.plan.codes import look_up
from condat.plan.topics.division import Corpus, Division, divided, holding, numbered
from condat.plan.topics.moments import moments
from condat.plan.topics.votes import agreed
from condat.simulate.world import Rules, world
from condat.usecases.read.moments import look_at, read

DATA = Path(__file__).parents[1] / "samples/community/data"
SEEDS, WEEKS, FIRST_DAY, TOP = 3, 6, date(2015, 11, 1), 10

Ints = NDArray[np.int64]
Rows = list[dict[str, Any]]
Method = Callable[[int, int], Ints]


def run() -> list[dict[str, object]]:
    rows = community()
    sizes = [_until(rows, FIRST_DAY + timedelta(weeks=k)) for k in range(WEEKS)]
    narrow = [row for row in rows if "react" in (row["title"] + row["content"]).lower()]
    few = [_until(narrow, FIRST_DAY + timedelta(weeks=k)) for k in range(WEEKS)]
    planted, truth = simulated(600)
    told = [*judged("community", laid_out(rows), sizes), *judged("narrow", laid_out(narrow), few)]
    return [*told, *judged("simulated", planted, [*range(560, 601, 10)], truth)]


def judged(
    name: str, posts: pa.Table, sizes: list[int], truth: Ints | None = None
) -> list[dict[str, object]]:
    """Judge our topics and the peers' on the posts that there were at each size."""
    weeks = Weeks(posts)
    count = int(weeks.topics(sizes[-1], 0).max()) + 1
    methods: dict[str, Method] = {
        "condat": weeks.topics,
        "nmf": partial(_nmf, weeks, count),
        "k-means": partial(_kmeans, weeks, count),
    }
    return [
        {"corpus": name, "method": m, **_scores(weeks, f, sizes, truth)} for m, f in methods.items()
    ]


def _scores(
    weeks: Weeks, method: Method, sizes: list[int], truth: Ints | None
) -> dict[str, object]:
    by_week = [method(size, 0) for size in sizes]
    by_seed = [by_week[-1], *(method(sizes[-1], seed) for seed in range(1, SEEDS))]
    steps = [adjusted_rand_score(a, b[: len(a)]) for a, b in pairwise(by_week)]
    found: dict[str, object] = {
        "posts": sizes[-1],
        "topics": int(by_week[-1].max()) + 1,
        "weeks": float(np.mean(steps)),
        "lowest week": min(steps),
        "lowest of seeds": min(adjusted_rand_score(a, b) for a, b in combinations(by_seed, 2)),
        "coherence": coherence(weeks.corpus(sizes[-1]), weeks.posts["uri"], by_week[-1]),
    }
    return (
        found
        if truth is None
        else found | {"truth": adjusted_rand_score(truth[: sizes[-1]], by_week[-1])}
    )


class Weeks:
    """A corpus as it was when it had so many posts; ``posts`` are the oldest first."""

    def __init__(self, posts: pa.Table) -> None:
        self.posts = posts
        self._looked: dict[tuple[int, int], pa.Table] = {}
        self._read: dict[int, pa.Table] = {}

    def topics(self, size: int, seed: int = 0) -> Ints:
        """Return the first topic of each post, -1 where it has none."""
        known = agreed([self._votes(moment, seed) for moment in moments(size)], seed=seed)
        found = divided(holding(self.read(size), known.terms), known.topic, known.support)
        return self._placed(found.corpus, first(found), size)

    def read(self, size: int) -> pa.Table:
        """Return ``POST_TERMS`` of the posts."""
        if size not in self._read:
            self._read[size] = read(self.posts.slice(0, size))
        return self._read[size]

    def corpus(self, size: int) -> Corpus:
        """Return the posts in their order, with the terms that can make a topic."""
        return numbered(self.read(size))

    def placed(self, size: int, label: Ints) -> Ints:
        """Put a label of each post of :meth:`corpus` in the order of the posts."""
        return self._placed(self.corpus(size), label, size)

    def _placed(self, corpus: Corpus, label: Ints, size: int) -> Ints:
        known = dict(zip(corpus.posts.to_pylist(), label.tolist(), strict=True))
        return np.array([known.get(uri, -1) for uri in self.posts["uri"][:size].to_pylist()])

    def _votes(self, moment: int, seed: int) -> pa.Table:
        if (moment, seed) not in self._looked:
            self._looked[moment, seed] = look_at(self.posts.slice(0, moment), seed=seed)
        return self._looked[moment, seed]


def first(found: Division) -> Ints:
    """Return the first topic of each post; -1 where it has none."""
    if not found.weight.shape[1]:
        return np.full(found.weight.shape[0], -1)
    some = np.diff(found.weight.indptr) > 0
    return np.where(some, np.asarray(found.weight.argmax(axis=1)).ravel(), -1)


def coherence(corpus: Corpus, uris: pa.ChunkedArray, labels: Ints) -> float:
    """Return the mean NPMI of the pairs of each topic's strongest terms, within posts."""
    holds, scores = corpus.holds.toarray(), []
    label = labels[look_up(corpus.posts, uris[: len(labels)])]
    for topic in range(int(label.max()) + 1):
        inside, outside = holds[label == topic].sum(0) + 0.5, holds[label != topic].sum(0) + 0.5
        top = holds[
            :, np.argsort(-inside * np.log(inside / outside * (label != topic).mean()))[:TOP]
        ]
        share, both = top.mean(0), top.T @ top / len(top)
        pairs = np.triu_indices(TOP, 1)
        seen, chance = both[pairs], np.outer(share, share)[pairs]
        npmi = np.log(np.maximum(seen, 1e-12) / chance) / -np.log(np.maximum(seen, 1e-12))
        scores.append(float(np.where(seen > 0, npmi, -1.0).mean()))
    return float(np.mean(scores))


def _nmf(weeks: Weeks, count: int, size: int, seed: int) -> Ints:
    corpus = weeks.corpus(size)
    given = TfidfTransformer().fit_transform(corpus.holds)
    found = NMF(count, random_state=seed, max_iter=500).fit_transform(given)
    return weeks.placed(size, found.argmax(1))


def _kmeans(weeks: Weeks, count: int, size: int, seed: int) -> Ints:
    part = weeks.posts.slice(0, size)
    titles, texts = (part[name].to_pylist() for name in ("title", "text"))
    said = [f"{title} {text}"[:500] for title, text in zip(titles, texts, strict=True)]
    return KMeans(count, n_init=10, random_state=seed).fit_predict(vectors(said)).astype(np.int64)


def community() -> Rows:
    """Return every post of the sample, oldest first."""
    lines = [x for f in sorted(DATA.glob("*.jsonl")) for x in f.read_text("utf-8").split("\n") if x]
    rows = [json.loads(line) for line in lines]
    for row in rows:
        row["content"] = plain(row["content"], "markdown").text
    return sorted(rows, key=lambda row: (row["published"], row["url"]))


def laid_out(rows: Rows) -> pa.Table:
    """Lay out rows as ``look`` reads them."""
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


def simulated(posts: int) -> tuple[pa.Table, Ints]:
    """Return a simulated world, the oldest posts first, and the subject of each."""
    made = world(Rules(posts=posts, authors=100), seed=1)
    order = np.argsort(made.posts["published"].to_numpy(), kind="stable")
    whole = made.posts.append_column("side", pa.array(["audience"] * posts))
    whole = whole.append_column("mark", pa.array(marks(whole["uri"])))
    return whole.take(pa.array(order)).combine_chunks(), made.topic[order]


def marks(uris: pa.Array) -> NDArray[np.uint64]:
    """Return a hash of each address."""
    return np.array([int(digest(uri)[:16], 16) for uri in uris.to_pylist()], np.uint64)


def _until(rows: Rows, day: date) -> int:
    return sum(row["published"][:10] < day.isoformat() for row in rows)
