"""The check of disclosure against posts that a person judged first.

Run this file as a program to see the figures of ``docs/explanation/methods/disclosure.md``.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from condat.create.deals.disclosure import check

FLOOR = 0.8
POSTS = Path(__file__).with_name("disclosure.toml")


def judged(*, number: int) -> list[tuple[dict[str, Any], str]]:
    """Each post of a set, and what the program says of it."""
    posts = tomllib.loads(POSTS.read_text("utf-8"))["post"]
    return [(post, said(post)) for post in posts if post.get("set", 1) == number]


def said(post: dict[str, Any]) -> str:
    checked = check(
        post["text"],
        post["jurisdiction"],
        advertiser=[post["advertiser"]],
        images=post.get("images", ""),
    )
    return checked.verdict


def scores(*, number: int) -> tuple[float, float, float]:
    """Precision and recall of "not in order", and the share whose reason is right too."""
    pairs = Counter(
        (post["expect"] != "fine", verdict != "fine") for post, verdict in judged(number=number)
    )
    right = sum(post["expect"] == verdict for post, verdict in judged(number=number))
    precision = pairs[True, True] / (pairs[True, True] + pairs[False, True])
    recall = pairs[True, True] / (pairs[True, True] + pairs[True, False])
    return precision, recall, right / sum(pairs.values())


def test_the_truth_is_large_and_speaks_three_languages() -> None:
    kinds = Counter(post["jurisdiction"] for post, _ in judged(number=1))
    assert sum(kinds.values()) >= 60
    assert min(kinds.values()) >= 12
    assert set(kinds) == {"FR", "DE", "UK", "US"}


def test_what_is_not_in_order_is_found_and_little_else() -> None:
    precision, recall, right = scores(number=1)
    assert precision >= 0.97
    assert recall >= 0.97
    assert right >= 0.97


def test_posts_that_taught_nothing_are_read_nearly_as_well() -> None:
    precision, recall, right = scores(number=3)
    assert precision >= FLOOR
    assert recall >= FLOOR
    assert right >= FLOOR


if __name__ == "__main__":
    for chosen in (1, 2, 3):
        told = [(post, verdict) for post, verdict in judged(number=chosen)]
        line = "{} posts: precision {:.3f}, recall {:.3f}, right reason {:.3f}"
        print(line.format(len(told), *scores(number=chosen)))
        for post, verdict in told:
            if post["expect"] != verdict:
                print(post["jurisdiction"], post["expect"], "->", verdict, "|", post["text"][:90])
