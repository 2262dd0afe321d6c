"""A small village in which it is known who should be read first, and who should not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from condat.core.watch import Voice, Watch
from condat.corpus.schema import empty
from condat.plan.people.considered import considered
from condat.plan.people.expertise import expertise
from condat.plan.people.influencers import people
from condat.plan.people.portrait import Text
from condat.plan.people.scene import FACTS, scene
from condat.plan.people.shortlist import Wish, shortlist
from condat.plan.tables import POST_TOPICS, READINGS

NOW = datetime(2026, 6, 1, tzinfo=UTC)
BREAD = (
    "Un levain nourri chaque soir fait lever une pâte sans pétrissage pendant la nuit, au frais. "
    "Trois plis suffisent, et le pain du matin se garde cinq jours."
)
TRAINS = (
    "Le train de nuit pour Vienne part à vingt heures et arrive au petit matin, draps compris. "
    "Une couchette se réserve trois mois à l'avance, jamais après."
)
BLAME = "La farine du Moulin est décevante. Le Moulin est opaque et pénible. Je déconseille Moulin."
# Who: posts on bread, words of each, their text, followers.
VILLAGE: dict[str, tuple[int, int, str, int]] = {
    "expert": (12, 700, BREAD, 300),
    "critic": (12, 700, f"{BREAD}\n\n{BLAME}", 400),
    "elsewhere": (12, 700, TRAINS, 500),
    "famous": (1, 60, BREAD, 5_000_000),
    "busy": (14, 700, BREAD, 900),
    "newcomer": (2, 300, BREAD, 50),
}


def posts() -> list[dict[str, Any]]:
    return [
        {"who": who, "uri": f"{who}/{at}", "at": NOW - timedelta(days=30 * at + 5)}
        for who, (count, *_) in VILLAGE.items()
        for at in range(count)
    ]


def table(rows: list[dict[str, Any]]) -> pa.Table:
    wide = [
        {
            "uri": row["uri"],
            "author_uris": [row["who"]],
            "kind": "Article",
            "published": row["at"],
            "time_known": True,
            "url": f"https://village.example/{row['uri']}",
            "in_reply_to": None,
            "links": [],
            "mentions": [],
            "source": "village",
        }
        for row in rows
    ]
    names = [*wide[0]]
    schema = pa.schema([empty("posts").schema.field(name) for name in names])
    return pa.Table.from_pylist(wide, schema=schema).sort_by("uri")


def facts() -> dict[str, pa.Table]:
    tables = {name: empty(name) for name in FACTS}
    authors = [{"uri": who, "name": who, "followers": told[3]} for who, told in VILLAGE.items()]
    away = {"person_uri": "busy", "name": "busy", "rate": 250.0, "currency": "EUR"}
    contacts = [away | {"available_from": NOW + timedelta(days=60)}]
    for name, rows in (("authors", authors), ("contacts", contacts)):
        tables[name] = pa.Table.from_pylist(rows, schema=empty(name).schema)
    return tables


@pytest.fixture(scope="module")
def listed() -> list[dict[str, Any]]:
    rows = posts()
    readings = pa.Table.from_pylist(
        [
            {
                "post_uri": r["uri"],
                "side": "audience",
                "language": "fr",
                "words": VILLAGE[r["who"]][1],
            }
            for r in rows
        ],
        schema=READINGS,
    )
    on = [{"post_uri": row["uri"], "topic": "bread", "weight": 1.0} for row in rows]
    topics = pa.Table.from_pylist(on, schema=POST_TOPICS)
    known = facts()
    stage, _ = scene(table(rows), readings, known, NOW)
    ranked = people(stage, topics, np.array([0.4, 0.3, 0.2, 0.1]), seed=0)
    shown = expertise(stage, topics, readings)
    texts: dict[str, list[Text]] = {}
    for row in rows:
        texts.setdefault(row["who"], []).append(Text(row["uri"], "fr", "", VILLAGE[row["who"]][2]))
    wish = Wish(
        messages=["Un pain au levain sans pétrissage, trois plis et une nuit au frais."],
        labels={"bread": "pain"},
        watch=Watch(brand=Voice(name="Moulin")),
        as_of=NOW,
        until=NOW + timedelta(days=28),
        weights=(0.5, 0.5),
    )
    found = shortlist(
        stage, shown, considered(stage, shown, ranked), texts, known["contacts"], wish
    )
    return [row for row in found.to_pylist() if row["topic"] == "bread"]


def test_expertise_and_fit_lead_and_reach_does_not(listed: list[dict[str, Any]]) -> None:
    order = [row["person_uri"] for row in listed]
    assert order[0] == "expert"
    assert order.index("expert") < order.index("famous")
    assert order.index("expert") < order.index("elsewhere")  # knows as much, of something else
    assert order.index("critic") < order.index("newcomer")


def test_a_critic_stays_with_the_words_that_show_it(listed: list[dict[str, Any]]) -> None:
    critic = next(row for row in listed if row["person_uri"] == "critic")
    assert critic["stance"] == "critical"
    told = [p["text"] for p in critic["passages"] if p["reasons"][-1]["code"] == "passage.us"]
    assert "opaque et pénible" in told[0]


def test_who_is_away_comes_last_with_the_day_and_the_price(listed: list[dict[str, Any]]) -> None:
    last = listed[-1]
    assert last["person_uri"] == "busy"
    assert last["available"] is False
    assert last["available_from"] == NOW + timedelta(days=60)
    assert last["rate"] == 250.0


def test_passages_say_why_they_are_there(listed: list[dict[str, Any]]) -> None:
    (passage, *_) = listed[0]["passages"]
    assert passage["text"].startswith("Un levain nourri")
    assert passage["reasons"][0]["code"] == "passage.message"


def test_teams_machines_and_our_own_name_are_not_ranked() -> None:
    rows = posts()
    people_here = sorted({row["who"] for row in rows})
    called = dict(
        zip(
            (who for who in people_here if who != "busy"),
            ["The Bread Team", "La rédaction", "Moulin"],
            strict=False,
        )
    )
    known = facts()
    authors = [
        row | {"name": called.get(row["uri"], row["name"])} for row in known["authors"].to_pylist()
    ]
    known["authors"] = pa.Table.from_pylist(authors, schema=known["authors"].schema)
    readings = [
        {"post_uri": r["uri"], "side": "audience", "language": "fr", "words": 300} for r in rows
    ]
    heard = pa.Table.from_pylist(readings, schema=READINGS)
    on = [{"post_uri": row["uri"], "topic": "bread", "weight": 1.0} for row in rows]
    topics = pa.Table.from_pylist(on, schema=POST_TOPICS)
    stage, _ = scene(table(rows), heard, known, NOW, ["moulin"])
    ranked = people(stage, topics, np.array([0.4, 0.3, 0.2, 0.1]), seed=0)
    assert set(ranked["person_uri"].to_pylist()) == {row["who"] for row in rows} - set(called)
