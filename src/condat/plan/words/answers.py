"""Which questions of the audience a post answers, by sparse products: a part of the posts each."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix, diags_array

from condat.plan.codes import Column, Flags, Ints, Reals, encode, flatten, look_up

LEAST = 2  # terms of a question that an answer holds, and two thirds of them
CHANCE = 0.02  # of the posts, at most, that would hold them all by chance
_CELLS = 20_000_000  # of posts by questions at a time


def answered(
    questions: pa.Table, terms: Column, post: Ints, posts: int, shown: int
) -> tuple[Ints, list[list[str]]]:
    """Count, for each post, the questions that it holds most of the terms of; show a few.

    Two everyday terms are in many posts: those held have to be rare enough together, were they
    there independently of each other, to be in few posts by chance.

    Parameters
    ----------
    questions : pyarrow.Table
        Columns ``text`` and ``terms``. One that was asked twice counts twice and is shown once.
    terms : Arrow column
        A term of a post, one a row.
    post : array of int
        The post of each row.
    posts : int
        How many there are.
    shown : int
        Questions to show for a post, those with the rarest terms first.

    Examples
    --------
    >>> asked = pa.table({"text": ["How to feed a starter?"], "terms": [["feed", "starter"]]})
    >>> answered(asked, pa.array(["starter", "feed", "feed"]), np.array([0, 0, 1]), 2, 3)
    (array([1, 0]), [['How to feed a starter?'], []])
    """
    first, times = _distinct(questions)
    asked = questions.take(pa.array(first))
    names, term = encode(flatten(asked["terms"])[0])
    wanted = _marked(flatten(asked["terms"])[1], term, len(first), len(names))
    place = look_up(terms, names)
    held = _marked(post[place >= 0], place[place >= 0], posts, len(names))
    across, need = wanted.T.tocsr(), np.diff(wanted.indptr)
    rarity = np.log((posts + 1) / (np.bincount(held.indices, minlength=len(names)) + 0.5))
    telling = diags_array(rarity) @ across
    count, pairs = np.zeros(posts, np.int64), [np.zeros((2, 0), np.int64)]
    step = max(1, _CELLS // max(len(first), 1))
    for start in range(0, posts, step):
        met = held[start : start + step] @ across
        told = (held[start : start + step] @ telling).data
        row = start + np.repeat(np.arange(met.shape[0]), np.diff(met.indptr))
        enough = _enough(met.data, need[met.indices]) & (told >= -np.log(max(CHANCE, 1 / posts)))
        row, question = row[enough], met.indices[enough]
        count += np.bincount(row, times[question], posts).astype(np.int64)
        pairs.append(_first(row, question, -told[enough], shown))
    return count, _texts(asked, np.concatenate(pairs, axis=1), posts)


def _distinct(questions: pa.Table) -> tuple[Ints, Ints]:
    """Return the first row of each text, in order, and how often it was asked."""
    _, first, times = np.unique(encode(questions["text"])[1], return_index=True, return_counts=True)
    order = np.argsort(first)
    return first[order], times[order]


def _marked(row: Ints, column: Ints, rows: int, columns: int) -> csr_matrix:
    """Return a matrix with a one wherever a row has a column, however often."""
    found = csr_matrix((np.ones(len(row), np.int32), (row, column)), shape=(rows, columns))
    found.data[:] = 1
    return found


def _enough(met: Ints, need: Ints) -> Flags:
    found: Flags = (met >= LEAST) & (3 * met >= 2 * need)
    return found


def _first(row: Ints, question: Ints, last: Reals, shown: int) -> Ints:
    order = np.lexsort((question, last, row))
    row, question = row[order], question[order]
    kept = np.arange(len(row)) - np.searchsorted(row, row) < shown
    return np.stack([row[kept], question[kept]])


def _texts(asked: pa.Table, pairs: Ints, posts: int) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in range(posts)]
    texts = asked["text"].take(pa.array(pairs[1])).to_pylist()
    for post, text in zip(pairs[0].tolist(), texts, strict=True):
        found[post].append(text)
    return found
