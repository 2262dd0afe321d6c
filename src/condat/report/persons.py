"""A person as everybody reads them: terms, place among others, and the weights behind both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from condat.core.settings import People
from condat.core.words import Words, mark

Record = Mapping[str, Any]
STANCES = {
    "favourable": mark("favourable to us"),
    "critical": mark("critical of us"),
    "mixed": mark("divided about us"),
    "unknown": mark("no clear opinion of us"),
}
OPEN = "unknown"
MOST = 100  # times as much evidence, beyond which it is of no use to say how much


def weights(chosen: People, words: Words) -> str:
    """Say what the order to read in, which is the team's own, and the ranking were made with."""
    order = words(
        "Order: expertise shown {expertise}, fit with the promise {fit}; then opinion of us, past "
        "work with us, work for competitors; reach only breaks ties.",
        **_shares(chosen, words),
    )
    return f"{order} {ranking(chosen, words)}"


def ranking(chosen: People, words: Words) -> str:
    """Say what the ranking alone was made with: what anybody may read.

    Examples
    --------
    >>> ranking(People(), Words("en"))[:40]
    'Weights of the ranking: relevance 40%, r'
    """
    return words(
        "Weights of the ranking: relevance {relevance}, resonance {resonance}, authority "
        "{authority}, reach {reach}.",
        **_shares(chosen, words),
    )


def _shares(chosen: People, words: Words) -> dict[str, str]:
    return {name: words.percent(weight) for name, weight in chosen.model_dump().items()}


def standing(row: Record, words: Words) -> str:
    """Say where somebody ranks, and among whom they cannot be told apart.

    Examples
    --------
    >>> row = {"rank": 3, "rank_low": 1, "rank_high": 9, "tier": 1, "tier_size": 11, "ranked": 44}
    >>> standing(row, Words("en"))
    '1st to 9th of 44, group 1'
    >>> standing(row | {"rank_high": 11, "ranked": 11}, Words("en"))
    '1st to 11th of 11, not told apart yet'
    """
    low, high = (words.ordinal(row[f"rank_{end}"]) for end in ("low", "high"))
    if row["rank_low"] == row["rank_high"]:
        return words("{rank} of {ranked}", rank=low, ranked=row["ranked"])
    ends = {"low": low, "high": high, "ranked": row["ranked"]}
    if untold(row):
        return words("{low} to {high} of {ranked}, not told apart yet", **ends)
    return words("{low} to {high} of {ranked}, group {tier}", tier=row["tier"], **ends)


def between(row: Record) -> str:
    """Return the ranks that somebody can have, in short: for a table that says among whom.

    Examples
    --------
    >>> between({"rank_low": 1, "rank_high": 37}), between({"rank_low": 3, "rank_high": 3})
    ('1–37', '3')
    """
    low, high = row["rank_low"], row["rank_high"]
    return f"{low}" if low == high else f"{low}–{high}"


def untold(row: Record) -> bool:
    """Say whether nobody of a topic is told apart from anyone else; one alone needs no telling.

    Examples
    --------
    >>> untold({"tier_size": 11, "ranked": 11}), untold({"tier_size": 1, "ranked": 1})
    (True, False)
    """
    return bool(row["tier_size"] == row["ranked"] > 1)


def sure(first: Record, words: Words) -> str:
    """Say how far the ranks of a topic can be told apart, and what it takes to tell them.

    Parameters
    ----------
    first : mapping
        The row of the table ``people`` of who ranks first.
    words : Words
        The reader's language.

    Examples
    --------
    >>> sure({"tier_size": 9, "ranked": 9, "needed": None}, Words("en"))
    'The 9 people who are ranked cannot be told apart yet.'
    """
    size, count = first["tier_size"], first["ranked"]
    if count == 1:
        return words("Only one person is ranked: there is nobody to compare with.")
    if size == count:
        return _together(first, words)
    if size == 1:
        head = words("One of {count} stands alone at the top.", count=count)
    else:
        head = words(
            "Any of {size} people out of {count} could be first: they cannot be told apart.",
            size=size,
            count=count,
        )
    return " ".join(
        (
            head,
            words(
                "Anyone in a later group is clearly behind someone in the group before; "
                "all of this holds nine times in ten."
            ),
        )
    )


def _together(first: Record, words: Words) -> str:
    told = words(
        "The {count} people who are ranked cannot be told apart yet.", count=first["ranked"]
    )
    needed = first["needed"]
    if needed is None or needed > MOST:
        return told
    return " ".join(
        (
            told,
            words(
                "To tell the first from the middle of the field, we would need about "
                "{times} times as many posts, links and reactions.",
                times=words.number(needed, 0 if needed > 3 else 1),
            ),
        )
    )


def terms(row: Record, words: Words, currency: str) -> list[str]:
    """Say the price and when somebody can be had, where it is known.

    Examples
    --------
    >>> row = {"rate": 180.0, "currency": "EUR", "available": True,
    ...        "available_from": datetime(2026, 11, 9), "available_until": None}
    >>> terms(row, Words("en"), "EUR")
    ['€180', 'available from Nov 9, 2026']
    """
    told = []
    if row["rate"] is not None:
        price = words.money(row["rate"], row["currency"] or currency)
        told.append(price if row["rate"] else words("asks for no payment"))
    if row["available"] is not None:
        told.append(_when(row["available_from"], row["available_until"], words))
        if not row["available"]:
            told.append(words("not in the coming cycle"))
    return told


def _when(start: datetime | None, end: datetime | None, words: Words) -> str:
    days = {name: words.date(day) for name, day in (("start", start), ("end", end)) if day}
    if len(days) == 2:
        return words("available from {start} to {end}", **days)
    if start:
        return words("available from {start}", **days)
    return words("available until {end}", **days)
