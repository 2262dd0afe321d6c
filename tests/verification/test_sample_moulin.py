"""The fictional sample: always the same, good French, and the truth that it says it holds."""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.verification.sample_world import BRAND, ROOT, Rows, World, table, world, write

SAID_AT_MOST = 6  # times the same sentence of some length may come in two years
VOWEL = r"[aeiouâàéèêëîïôûœAEIOUÉÈÊÀÂ]"
WRONG_FRENCH = {
    "a passage left unfilled": r"[{}|<>¶]|\[\[|\]\]|::|@mois|@jour|@prof|@femme|@boulanger",
    "two spaces": r"\S  +\S",
    "de, le, la, que before a vowel": rf"(?i)(?<!-)\b(?:de|le|la|que|ne|je|se|me|te) {VOWEL}",
    "de, le before a mute h": r"(?i)\b(?:de|le|la) (?:huile|heure|hiver|humidité|homme|habitude)",
    "si il": r"(?i)\bsi ils?\b",
    "a space before a comma or a full stop": r"\w [,.](?:\s|$)",
    "an article twice": r"(?i)(?<!-)\b(le|la|les|un|une|de|du) \1\b",
    "no space after a comma": r"[a-zé],[a-zé]",
}
ALLOWED = re.compile(r"(?i)\b(?:le|de|la|que) (?:onze|oui|un à un|huit)\b|\bla une\b")


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> World:
    return world(write(tmp_path_factory.mktemp("moulin")))


def test_same_seed_same_bytes(mill: World, tmp_path: Path) -> None:
    again = write(tmp_path / "again", hash_seed="4711")
    assert _bytes(again) == _bytes(mill.folder)


def test_another_seed_other_words(mill: World, tmp_path: Path) -> None:
    other = write(tmp_path / "other", "--seed", "7")
    assert _bytes(other)["veille/blogs.jsonl"] != _bytes(mill.folder)["veille/blogs.jsonl"]


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_size_of_the_conversation(mill: World) -> None:
    everything = [*mill.posts, *mill.comments, *mill.ours]
    assert 900 <= len(everything) <= 1500
    assert {p["lang"] for p in mill.posts} == {"fr", "en", "de"}
    assert len(set(mill.truth["person_of"].values())) >= 42
    days = sorted(p["published"][:10] for p in mill.posts)
    assert (days[0][:7], days[-1][:7]) == ("2024-11", "2026-10")


@pytest.mark.parametrize("wrong", WRONG_FRENCH)
def test_french_has_no(wrong: str, mill: World) -> None:
    pattern = re.compile(WRONG_FRENCH[wrong])
    found = [hit for text in _texts(mill.french) for hit in _hits(pattern, text)]
    assert not found


