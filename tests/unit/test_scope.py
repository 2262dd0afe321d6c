"""Who speaks, and which posts the watch includes."""

from __future__ import annotations

from datetime import UTC, datetime

import daft
import pytest

from condat.core.watch import Voice, Watch
from condat.plan.scope import sided

NOW = datetime(2026, 11, 22, tzinfo=UTC)
LATER = datetime(2027, 1, 1, tzinfo=UTC)
ROWS = [
    ("1", "blog", ["a"], NOW, "Our bread", None, None),
    ("2", "forum", ["b"], NOW, "Sourdough at home", "a starter", None),
    ("3", "forum", ["c"], LATER, "Sourdough tomorrow", "", None),
    ("4", "mill", ["d"], None, None, "our SOURDOUGH kits", None),
    ("5", "forum", ["e", "us"], NOW, "guest", "nothing of it", None),
    ("6", "forum", ["f"], NOW, "sourdoughs of lottery", "win", None),
    ("7", "forum", ["g"], NOW, None, "Thanks!", "2"),
]
NAMES = ("uri", "source", "author_uris", "published", "title", "text", "in_reply_to")
BRAND = Voice(name="Us", sources=("blog",), authors=("us",))
RIVAL = Voice(name="Mill", sources=("mill",))


def sides(**scope: tuple[str, ...]) -> dict[str, str]:
    posts = daft.from_pydict(
        {n: list(v) for n, v in zip(NAMES, zip(*ROWS, strict=True), strict=True)}
    )
    table = sided(posts, Watch(brand=BRAND, competitors=(RIVAL,), **scope), NOW).to_pydict()
    return dict(zip(table["uri"], table["side"], strict=True))


def test_everything_published_so_far_has_a_side() -> None:
    heard = {"2": "audience", "6": "audience", "7": "audience"}
    assert sides() == {"1": "ours", "4": "competitor", "5": "ours", **heard}


@pytest.mark.parametrize(
    ("scope", "kept"),
    [
        ({"subjects": ("sourdough",)}, {"1", "2", "4", "5", "7"}),
        ({"subjects": ("sourdough",), "exclude": ("starter",)}, {"1", "4", "5", "7"}),
        ({"exclude": ("lottery", "bread", "guest")}, {"1", "2", "4", "5", "7"}),
        ({"subjects": ("c++ (lang)",)}, {"1", "5", "7"}),
    ],
)
def test_others_are_kept_by_subject_and_exclusion(
    scope: dict[str, tuple[str, ...]], kept: set[str]
) -> None:
    assert set(sides(**scope)) == kept
