"""Keywords in worlds of known truth: nothing planted, one term planted, weeks held out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from condat.plan.tables import POST_TERMS, QUESTIONS, READINGS
from condat.plan.words.keywords import Facts, keywords

AS_OF = datetime(2026, 11, 2, tzinfo=UTC)
TERMS = [f"sujet{i}" for i in range(120)]
AUTHORS, DAYS = 400, 200


class World:
    """Posts of one term or two each, by authors with a Poisson number of posts."""

    def __init__(
        self, seed: int, *, rising: int = 0, popular: int = 0, engaged: bool = True
    ) -> None:
        rng = np.random.default_rng(seed)
        posts = 6000
        self.age = rng.uniform(0, DAYS, posts)
        weight = np.tile(1 / np.arange(1, len(TERMS) + 1) ** 0.5, (posts, 1))
        weight[:, :rising] *= np.where(self.age < 28, 4, 1)[:, None]
        self.term = np.array([rng.choice(len(TERMS), p=w / w.sum()) for w in weight])
        self.author = rng.integers(0, AUTHORS, posts)
        draws = np.ones(len(TERMS))
        draws[len(TERMS) - popular :] = 12  # rare, and much liked
        likes = rng.negative_binomial(1, 1 / (1 + 5 * draws[self.term]))
        self.likes = likes.astype(float) if engaged else np.full(posts, np.nan)

    def facts(self, rows: np.ndarray | None = None) -> Facts:
        at = np.arange(len(self.term)) if rows is None else rows
        uris = [f"urn:post:{i:05d}" for i in at]
        names = [TERMS[t] for t in self.term[at]]
        said = {"language": ["fr"] * len(at), "term": names, "form": names}
        place = {"count": [1] * len(at), "in_title": [False] * len(at), "position": [0.5] * len(at)}
        readings = {"side": ["audience"] * len(at), "language": ["fr"] * len(at)}
        published = [AS_OF - timedelta(days=float(a)) for a in self.age[at]]
        return Facts(
            readings=pa.table({"post_uri": uris, **readings, "words": [60] * len(at)}, READINGS),
            post_terms=pa.table({"post_uri": uris, **said, **place}, POST_TERMS),
            questions=QUESTIONS.empty_table(),
            posts=pa.table(
                {
                    "uri": uris,
                    "url": uris,
                    "source": ["blog"] * len(at),
                    "author_uris": [[f"urn:author:{a}"] for a in self.author[at]],
                    "published": pa.array(published, pa.timestamp("us", tz="UTC")),
                }
            ),
            engaged=pa.table(
                {"uri": uris, "engagement": pa.array(self.likes[at], from_pandas=True)}
            ),
            searched=pa.table(
                {
                    "language": pa.array([], pa.string()),
                    "term": pa.array([], pa.string()),
                    "impressions": pa.array([], pa.int64()),
                }
            ),
        )


def test_where_nothing_rises_hardly_any_trend_is_named() -> None:
    worlds = [keywords(World(seed).facts(), as_of=AS_OF) for seed in range(20)]
    named = [bool((np.array(w["trend_q"].to_pylist(), float) <= 0.1).any()) for w in worlds]
    assert np.mean(named) <= 0.2  # 0.1 is promised; twenty worlds
    assert all(w["trend"].null_count < w.num_rows for w in worlds)


def test_planted_trends_are_found_and_their_ratio_is_covered() -> None:
    found = keywords(World(7, rising=4).facts(), as_of=AS_OF).to_pylist()
    rows = {row["term"]: row for row in found}
    for term in TERMS[:4]:
        assert rows[term]["trend_q"] <= 0.1
        assert rows[term]["trend_low"] > 1
    others = [r for r in found if r["term"] not in TERMS[:4] and (r["trend_q"] or 1) <= 0.1]
    assert len(others) <= 2


def test_demand_foretells_what_the_last_weeks_bring_better_than_frequency() -> None:
    gains = []
    for seed in range(6):
        world = World(100 + seed, popular=30)
        early = np.flatnonzero(world.age > 28)
        late = world.age <= 28
        brought = np.bincount(world.term[late], world.likes[late], len(TERMS))
        rows = keywords(world.facts(early), as_of=AS_OF - timedelta(days=28)).to_pylist()
        truth = [brought[TERMS.index(row["term"])] for row in rows]
        by_demand, by_count = ([row[k] for row in rows] for k in ("demand", "posts"))
        gains.append(_rank(by_demand, truth) - _rank(by_count, truth))
    assert np.mean(gains) > 0.1
    assert min(gains) > 0


def _rank(a: list[float], b: list[float]) -> float:
    ranks = [np.argsort(np.argsort(x)) for x in (a, b)]
    return float(np.corrcoef(*ranks)[0, 1])


def test_unknown_engagement_stays_unknown() -> None:
    found = keywords(World(3, engaged=False).facts(), as_of=AS_OF)
    assert found["engagement"].null_count == found.num_rows
    assert found["searches"].null_count == found.num_rows
    assert found["demand"].null_count == 0


def test_too_few_authors_make_no_trend() -> None:
    world = World(5)
    world.author[:] = 0
    found = keywords(world.facts(), as_of=AS_OF)
    assert found["trend"].null_count == found.num_rows
    assert {"code": "trend_unknown_authors", "values": []} in found["reasons"][0].as_py()


def test_what_four_people_say_in_another_language_does_not_lead() -> None:
    facts = World(3).facts()
    german = pa.array(["de" if i < 4 else "fr" for i in range(facts.readings.num_rows)])
    said = [
        "teig" if i < 4 else term for i, term in enumerate(facts.post_terms["term"].to_pylist())
    ]
    terms = facts.post_terms.set_column(1, "language", german)
    two = replace(
        facts,
        readings=facts.readings.set_column(2, "language", german),
        post_terms=terms.set_column(2, "term", pa.array(said)),
    )
    found = {row["term"]: row for row in keywords(two, as_of=AS_OF).to_pylist()}
    assert found["teig"]["audience"] == 4
    assert found["teig"]["demand"] < found[TERMS[0]]["demand"] / 2


@pytest.mark.parametrize("seed", [0, 1])
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    world = World(11)
    mixed = np.random.default_rng(seed).permutation(len(world.term))
    straight = keywords(world.facts(), as_of=AS_OF)
    assert _close(straight, keywords(world.facts(mixed), as_of=AS_OF))


def _close(a: pa.Table, b: pa.Table) -> bool:
    for name in a.column_names:
        left, right = a[name].to_pylist(), b[name].to_pylist()
        if pa.types.is_floating(a[name].type):
            pairs = [np.array([np.nan if v is None else v for v in x]) for x in (left, right)]
            if not np.allclose(*pairs, rtol=1e-9, equal_nan=True):
                return False
        elif left != right:
            return False
    return True