def _hits(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for hit in pattern.finditer(text):
        around = text[max(0, hit.start() - 20) : hit.end() + 20]
        if not ALLOWED.search(text[hit.start() : hit.end() + 6]):
            yield around


def _texts(rows: Rows) -> Iterator[str]:
    for row in rows:
        yield re.sub(r"\]\([^)]*\)", "", row["content"]).replace("[« ", "« ").replace("[«", "«")
        yield row["title"] or ""


@pytest.mark.parametrize("text", ["le huile d'olive", "un peu de eau", "{a|b}", "si il pleut"])
def test_wrong_french_is_seen(text: str) -> None:
    assert any(list(_hits(re.compile(p), text)) for p in WRONG_FRENCH.values())


def test_no_sentence_comes_too_often(mill: World) -> None:
    said = Counter(
        sentence
        for text in _texts(mill.french)
        for sentence in set(re.split(r"(?<=[.!?…])\s+|\n+", text))
        if len(sentence) > 40 and "#" not in sentence
    )
    assert [s for s in said.most_common(20) if s[1] > SAID_AT_MOST] == []


def test_no_two_posts_read_the_same(mill: World) -> None:
    bodies = Counter(re.sub(r"\s*#\w+", "", p["content"]) for p in [*mill.posts, *mill.ours])
    assert [text for text, times in bodies.items() if times > 1] == []


def test_the_brand_sets_its_french(mill: World) -> None:
    own = [row for row in mill.french if row["author"] == BRAND]
    exports = [row["Description"] for row in table(mill.folder, "marque/instagram-*.csv")]
    texts = [row["content"] for row in own] + exports
    assert len(texts) > 60
    assert [t for t in texts if re.search(r"'| [;:!?»]|« |\w\?", t)] == []


def test_comments_are_typed_as_people_type(mill: World) -> None:
    texts = [c["content"] for c in mill.comments if c["author"] != BRAND and c["lang"] == "fr"]
    small = sum(text[0].islower() for text in texts) / len(texts)
    open_ended = sum(text[-1] not in ".!?…)" for text in texts) / len(texts)
    assert 0.08 < small < 0.4
    assert 0.3 < open_ended < 0.9


def test_names_lead_nowhere(mill: World) -> None:
    pages = [row["url"] for row in [*mill.posts, *mill.comments, *mill.ours]]
    pages += [link for row in mill.posts for link in row["links"]]
    hosts = {urlsplit(page).hostname or "" for page in pages if "watch?v=fictif-" not in page}
    assert [host for host in hosts if not host.endswith(".example")] == []
    assert "fictional = true" in (ROOT / "samples/moulin/workspace/condat.toml").read_text("utf-8")


def test_answers_stand_under_what_they_answer(mill: World) -> None:
    when = {row["url"]: row["published"] for row in [*mill.posts, *mill.comments, *mill.ours]}
    answered = [c for c in mill.comments if c["in_reply_to"] in when]
    assert len(answered) > 0.7 * len(mill.comments)
    assert all(when[c["in_reply_to"]] <= c["published"] for c in answered)


def test_unknown_counts_stay_unknown(mill: World) -> None:
    blogs = [p for p in mill.posts if p["platform"] == "blog"]
    assert {p["likes"] for p in blogs} == {p["views"] for p in blogs} == {None}
    pictures = [p for p in mill.posts if p["type"] == "Image"]
    assert {p["views"] for p in pictures} == {None}
    assert all(p["likes"] is not None for p in pictures)


def test_truth_names_what_was_written(mill: World) -> None:
    written = {p["url"] for p in [*mill.posts, *mill.ours]}
    places = Counter(p["platform"] for p in mill.posts)
    assert mill.truth["posts"] == dict(places)
    known = set(mill.truth["subject_of"])
    assert written <= known
    for pair in mill.truth["inspired"]:
        assert {pair["post"], pair["by"]} <= written
    assert len(mill.truth["inspired"]) >= 8


def test_inspired_posts_come_after_and_hold_their_link(mill: World) -> None:
    row = {p["url"]: p for p in [*mill.posts, *mill.ours]}
    for pair in mill.truth["inspired"]:
        assert row[pair["by"]]["published"] < row[pair["post"]]["published"]
        assert (pair["by"] in row[pair["post"]]["links"]) == pair["linked"]


def test_the_subject_rises(mill: World) -> None:
    start = mill.truth["rising_topic"]["from"]
    words = re.compile(r"(?i)sans ?p[ée]trissage|trois plis|rabats?\b")
    share = {
        late: statistics.mean(
            bool(words.search(f"{p['title']} {p['content']}"))
            for p in mill.posts
            if (p["published"][:10] >= start) == late
        )
        for late in (False, True)
    }
    assert share[True] > 2 * share[False]


def test_hours_and_form_do_what_the_truth_says(mill: World) -> None:
    hours = set(mill.truth["hours"]["good"])
    hour = _effect(mill, lambda p: int(p["published"][11:13]) in hours)
    form = _effect(mill, lambda p: p["type"] == "Video")
    assert hour == pytest.approx(math.log(mill.truth["hours"]["effect"]), abs=0.3)
    assert form == pytest.approx(math.log(mill.truth["form"]["effect"]), abs=0.3)


def _effect(mill: World, good: Callable[[dict[str, object]], bool]) -> float:
    """Difference of mean log likes, within each author, weighted by posts."""
    by_author: defaultdict[str, dict[bool, list[float]]] = defaultdict(
        lambda: {True: [], False: []}
    )
    for post in mill.posts:
        if post["platform"] == "instagram" and post["author"] != "Ninon Le Guerrec":
            by_author[post["author"]][good(post)].append(math.log(post["likes"] + 1))
    pairs = [
        (
            statistics.mean(split[True]) - statistics.mean(split[False]),
            min(map(len, split.values())),
        )
        for split in by_author.values()
        if split[True] and split[False]
    ]
    return sum(gap * weight for gap, weight in pairs) / sum(weight for _, weight in pairs)


def test_an_author_rises(mill: World) -> None:
    likes = {True: [], False: []}
    for post in mill.posts:
        if post["author"] == mill.truth["rising_author"]["author"] and post["likes"] is not None:
            likes[post["published"][:10] > "2026-06"].append(post["likes"])
    assert statistics.median(likes[True]) > 2 * statistics.median(likes[False])


def test_visits_follow_links_from_others(mill: World) -> None:
    days = table(mill.folder, "equipe/resultats-par-jour.csv")
    assert len(days) == 730
    linked = {
        p["published"][:10]
        for p in mill.posts
        if any("moulindesdeuxrives" in u for u in p["links"])
    }
    visits = [float(day["sessions"]) for day in days]
    around = [
        visits[i] / statistics.mean(visits[i - 7 : i])
        for i in range(7, len(days))
        if days[i]["date"] in linked
    ]
    assert len(around) > 15
    assert statistics.median(around) > 1.04
