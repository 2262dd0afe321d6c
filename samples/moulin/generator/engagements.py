"""Who liked or passed on what, among the voices: what a place shows of it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

from generator.counts import effect, growth
from generator.posts import Post, home
from generator.world import COUNTED_AT, Person

Row = dict[str, str]


def engagements(posts: list[Post], voices: dict[str, Person], rng: random.Random) -> Iterator[Row]:
    """Give one row per like or announce of one voice for the post of another."""
    for post in posts:
        if post.place not in ("instagram", "mastodon"):
            continue
        there = [v for v in voices.values() if post.place in v.places and v.key != post.person]
        for voice in there:
            near = 2.2 if post.topic in voice.topics else 0.8
            if rng.random() < 0.09 * near * min(2.5, effect(post)) * min(2.5, growth(post)):
                yield _row(post, voice, "Like", rng)
                if post.place == "mastodon" and rng.random() < 0.35:
                    yield _row(post, voice, "Announce", rng)


def _row(post: Post, voice: Person, kind: str, rng: random.Random) -> Row:
    actor = home(post.place, voice.places[post.place][0])
    at = min(post.published + timedelta(minutes=1 + rng.expovariate(1 / 400)), COUNTED_AT)
    return {
        "actor": actor,
        "kind": kind,
        "post": post.url,
        "at": at.replace(microsecond=0).isoformat(),
    }
