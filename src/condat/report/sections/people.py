"""With whom: shown expertise and fit first, reach last."""

from __future__ import annotations

import pyarrow as pa

from condat.charts.people import ranks
from condat.core.words import mark
from condat.report.facts import Facts, Record
from condat.report.page import Block, Card, Cards, Section

SHOWN = 8
DRAWN = 12
STANCES = {
    "favourable": mark("favourable to us"),
    "critical": mark("critical of us"),
    "mixed": mark("for and against us"),
    "unknown": mark("no clear opinion of us"),
}


def section(facts: Facts) -> Section:
    """Lay out the shortlist over the whole watch, then the ranks with their intervals."""
    words = facts.words
    ranked = sorted((r for r in facts.rows("people") if not r["topic"]), key=lambda r: r["rank"])
    if not ranked:
        lead = words("Nobody but us has written on these subjects yet in what was read.")
        return Section("people", "plan", words("Nobody to rank yet"), lead, ())
    cards = _shortlist(facts)
    title = words("{name} is the first to read", name=_first_name(facts, ranked))
    blocks: tuple[Block, ...] = (Cards(cards), _figure(facts, ranked[:DRAWN]))
    return Section("people", "plan", title, _lead(facts, ranked), blocks)


def _first_name(facts: Facts, ranked: list[Record]) -> str:
    """Name who leads the shortlist; who leads the ranking where nobody is shortlisted."""
    listed = [row for row in facts.rows("shortlist") if not row["topic"]]
    first = min(listed, key=lambda row: row["position"], default=ranked[0])
    return str(first["name"])


def _lead(facts: Facts, ranked: list[Record]) -> str:
    words, weights = facts.words, facts.settings.people
    told = words(
        "Weights: relevance {relevance}, resonance {resonance}, authority {authority}, "
        "reach {reach}.",
        relevance=words.percent(weights.relevance),
        resonance=words.percent(weights.resonance),
        authority=words.percent(weights.authority),
        reach=words.percent(weights.reach),
    )
    if ranked[0]["basis"] == "links":
        told += " " + words("This corpus has no engagement: links and mentions carry the ranking.")
    return told


def _figure(facts: Facts, ranked: list[Record]) -> Block:
    columns = ("name", "rank", "rank_low", "rank_high")
    table = pa.table({name: [row[name] for row in ranked] for name in columns})
    caption = facts.words(
        "Ranks over the whole watch; the line is how sure we are (90%, all together)"
    )
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
        (words("To read before deciding"), tuple(p["text"] for p in row["passages"] or ())),
    )
    uris = [p["post_uri"] for p in row["passages"] or ()]
    return Card(
        f"{row['position']}. {row['name']}",
        " · ".join(_traits(facts, row)),
        tuple((label, lines) for label, lines in said if lines),
        facts.evidence(uris),
    )


def _traits(facts: Facts, row: Record) -> list[str]:
    words = facts.words
    traits = [row["place"]] if row["place"] else []
    traits.append(words.of(STANCES, row["stance"]))
    if row["rate"] is not None:
        traits.append(words.money(row["rate"], row["currency"] or facts.settings.plan.currency))
    if row["available"] is not None:
        traits.append(words("available") if row["available"] else words("not available"))
    return traits
