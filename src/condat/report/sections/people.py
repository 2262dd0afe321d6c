"""With whom: shown expertise and fit first, reach last."""

from __future__ import annotations

import pyarrow as pa

from condat.charts.people import ranks
from condat.core.places import place_name
from condat.report.facts import Facts, Record
from condat.report.page import Block, Card, Cards, Note, Section
from condat.report.persons import OPEN, STANCES, sure, terms, untold, weights

SHOWN = 8
DRAWN = 12


def section(facts: Facts) -> Section:
    """Lay out the shortlist over the whole watch, then the ranks with their intervals."""
    words = facts.words
    ranked = sorted((r for r in facts.rows("people") if not r["topic"]), key=lambda r: r["rank"])
    if not ranked:
        lead = words("Nobody but us has written on these subjects yet in what was read.")
        return Section("people", "plan", words("Nobody to rank yet"), lead, ())
    cards = _shortlist(facts)
    title = words("Read {name} first", name=_first_name(facts, ranked))
    blocks: tuple[Block, ...] = (Cards(cards), _ranks(facts, ranked[:DRAWN]))
    return Section("people", "plan", title, _lead(facts, ranked), blocks)


def _first_name(facts: Facts, ranked: list[Record]) -> str:
    """Name who leads the shortlist; who leads the ranking where nobody is shortlisted."""
    listed = [row for row in facts.rows("shortlist") if not row["topic"]]
    first = min(listed, key=lambda row: row["position"], default=ranked[0])
    return str(first["name"])


def _lead(facts: Facts, ranked: list[Record]) -> str:
    told = weights(facts.settings.people, facts.words)
    if ranked[0]["basis"] == "links":
        told += " " + facts.words(
            "No reactions to their posts are counted: links and mentions carry the ranking."
        )
    return told


def _ranks(facts: Facts, ranked: list[Record]) -> Block:
    """Draw the ranks where some can be told apart; say what it takes where none can."""
    if untold(ranked[0]):
        return Note(sure(ranked[0], facts.words), "unknown")
    return _figure(facts, ranked)


def _figure(facts: Facts, ranked: list[Record]) -> Block:
    columns = ("name", "rank", "rank_low", "rank_high", "tier")
    table = pa.table({name: [row[name] for row in ranked] for name in columns})
    caption = facts.words("Ranks over the whole watch. {sure}", sure=sure(ranked[0], facts.words))
    return facts.figure(caption, ranks(table, facts.words), caption)


def _shortlist(facts: Facts) -> tuple[Card, ...]:
    rows = sorted(
        (r for r in facts.rows("shortlist") if not r["topic"]), key=lambda r: r["position"]
    )
    return tuple(_card(facts, row) for row in rows[:SHOWN])


def _card(facts: Facts, row: Record) -> Card:
    words = facts.words
    said = (
        (words("Why"), facts.say(row["reasons"])),
        (words("Worked with us"), tuple(row["past_collaborations"] or ())),
        (words("Worked with competitors"), tuple(row["competitor_collaborations"] or ())),
        (words("To read before deciding"), tuple(_passage(facts, p) for p in row["passages"])),
    )
    uris = [p["post_uri"] for p in row["passages"] or ()]
    return Card(
        f"{row['position']}. {row['name']}",
        " · ".join(_traits(facts, row)),
        tuple((label, lines) for label, lines in said if lines),
        facts.evidence(uris),
    )


def _passage(facts: Facts, passage: Record) -> str:
    """Quote a passage, and say why it is worth reading."""
    return " – ".join((facts.words.quote(passage["text"]), *facts.say(passage["reasons"])))


def _traits(facts: Facts, row: Record) -> list[str]:
    words = facts.words
    place = [place_name(row["place"])] if row["place"] else []
    stance = words("from their posts: {opinion}", opinion=words.of(STANCES, row["stance"]))
    told = [] if row["stance"] == OPEN else [stance]  # the reasons say that it is open
    return [*place, *told, *terms(row, words, facts.settings.plan.currency)]
