"""Who speaks, and which posts the watch includes."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import daft
import pytest
from daft import DataType, lit

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
SAMPLE = Path(__file__).parents[2] / "samples/community/data"
BRAND = Voice(name="Us", sources=("blog",), authors=("us",))
RIVAL = Voice(name="Mill", sources=("mill",))


def sides(**scope: tuple[str, ...]) -> dict[str, str]:
    posts = daft.from_pydict(
        {n: list(v) for n, v in zip(NAMES, zip(*ROWS, strict=True), strict=True)}
    )
    posts = posts.with_column("url", lit(None).cast(DataType.string()))
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
        ({"places": ("forum",)}, {"1", "2", "4", "5", "6", "7"}),
        ({"places": ("elsewhere.example",)}, {"1", "2", "4", "5", "6", "7"}),
    ],
)
def test_others_are_kept_by_subject_and_exclusion(
    scope: dict[str, tuple[str, ...]], kept: set[str]
) -> None:
    assert set(sides(**scope)) == kept


STANDS = [
    ("https://www.instagram.com/p/1", None, "feed", "instagram"),
    ("https://instagram.example/@oscar/2", None, "feed", "instagram"),
    ("https://forum.example.org:8443/t/3", None, "feed", "forum.example.org"),
    ("https://de.forum.example.org", None, "feed", "forum.example.org"),
    ("https://example.org/instagram", None, "feed", None),
    ("https://notinstagram.com/5", None, "feed", None),
    ("urn:condat:6", None, "survey", "unknown"),
    ("urn:condat:7", "https://instagram.com/p/1", "comments", "instagram"),
    ("https://elsewhere.example/8", None, "Panel", "panel"),
]


@pytest.mark.parametrize("place", ["instagram", "forum.example.org", "panel"])
def test_a_place_is_a_site_a_platform_or_a_source(place: str) -> None:
    rows = {
        "uri": [row[0] for row in STANDS],
        "url": [row[0] if row[0].startswith("http") else None for row in STANDS],
        "in_reply_to": [row[1] for row in STANDS],
        "source": [row[2] for row in STANDS],
        "author_uris": [["a"] for _ in STANDS],
        "published": [NOW for _ in STANDS],
        "title": ["" for _ in STANDS],
        "text": ["Bread" for _ in STANDS],
    }
    watch = Watch(brand=BRAND, places=(place,))
    kept = set(sided(daft.from_pydict(rows), watch, NOW).to_pydict()["uri"])
    assert kept == {uri for uri, _, _, stands in STANDS if stands in (place, "unknown")}


def test_places_do_not_silence_a_competitor() -> None:
    rows = {
        "uri": ["https://mill.example/1"],
        "url": ["https://mill.example/1"],
        "source": ["mill"],
    }
    rows |= {"author_uris": [["d"]], "published": [NOW], "in_reply_to": [""]}
    rows |= {"title": [""], "text": ["Bread"]}
    watch = Watch(brand=BRAND, competitors=(RIVAL,), places=("instagram",))
    assert sided(daft.from_pydict(rows), watch, NOW).to_pydict()["side"] == ["competitor"]


SPOKEN = {
    "fr": "Le levain se nourrit tous les jours avec de la farine et de l’eau.",
    "de": "Der Sauerteig wird jeden Tag mit Mehl und Wasser gefüttert.",
    "es": "La masa madre se alimenta cada día con harina y agua fresca.",
    "short": "Super gut!",
    "none": "👍 12 + 13",
}


def spoken(texts: dict[str, str], sources: list[str], languages: tuple[str, ...]) -> list[str]:
    """Return the sources of the texts that are heard."""
    rows = {"uri": list(texts), "text": list(texts.values()), "source": sources}
    for name, value in (("author_uris", ["a"]), ("published", NOW), ("title", "")):
        rows[name] = [value] * len(texts)
    posts = daft.from_pydict(rows)
    for name in ("in_reply_to", "language"):
        posts = posts.with_column(name, lit(None).cast(DataType.string()))
    return sided(posts, Watch(brand=BRAND, languages=languages), NOW).to_pydict()["source"]


@pytest.mark.parametrize(
    ("languages", "gone"),
    [(("fr",), {"de"}), (("de",), {"fr"}), (("fr", "en", "de"), set()), ((), set())],
)
def test_a_language_leaves_out_what_is_surely_in_another_of_the_three(
    languages: tuple[str, ...], gone: set[str]
) -> None:
    texts = {**SPOKEN, "blog": f"{SPOKEN['de']} {SPOKEN['de']}"}  # ours is heard in any
    assert set(texts) - set(spoken(texts, list(texts), languages)) == gone


@pytest.mark.parametrize(("language", "own"), [("fr", "putaindecode"), ("de", "codefor")])
def test_a_language_divides_a_real_conversation(language: str, own: str) -> None:
    """Two communities of the sample, one French, one German: each is heard by its language."""
    lines = [
        json.loads(line) | {"source": name}
        for name in ("putaindecode", "codefor")
        for line in (SAMPLE / f"{name}.jsonl").read_text("utf-8").strip().split("\n")
    ]
    texts, every = {line["url"]: line["content"] for line in lines}, Counter[str]()
    where = {line["url"]: line["source"] for line in lines}
    every.update(where.values())
    kept = Counter(spoken(texts, list(where.values()), (language,)))
    assert kept[own] > 0.9 * every[own]
    assert kept.total() - kept[own] < 0.2 * (every.total() - every[own])
