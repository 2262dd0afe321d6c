"""A workspace's files: posts by place, who did what, contacts, searches, the team's own words."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from numpy.random import Generator

from benchmarks.generated.people import PLACES, People, drawn, people
from benchmarks.generated.posts import (
    KINDS,
    Posts,
    addresses,
    links,
    mentions,
    posts,
    shared,
)
from benchmarks.generated.sentences import LANGUAGES, subjects
from benchmarks.generated.texts import texts

SAMPLE = Path(__file__).parents[2] / "samples" / "community" / "workspace"
TWICE = 0.005  # rows that stand in the file a second time
CONTACTS, SEARCHES = 200, 3000
COUNTED = "2026-01-04T00:00:00Z"


def write(folder: Path, size: int, seed: int = 1) -> None:
    """Write a conversation of so many posts, and a workspace's own files beside it.

    ``PLACE.jsonl`` for each place; ``engagements.csv``, ``contacts.csv`` and ``queries.csv``;
    ``workspace/`` holds the strategy, personas and settings.
    """
    rng = np.random.default_rng(seed)
    known = people(size // 8, rng)
    made = posts(known, size, rng)
    urls = addresses(known, made)
    _posts(folder, known, made, urls, rng)
    _engagements(folder, known, made, urls, rng)
    _contacts(folder, known, rng)
    _searches(folder, rng)
    _workspace(folder / "workspace")


def _posts(folder: Path, known: People, made: Posts, urls: pa.Array, rng: Generator) -> None:
    title, text = texts(known, made, rng)
    likes, shares, replies = shared(made.got, rng)
    answered = pa.array(made.reply, mask=made.reply < 0)
    table = pl.DataFrame(
        {
            "url": urls,
            "published": _moments(made.at),
            "author": known.written.take(pa.array(made.author)),
            "kind": KINDS.take(pa.array(made.kind)),
            "title": title,
            "content": text,
            "links": links(known, made, urls, rng),
            "mentions": mentions(known, made, rng),
            "in_reply_to": urls.take(answered),
            "likes": likes,
            "shares": shares,
            "replies": replies,
            "counted_at": pl.repeat(COUNTED, len(urls), eager=True),
        }
    )
    where = known.place[made.author]
    again = rng.random(len(urls)) < TWICE
    for number, place in enumerate(PLACES):
        rows = table.filter(where == number)
        rows = pl.concat([rows, table.filter((where == number) & again)])
        uncounted = () if place.counted else ("likes", "shares", "replies", "counted_at")
        rows.drop(*uncounted).write_ndjson(folder / f"{place.name}.jsonl")


def _moments(seconds: np.ndarray) -> pa.Array:
    return pc.strftime(pa.array(seconds).cast(pa.timestamp("s", "UTC")), "%Y-%m-%dT%H:%M:%SZ")


def _engagements(folder: Path, known: People, made: Posts, urls: pa.Array, rng: Generator) -> None:
    """Tell who liked or passed on what, in the one place that shows it; one to ten posts."""
    there = np.flatnonzero([PLACES[place].profiles for place in known.place])
    seen = np.flatnonzero(np.isin(made.author, there))
    size = len(made.author) // 10
    post, actor = rng.choice(seen, size), there[drawn(rng, known.zeal[there], size)]
    acts = pa.array(["Like", "Announce"]).take(pa.array((rng.random(size) < 0.3) * 1))
    rows = {
        "actor": known.written.take(pa.array(actor)),
        "actor_name": known.names.take(pa.array(actor)),
        "kind": acts,
        "post": urls.take(pa.array(post)),
        "at": _moments(made.at[post] + rng.integers(60, 86_400, size)),
    }
    pl.DataFrame(rows).write_csv(folder / "engagements.csv")


def _contacts(folder: Path, known: People, rng: Generator) -> None:
    there = np.flatnonzero([PLACES[place].profiles for place in known.place])
    who = np.unique(there[drawn(rng, known.zeal[there], CONTACTS)])
    rows = {
        "Name": known.names.take(pa.array(who)),
        "Mastodon": known.written.take(pa.array(who)),
        "Rate": rng.integers(0, 8, len(who)) * 100,
        "Currency": ["EUR"] * len(who),
    }
    pl.DataFrame(rows).write_csv(folder / "contacts.csv")


def _searches(folder: Path, rng: Generator) -> None:
    titles = [subject.title for language in LANGUAGES for subject in subjects(language)]
    words = [" ".join(title.lower().split()[i : i + 2]) for title in titles for i in range(3)]
    queries = sorted({word for word in words if len(word) > 5})[:SEARCHES]
    seen = np.minimum(rng.zipf(1.5, len(queries)) * 10, 90_000)
    rows = {
        "Query": queries,
        "Clicks": seen // 20,
        "Impressions": seen,
        "Position": np.round(1 + 30 * rng.random(len(queries)), 1),
        "Start date": ["2025-10-01"] * len(queries),
        "End date": ["2025-12-31"] * len(queries),
    }
    pl.DataFrame(rows).write_csv(folder / "queries.csv")


def _workspace(folder: Path) -> None:
    """Take the strategy and personas of the sample; watch everything but what is excluded."""
    folder.mkdir(parents=True)
    for name in ("strategy.toml", "personas.toml", "condat.toml"):
        shutil.copyfile(SAMPLE / name, folder / name)
    settings = (folder / "condat.toml").read_text("utf-8")
    (folder / "condat.toml").write_text(
        settings.replace("2021-06-14T08:00:00Z", "2026-01-05T08:00:00Z"), "utf-8"
    )
    (folder / "watch.toml").write_text(_WATCH, "utf-8")


_WATCH = """subjects = []
languages = ["fr", "en", "de"]
exclude = ["horoscope", "lottery"]

[brand]
name = "React"
sources = []
domains = ["reactjs.org", "journal.example"]
mentions = ["React", "ReactJS"]
"""
