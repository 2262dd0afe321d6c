"""Invented posts: who, when, in reply to what, which links and mentions, what they got."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.random import Generator

from benchmarks.generated.people import PLACES, Ints, People, drawn

DAY = 86_400
END, DAYS = 1_767_225_600, 900  # up to 2026-01-01
KINDS = pa.array(["Note", "Comment", "Article", "Video"])
TALK = (0.5, 0.35, 0.12, 0.03)  # shares of the kinds
TITLED = (2, 3)  # kinds with a title
BLOG = (0.0, 0.0, 1.0, 0.0)  # where only articles stand
LINKED, MENTIONED = 0.25, 0.15
SITES = 5000  # places elsewhere that are linked to


@dataclass(frozen=True)
class Posts:
    """One entry per post; ``reply`` is the post answered (-1: none)."""

    author: Ints
    kind: Ints
    at: Ints
    reply: Ints
    topic: Ints
    got: Ints


def posts(known: People, size: int, rng: Generator) -> Posts:
    """Invent posts, oldest first, more of them as time goes by and in the evening."""
    author = _authors(known, size, rng)
    day = np.sort((DAYS * rng.random(size) ** 0.7).astype(np.int64))
    hour = np.clip(rng.normal(15, 4.5, size), 0, 23.99)
    at = END - (DAYS - day) * DAY + (hour * 3600).astype(np.int64)
    blog = np.isin(known.place[author], [0, 1, 5])
    kind = np.where(
        blog, rng.choice(len(KINDS), size, p=BLOG), rng.choice(len(KINDS), size, p=TALK)
    )
    topic = known.interests[author, np.minimum(rng.geometric(0.6, size) - 1, 2)]
    due = 6.0 * known.resonance[author] * np.array([1, 0.4, 1.5, 3.0])[kind]
    got = rng.poisson(due * rng.gamma(1.2, 1 / 1.2, size))
    return Posts(author, kind, at, _replies(known, author, kind, rng), topic, got)


def _authors(known: People, size: int, rng: Generator) -> Ints:
    place = drawn(rng, np.array([p.posts for p in PLACES]), size)
    author = np.empty(size, np.int64)
    for number in range(len(PLACES)):
        here, own = np.flatnonzero(place == number), np.flatnonzero(known.place == number)
        author[here] = own[drawn(rng, known.zeal[own], len(here))]
    return author


def _replies(known: People, author: Ints, kind: Ints, rng: Generator) -> Ints:
    """Let each comment answer one of the posts before it, mostly a recent one of its place."""
    reply = np.full(len(author), -1)
    place = known.place[author]
    for number in range(len(PLACES)):
        here = np.flatnonzero(place == number)
        answers = np.flatnonzero(kind[here] == 1)
        back = rng.geometric(0.01, len(answers))
        reply[here[answers]] = np.where(answers >= back, here[np.maximum(answers - back, 0)], -1)
    return reply


def addresses(known: People, made: Posts) -> pa.Array:
    """Return the address of each post."""
    names = pa.array([f"https://{place.name}.example/posts/" for place in PLACES])
    number = pc.cast(pa.array(np.arange(len(made.author))), pa.string())
    return pc.binary_join_element_wise(names.take(pa.array(known.place[made.author])), number, "")


def links(known: People, made: Posts, urls: pa.Array, rng: Generator) -> pa.Array:
    """Let posts link to earlier posts of well-known people, and to places elsewhere."""
    size = len(made.author)
    cause = np.repeat(np.arange(size), rng.poisson(LINKED, size))
    inside = rng.random(len(cause)) < 0.5
    about = drawn(rng, known.fame[made.author], len(cause))
    inside &= about < cause
    outside = pa.array([f"https://site-{n}.example/" for n in range(SITES)])
    place = np.minimum(rng.zipf(1.4, len(cause)), SITES) - 1
    found = pc.if_else(pa.array(inside), urls.take(pa.array(about)), outside.take(pa.array(place)))
    return _lists(cause, found, size)


def mentions(known: People, made: Posts, rng: Generator) -> pa.Array:
    """Let posts name well-known people."""
    size = len(made.author)
    cause = np.repeat(np.arange(size), rng.poisson(MENTIONED, size))
    return _lists(cause, known.written.take(pa.array(drawn(rng, known.fame, len(cause)))), size)


def _lists(owner: Ints, values: pa.Array, size: int) -> pa.Array:
    ends = np.append(0, np.cumsum(np.bincount(owner, minlength=size))).astype(np.int32)
    return pa.ListArray.from_arrays(ends, values)


def shared(got: Ints, rng: Generator) -> tuple[Ints, Ints, Ints]:
    """Divide what posts got into likes, shares and replies."""
    shares = rng.binomial(got, 0.1)
    replies = rng.binomial(got - shares, 0.15)
    return got - shares - replies, shares, replies
