"""What we published against the strategy's criteria: keep, improve, merge or drop, with reasons.

Each post is read on what a content lead would ask: does it speak of a message or a pain, does
it answer what the audience asks, is it said twice, is it old, how did it do, is it written in the
audience's words. What is not known counts neither for nor against. Of what asks for improvement,
the few come first that would bring most; the others can wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import numpy as np
import pyarrow as pa

from condat.core.titles import called, folded
from condat.plan.strategy.copies import once
from condat.plan.strategy.judged import Record, parts, reasons, score, verdicts
from condat.plan.strategy.marks import found, results
from condat.plan.strategy.strategy import Strategy
from condat.plan.tables import AUDIT

ORDER = {"merge": 0, "improve": 1, "drop": 2, "keep": 3}


def audit(
    posts: pa.Table, tables: Mapping[str, pa.Table], strategy: Strategy, *, as_of: datetime
) -> pa.Table:
    """Judge our own posts.

    Parameters
    ----------
    posts : pyarrow.Table
        Ours: ``uri``, ``source``, ``title``, ``text``, ``published``, ``updated``.
    tables : mapping
        ``readings``, ``post_terms``, ``questions``, ``keywords``, ``performance``; ``jargon``: the
        words (``term``) that the audience does not use.
    strategy : Strategy
        Its messages, pains and promise; an empty one leaves that criterion open.
    as_of : datetime

    Returns
    -------
    pyarrow.Table
        Of the schema ``AUDIT``, in the order of the work: what to merge, to improve (what brings
        most first), to drop (the worst first), to keep.
    """
    posts = posts.sort_by("uri")
    posts, elsewhere = once(posts, results(posts, tables["performance"])[0])
    if not posts.num_rows:
        return AUDIT.empty_table()
    marks = found(posts, tables, strategy, as_of)
    scores = score(parts(marks))
    uris, titles = posts["uri"].to_pylist(), _titles(posts)
    judged = verdicts(marks)
    rows = [
        {
            "post_uri": uri,
            "title": titles[i],
            "verdict": judged[i],
            "merge_with": uris[marks.twin[i]] if marks.twin[i] >= 0 else None,
            "score": None if np.isnan(scores[i]) else round(float(scores[i]), 4),
            "gain": float(marks.gains.value[i]),
            "reasons": reasons(marks, i, judged[i], _twin(int(marks.twin[i]), i, uris, titles))
            + _also(elsewhere.get(uri)),
        }
        for i, uri in enumerate(uris)
    ]
    rows.sort(key=lambda row: (ORDER[row["verdict"]], _worth(row), row["post_uri"]))
    return pa.Table.from_pylist(rows, schema=AUDIT)


def _twin(other: int, i: int, uris: list[str], titles: list[str]) -> str:
    """Name the post that says the same: by its address where both are called the same."""
    return uris[other] if folded(titles[other]) == folded(titles[i]) else titles[other]


def _worth(row: Record) -> float:
    """Return what posts of one verdict are sorted by: the work that is worth most comes first."""
    if row["verdict"] == "improve":
        return -float(row["gain"])
    known: float = row["score"] or 0.0
    return known if row["verdict"] == "drop" else -known


def _also(places: list[str] | None) -> list[Record]:
    """Say where else a text stands."""
    return [{"code": "audit.elsewhere", "values": [", ".join(places)]}] if places else []


def _titles(posts: pa.Table) -> list[str]:
    """Return each post's title; the opening of its text, or its key, where it has none."""
    rows = posts.select(["title", "text", "uri"]).to_pylist()
    return [called(row["title"], row["text"], row["uri"]) for row in rows]
