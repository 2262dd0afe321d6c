"""The check of disclosure against posts that a person judged first.

Run this file as a program to see the figures of ``docs/explanation/methods/disclosure.md``.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from condat.create.disclosure import check

POSTS = Path(__file__).with_name("disclosure.toml")


def judged() -> list[tuple[dict[str, Any], str]]:
    """Each post, and what the program says of it."""
    posts = tomllib.loads(POSTS.read_text("utf-8"))["post"]
    return [(post, said(post)) for post in posts]


def said(post: dict[str, Any]) -> str:
    checked = check(
        post["text"],
        post["jurisdiction"],
        advertiser=[post["advertiser"]],
        images=post.get("images", ""),
    )
    return checked.verdict


def scores() -> tuple[float, float, float]:
    """Precision and recall of "not in order", and the share whose reason is right too."""
    pairs = Counter((post["expect"] != "fine", verdict != "fine") for post, verdict in judged())
    right = sum(post["expect"] == verdict for post, verdict in judged())
    precision = pairs[True, True] / (pairs[True, True] + pairs[False, True])
    recall = pairs[True, True] / (pairs[True, True] + pairs[True, False])
    return precision, recall, right / sum(pairs.values())


def test_the_truth_is_large_and_speaks_three_languages() -> None:
    kinds = Counter(post["jurisdiction"] for post, _ in judged())
    assert sum(kinds.values()) >= 60
    assert min(kinds.values()) >= 12
    assert set(kinds) == {"FR", "DE", "UK", "US"}


def test_what_is_not_in_order_is_found_and_little_else() -> None:
    precision, recall, right = scores()
    assert precision >= 0.95
    assert recall >= 0.95
    assert right >= 0.9


if __name__ == "__main__":
    told = [(post, verdict) for post, verdict in judged() if post["expect"] != verdict]
    print("precision {:.3f}, recall {:.3f}, right reason {:.3f}".format(*scores()))
    for post, verdict in told:
        print(post["jurisdiction"], post["expect"], "->", verdict, "|", post["text"][:90])
