"""What the audience asks about a keyword: questions to answer, and a title made of one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.distribute.candidates.companions import Word
from condat.distribute.material import Material
from condat.language.vectors import vectors
from condat.plan.codes import encode, flatten, grouped
from condat.plan.words.alone import alone

MOST = 8  # questions kept of a keyword
SHOWN = 3  # in a row
LOOKED_AT = 100  # questions on a keyword
HEADING = 90  # characters of a title, at most
TITLE = 60  # characters of a title that is read whole in a page of search results


def questions(material: Material, wanted: Sequence[Word]) -> Mapping[Word, tuple[str, ...]]:
    """Return a few questions of the audience on each keyword, in its language.

    Those nearest in length to a title come first; of two that hold the same words, one.
    """
    table = _heard(material)
    found, rows = flatten(table["terms"])
    flat = table.select(["language", "text"]).take(pa.array(rows)).append_column("term", found)
    terms = pa.array([word[0] for word in wanted], pa.string())
    flat = flat.filter(pc.is_in(flat["term"], value_set=terms))
    away = pc.abs(pc.subtract(pc.utf8_length(flat["text"]), TITLE))
    order = [("away", "ascending"), ("text", "ascending")]
    flat = flat.append_column("away", away).sort_by(order)
    asked: dict[Word, list[str]] = defaultdict(list)
    for row in _first(flat, LOOKED_AT).to_pylist():
        kept = asked[row["term"], row["language"]]
        said = alone(row["text"], row["language"])
        if said and len(kept) < MOST and not _known(said, kept):
            kept.append(said)
    return {word: tuple(asked[word]) for word in wanted if word in asked}


def _heard(material: Material) -> pa.Table:
    readings = material.table("readings")
    heard = readings.filter(pc.equal(readings["side"], "audience"))["post_uri"]
    table = material.table("questions")
    return table.filter(pc.is_in(table["post_uri"], value_set=heard.combine_chunks()))


def _first(flat: pa.Table, most: int) -> pa.Table:
    """Return the first rows of each term."""
    terms, term = encode(flat["term"])
    order, starts = grouped(term, len(terms))
    place = np.arange(len(order)) - starts[term[order]]
    return flat.take(pa.array(np.sort(order[place < most])))


def _known(question: str, kept: Sequence[str]) -> bool:
    words = set(_bare(question).split())
    return any(_near(words, set(_bare(one).split())) for one in kept)


def _near(words: set[str], others: set[str]) -> bool:
    """Say whether two questions share most of the words of the shorter one."""
    return len(words & others) >= 0.7 * min(len(words), len(others))


def _bare(question: str) -> str:
    """Return the words of a question alone: neither capitals nor marks make it another one."""
    return " ".join(re.findall(r"\w+", question.casefold()))


def nearest(asked: Sequence[str], wish: Sequence[str]) -> list[str]:
    """Return the questions of a row: those nearest to what it says and to whom.

    Parameters
    ----------
    asked : sequence of str
        The questions on its keyword.
    wish : sequence of str
        The message, and what the persona says of itself; none: as they stand.
    """
    if len(asked) <= 1 or not wish:
        return list(asked[:SHOWN])
    near = (vectors(list(asked)) @ vectors(list(wish)).T).max(axis=1)
    return [asked[i] for i in np.argsort(-near, kind="stable")[:SHOWN]]


def title(asked: Sequence[str]) -> str | None:
    """Return the first question that is short enough for a title.

    Examples
    --------
    >>> title(["Quelle farine pour un pain au levain ?", "Pourquoi mon levain ne lève-t-il pas ?"])
    'Quelle farine pour un pain au levain ?'
    """
    return next((one for one in asked if len(one) <= HEADING), None)
