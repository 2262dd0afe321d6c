"""Which rows of the keywords' table a plan may be made of."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from condat.distribute.material import Material, Record

SHARE = 0.05  # of our posts that makes a language ours
PEOPLE = 3  # who write on a keyword, for it to be more than one person's word
POSTS = 6  # that hold a keyword, where it cannot be told how many people wrote them


def eligible(material: Material, most: int) -> list[Record]:
    """Return the keywords with the most opportunity, as many as asked for.

    Left out: other languages than ours, jargon, words that we use for something else than the
    audience, what the calendar holds already, and what hardly anybody writes on.
    """
    table = material.table("keywords")
    kept = pc.and_(
        pc.is_in(table["language"], value_set=pa.array(_languages(material), pa.string())),
        pc.is_valid(table["opportunity"]),
    )
    common = pc.and_(kept, pc.greater_equal(table["authors"], PEOPLE))
    often = pc.and_(kept, pc.greater_equal(table["audience"], POSTS))
    kept = next((some for some in (common, often) if pc.any(some).as_py()), kept)
    order = [
        ("opportunity", "descending"),
        ("audience", "descending"),
        ("term", "ascending"),
        ("language", "ascending"),
    ]
    ranked = table.filter(kept).sort_by(order)
    unfit, planned = _unfit(material), _planned(material)
    rows: list[Record] = []
    for batch in ranked.to_batches(max_chunksize=most):
        for row in batch.to_pylist():
            if row["term"] not in unfit and not _holds(planned, row["label"] or row["term"]):
                rows.append(row)
        if len(rows) >= most:
            break
    return rows[:most]


def _languages(material: Material) -> list[str]:
    """Return the languages we write in, and those of the personas."""
    counts = pc.value_counts(material.ours["language"].drop_null()).to_pylist()
    total = sum(count["counts"] for count in counts)
    mine = [c["values"] for c in counts if c["counts"] >= SHARE * total]
    theirs = [language for persona in material.personas for language in persona.languages]
    return sorted({*mine, *theirs}) or list(material.languages)


def _unfit(material: Material) -> set[str]:
    checks = material.table("checks").select(["term", "verdict", "share_ours"]).to_pylist()
    return {c["term"] for c in checks if c["verdict"] == "jargon" or _elsewhere(c)}


def _elsewhere(check: Record) -> bool:
    share = check["share_ours"]
    return check["verdict"] == "ambiguous" and share is not None and share < 0.5


def _planned(material: Material) -> str:
    """Return the titles that are planned from now on, one a line."""
    calendar = material.calendar
    ahead = calendar.filter(pc.greater_equal(calendar["at"], pa.scalar(material.as_of)))
    return "\n".join(title.casefold() for title in ahead["title"].to_pylist() if title)


def _holds(text: str, label: str) -> bool:
    return bool(text) and re.search(rf"\b{re.escape(label.casefold())}\b", text) is not None
