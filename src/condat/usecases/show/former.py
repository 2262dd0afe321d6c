"""What was drawn before and is not any more: a topic of an earlier plan, what is near it now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from condat.core.ids import slug
from condat.usecases.desk import Desk

NEAREST = 5


@dataclass(frozen=True)
class Former:
    """A topic as it was last drawn: what it was called, its words, the posts to read first."""

    label: str
    words: frozenset[str]
    posts: tuple[str, ...]


def former_topic(desk: Desk, topic: str) -> Former | None:
    """Return a topic of an earlier plan, from the tables that are kept; None when none knows it."""
    rows = _last(desk, "page-topics", topic)
    if not rows:
        return None
    terms = _last(desk, "page-topic_terms", topic)
    words = frozenset(word for row in terms for word in words_of(row["label"]))
    return Former(rows[0]["label"], words, tuple(rows[0]["evidence"] or ()))


def near(words: frozenset[str], rows: Sequence[dict[str, Any]], by: str) -> list[dict[str, Any]]:
    """Return the rows that share most words, each row's ``by`` and ``label`` taken together.

    Parameters
    ----------
    words : frozenset of str
        What is looked for, in small letters.
    rows : sequence of dict
        One a topic or keyword and word: the best come first.
    by : str
        The column that names the topic or keyword.

    Returns
    -------
    list of dict
        The first row of each of the nearest, with the words it shares as ``shared``.

    Examples
    --------
    >>> rows = [{"topic": "a", "label": "rye flour"}, {"topic": "b", "label": "oven"}]
    >>> [row["shared"] for row in near(frozenset({"rye", "bread"}), rows, "topic")]
    [['rye']]
    """
    shared: dict[str, set[str]] = {}
    first: dict[str, dict[str, Any]] = {}
    for row in rows:
        first.setdefault(row[by], row)
        shared.setdefault(row[by], set()).update(words & words_of(row["label"]))
    nearest = sorted((name for name in shared if shared[name]), key=lambda n: -len(shared[n]))
    return [{**first[name], "shared": sorted(shared[name])} for name in nearest[:NEAREST]]


def words_of_address(name: str) -> frozenset[str]:
    """Return the words that stand in the name of a topic, without the mark at its end.

    Examples
    --------
    >>> sorted(words_of_address("rye-flour-1a2b"))
    ['flour', 'rye']
    """
    return words_of(name.rpartition("-")[0] or name)


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text as addresses have them.

    Examples
    --------
    >>> sorted(words_of("Le blé dur"))
    ['ble', 'dur', 'le']
    """
    return frozenset(slug(text).split("-")) - {""}


def _last(desk: Desk, name: str, topic: str) -> list[dict[str, Any]]:
    """Return a topic's rows of the newest table that has some."""
    for table in desk.corpus.derived.every(name):
        if rows := _of(table, topic):
            return rows
    return []


def _of(table: pa.Table, topic: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.filter(pc.equal(table["topic"], topic)).to_pylist()
    return rows
