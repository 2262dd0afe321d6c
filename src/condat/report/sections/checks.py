"""Words that are taken for something else, or that only we use."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from condat.charts.senses import shares
from condat.core.words import mark
from condat.report.facts import Facts, Record
from condat.report.page import Block, Card, Cards, Figure, Note, Post, Section
from condat.report.reasons import GROUPS

VERDICTS = {
    "plain": mark("Plain"),
    "ambiguous": mark("Ambiguous"),
    "jargon": mark("Jargon"),
    "unknown": mark("Cannot know yet"),
}
DRAWN = 2
PASSAGES = 3  # that ask what a term means, or use the plainer word


def section(facts: Facts) -> Section:
    """Lay out the terms that were checked, the doubtful ones first."""
    words, rows = facts.words, _doubtful_first(facts)
    if not rows:
        lead = words("Check the words of a piece before it is written: condat check WORD.")
        return Section("checks", "plan", words("No word was checked yet"), lead, ())
    doubtful = [row for row in rows if row["verdict"] in ("ambiguous", "jargon")]
    title = (
        words(
            "Take care with {terms}",
            terms=words.listed(words.quote(_written(row)) for row in doubtful[:3]),
        )
        if doubtful
        else words("The words that were checked are plain")
    )
    lead = words(
        "A term is ambiguous when others mean something else by it; jargon when the audience "
        "does not use it, or does not know it."
    )
    figures = [figure(facts, row) for row in rows if row["verdict"] == "ambiguous"][:DRAWN]
    cards = Cards(tuple(_card(facts, row) for row in doubtful))
    others = tuple(Note(said) for said in _listed(facts, rows))
    blocks: tuple[Block, ...] = (*figures, *((cards,) if doubtful else ()), *others)
    return Section("checks", "plan", title, lead, blocks)


def _listed(facts: Facts, rows: list[Record]) -> Iterator[str]:
    """Name the words that need no care, and those of which nothing can be said yet."""
    words = facts.words
    told: dict[str, list[str]] = {"plain": [], "unknown": []}
    for row in rows:
        told.get(row["verdict"], []).append(words.quote(_written(row)))
    if told["plain"]:
        yield words("Understood as far as the texts tell: {terms}.", terms=", ".join(told["plain"]))
    if told["unknown"]:
        yield words("Too few uses to tell yet: {terms}.", terms=", ".join(told["unknown"]))


def _doubtful_first(facts: Facts) -> list[Record]:
    order = ("ambiguous", "jargon", "unknown", "plain")
    return sorted(facts.rows("checks"), key=lambda row: (order.index(row["verdict"]), row["term"]))


def _senses(facts: Facts, term: str) -> list[Record]:
    return [row for row in facts.rows("senses") if row["term"] == term]


def figure(facts: Facts, row: Record) -> Figure:
    """Draw what a term means, and to whom."""
    words = facts.words
    senses = _senses(facts, row["term"])
    table = pa.table(
        {
            "label": [sense["label"] for sense in senses],
            "group": [words.of(GROUPS, sense["group"]) for sense in senses],
            "share": [sense["share"] for sense in senses],
            "ours": [sense["sense"] == row["our_sense"] for sense in senses],
        }
    )
    caption = words("What “{term}” means, and to whom", term=_written(row))
    return facts.figure(caption, shares(table, words), caption)


def _card(facts: Facts, row: Record) -> Card:
    words = facts.words
    said = (
        (words("Why"), facts.say(row["reasons"])),
        (words("Plainer"), tuple(row["plainer"] or ())),
        (words("Senses"), tuple(dict.fromkeys(s["label"] for s in _senses(facts, row["term"])))),
    )
    lead = words.of(VERDICTS, row["verdict"])
    shown = tuple((name, lines) for name, lines in said if lines)
    return Card(_written(row), lead, shown, _passages(facts, row))


def _written(row: Record) -> str:
    return str(row["label"] or row["term"])


def _passages(facts: Facts, row: Record) -> tuple[Post, ...]:
    uris = [
        p["post_uri"]
        for sense in _senses(facts, row["term"])
        for p in (sense["passages"] or ())[:1]
    ]
    behind = (row["evidence"] or ())[:PASSAGES]
    return facts.evidence([*behind, *uris], terms=(_written(row), *(row["plainer"] or ())))
