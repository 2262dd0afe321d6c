"""How well a post does, by the known truth, and how much of it a place lets one see."""

from __future__ import annotations

import random

from generator.posts import Post
from generator.world import (
    AUTHOR_RISES_FROM,
    FORM_EFFECT,
    GOOD_FORM,
    GOOD_HOURS,
    HOUR_EFFECT,
    RISING_AUTHOR,
    TOPIC_EFFECT,
    Person,
    share_of_time,
)

LIKES = {"instagram": 0.034, "youtube": 0.017, "mastodon": 0.013, "blog": 0.01}
SHAPE = 3.0  # of the gamma noise: a post does well or badly for reasons that nobody knows


def effect(post: Post) -> float:
    """Multiply what the truth says of subject, hour and form."""
    hour = HOUR_EFFECT if post.published.hour in GOOD_HOURS else 1.0
    form = FORM_EFFECT if post.kind == GOOD_FORM and post.place == "instagram" else 1.0
    return TOPIC_EFFECT.get(post.topic, 1.0) * hour * form


def growth(post: Post) -> float:
    """Say how much larger the rising author's audience has become."""
    if post.person != RISING_AUTHOR:
        return 1.0
    return 1.0 + 5.0 * share_of_time(post.published.date(), AUTHOR_RISES_FROM)


def count(post: Post, person: Person, rng: random.Random) -> None:
    """Write the public counts of a post; what its place does not show stays unknown."""
    rate = LIKES.get(post.place)
    if rate is None or post.place == "blog":
        return
    audience = person.places[post.place][1]
    usual = audience * rate * growth(post) * effect(post)
    post.likes = round(usual * rng.gammavariate(SHAPE, 1 / SHAPE))
    if post.place == "mastodon":
        post.shares = round(post.likes * 0.35 * rng.gammavariate(SHAPE, 1 / SHAPE))
    if post.place == "youtube":
        post.views = round(post.likes * rng.uniform(18, 30)) + 40
    if post.place == "instagram" and post.kind == "Video":
        post.views = round(post.likes * rng.uniform(9, 15)) + 25


def poisson(mean: float, rng: random.Random) -> int:
    """Draw a Poisson count (Knuth's product of uniforms; means here are small)."""
    if mean <= 0:
        return 0
    left, drawn = 2.718281828459045**-mean, 0
    product = rng.random()
    while product > left:
        drawn, product = drawn + 1, product * rng.random()
    return drawn
