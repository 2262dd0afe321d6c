"""Authors with true resonance and subjects, what they post, what it gets, whom they link to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.random import Generator
from numpy.typing import NDArray

from condat.simulate.sentences import LANGUAGES, SUBJECTS, pool

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]

HOUR = 3_600_000_000
TIME = pa.timestamp("us", tz="UTC")
TEXTS = pa.list_(pa.string())
FORMS = ("Article", "Note", "Video")
TOPICS = tuple(SUBJECTS)
END = 1_767_225_600_000_000  # 2026-01-01


@dataclass(frozen=True)
class Rules:
    """How the world works.

    Parameters
    ----------
    authors, posts, links : int
        How many there are.
    sources : int
        Places; authors write in one each.
    engaged : bool
        False: nothing is counted, only links are seen.
    authors_shape, posts_shape : float
        Shapes of the Gammas of authors around their peers, of posts around their author.
    effects : mapping
        True ratios by dimension and value, e.g. ``{("form", "Video"): 2.0}``.
    sentences : int
        Mean length of a post.
    """

    authors: int = 200
    posts: int = 4000
    links: int = 2000
    sources: int = 3
    engaged: bool = True
    authors_shape: float = 1.0
    posts_shape: float = 2.0
    effects: Mapping[tuple[str, str], float] = field(default_factory=dict)
    sentences: int = 6


@dataclass(frozen=True)
class World:
    """Tables of facts, and the truth behind them.

    ``resonance``, ``fame`` and ``interest`` (a column per topic) are per author; ``author``,
    ``topic``, ``due`` (the true usual result) and ``luck`` (the true ratio to it) per post.
    """

    posts: pa.Table
    counts: pa.Table
    authors: pa.Table
    post_topics: pa.Table
    resonance: Reals
    fame: Reals
    interest: Reals
    author: Ints
    topic: Ints
    due: Reals
    luck: Reals


def readings(made: World) -> pa.Table:
    """Return what reading the posts would tell: everybody is the audience."""
    size = made.posts.num_rows
    words = pc.count_substring(made.posts["text"], " ")
    columns = [made.posts["uri"], pa.array(["audience"] * size), made.posts["language"], words]
    return pa.table(columns, names=["post_uri", "side", "language", "words"])


def world(rules: Rules, *, seed: int, life: int = 0) -> World:
    """Make a world.

    Parameters
    ----------
    rules : Rules
        How it works.
    seed : int
        Of its people: what they are known for, write about and how often.
    life : int
        Which of their lives is seen: the same people, who write and link anew.

    Examples
    --------
    >>> made = world(Rules(authors=10, posts=50, links=20), seed=1)
    >>> made.posts.num_rows, made.counts.num_rows, made.resonance.shape
    (50, 50, (10,))
    """
    rng = np.random.default_rng(seed)
    resonance = rng.gamma(rules.authors_shape, 1 / rules.authors_shape, rules.authors)
    fame = rng.pareto(1.5, rules.authors) + 0.1
    interest = rng.dirichlet(np.full(len(TOPICS), 0.3), rules.authors)
    activity = rng.pareto(1.2, rules.authors) + 0.3
    rng = np.random.default_rng([seed, life]) if life else rng
    author = _drawn(rng, activity, rules.posts)
    topic = _chosen(rng, interest[author])
    form = rng.choice(len(FORMS), rules.posts, p=[0.5, 0.3, 0.2])
    published = END - (rng.random(rules.posts) * 730 * 24).astype(np.int64) * HOUR
    due = 20.0 * resonance[author] * _effects(rules, form, topic, published)
    posts = _posts(rng, rules, author, topic, form, published)
    luck = rng.gamma(rules.posts_shape, 1 / rules.posts_shape, rules.posts)
    links = _links(rng, rules, posts["url"].combine_chunks(), author, fame, published)
    return World(
        posts=posts.append_column("links", links),
        counts=_counts(rng, rules, posts["uri"], due * luck),
        authors=_authors(rules),
        post_topics=pa.table(
            {
                "post_uri": posts["uri"],
                "topic": pa.array(TOPICS).take(pa.array(topic)),
                "weight": np.ones(rules.posts),
            }
        ),
        resonance=resonance,
        fame=fame,
        interest=interest,
        author=author,
        topic=topic,
        due=due,
        luck=luck,
    )


def _drawn(rng: Generator, weights: Reals, size: int) -> Ints:
    edges = np.cumsum(weights) / weights.sum()
    return np.minimum(np.searchsorted(edges, rng.random(size)), len(weights) - 1)


def _chosen(rng: Generator, chances: Reals) -> Ints:
    passed = rng.random(len(chances))[:, None] > np.cumsum(chances, axis=1)
    return np.minimum(passed.sum(axis=1), chances.shape[1] - 1)


def _effects(rules: Rules, form: Ints, topic: Ints, published: Ints) -> Reals:
    hours = np.char.zfill((published // HOUR % 24).astype(str), 2)
    values = {"form": np.array(FORMS)[form], "topic": np.array(TOPICS)[topic], "hour": hours}
    found = np.ones(len(form))
    for (dimension, value), ratio in rules.effects.items():
        found *= np.where(values[dimension] == value, ratio, 1.0)
    return found


def _numbered(prefix: str, numbers: Ints, digits: int = 8) -> pa.Array:
    written = pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), digits, "0")
    return pc.binary_join_element_wise(prefix, written, "")


def _posts(
    rng: Generator, rules: Rules, author: Ints, topic: Ints, form: Ints, published: Ints
) -> pa.Table:
    number = np.arange(rules.posts)
    language = author % len(LANGUAGES)
    source = author % rules.sources
    signed = _numbered("https://world.example/people/", author)
    offsets = np.arange(rules.posts + 1, dtype=np.int32)
    title, text = _texts(rng, rules, topic, language)
    url = _numbered("https://world.example/posts/", number)
    nothing = pa.nulls(rules.posts, pa.string())
    return pa.table(
        {
            "uri": url,
            "author_uris": pa.ListArray.from_arrays(offsets, signed),
            "kind": pa.array(FORMS).take(pa.array(form)),
            "published": pa.array(published).cast(TIME),
            "time_known": pa.array(np.ones(rules.posts, bool)),
            "language": pa.array(LANGUAGES).take(pa.array(language)),
            "title": title,
            "text": text,
            "url": url,
            "in_reply_to": nothing,
            "mentions": pa.nulls(rules.posts, TEXTS),
            "source": _numbered("place-", source, 2),
        }
    )


def _texts(rng: Generator, rules: Rules, topic: Ints, language: Ints) -> tuple[pa.Array, pa.Array]:
    pools = [pool(t, one) for t in TOPICS for one in LANGUAGES]
    sentences = pa.array([sentence for group in pools for sentence in group])
    size, place = len(pools[0]), topic * len(LANGUAGES) + language
    length = 1 + rng.poisson(rules.sentences - 1, len(topic))
    picked = np.repeat(place, length) * size + rng.integers(0, size, int(length.sum()))
    offsets = np.append(0, np.cumsum(length)).astype(np.int32)
    lists = pa.ListArray.from_arrays(offsets, sentences.take(pa.array(picked)))
    return pc.list_element(lists, 0), pc.binary_join(lists, " ")


def _links(
    rng: Generator, rules: Rules, url: pa.Array, author: Ints, fame: Reals, published: Ints
) -> pa.Array:
    """Let posts link to earlier posts of famous authors."""
    cause = rng.integers(0, rules.posts, rules.links)
    about = _drawn(rng, fame[author], rules.links)
    kept = published[about] < published[cause]
    cause, about = cause[kept], about[kept]
    order = np.lexsort((about, cause))
    counts = np.bincount(cause, minlength=rules.posts)
    offsets = np.append(0, np.cumsum(counts)).astype(np.int32)
    return pa.ListArray.from_arrays(offsets, url.take(pa.array(about[order])))


def _counts(rng: Generator, rules: Rules, uris: pa.ChunkedArray, due: Reals) -> pa.Table:
    total = rng.poisson(due)
    shares = rng.binomial(total, 0.1)
    replies = rng.binomial(total - shares, 0.1)
    nothing = pa.nulls(len(due), pa.int64())
    table = pa.table(
        {
            "post_uri": uris,
            "at": pa.array(np.full(len(due), END + 60 * 24 * HOUR)).cast(TIME),
            "views": nothing,
            "likes": total - shares - replies,
            "shares": shares,
            "replies": replies,
            "saves": nothing,
            "clicks": nothing,
        }
    )
    return table if rules.engaged else table.slice(0, 0)


def _authors(rules: Rules) -> pa.Table:
    number = np.arange(rules.authors)
    uri = _numbered("https://world.example/people/", number)
    nothing = pa.nulls(rules.authors, pa.string())
    return pa.table(
        {
            "uri": uri,
            "platform": nothing,
            "handle": _numbered("author", number),
            "name": _numbered("Author ", number),
            "url": uri,
            "followers": pa.nulls(rules.authors, pa.int64()),
            "source": _numbered("place-", number % rules.sources, 2),
        }
    )
