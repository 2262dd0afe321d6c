"""What our posts say of our messages and pains, by the words that both use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from condat.language.commonness import specificity
from condat.language.stopwords import LANGUAGES
from condat.language.tokens import tokenise
from condat.plan.codes import Ints, Reals, encode, look_up, real
from condat.plan.words.candidates import candidates, lemmas
from condat.plan.words.uses import dense

ENOUGH = 1.0  # information in the words of one message that a post is about, to carry it
PART = 0.5  # of the most that one word can tell, where posts are few
SHOWN = 3


@dataclass(frozen=True)
class Spoken:
    """How much each post is about the words of the message that it says most of.

    Parameters
    ----------
    value : array
        From 0; 1 and above carries it.
    message : list of str
        Which one; empty where it says nothing of any.
    words : list of lists of str
        The words of it that the post is about, the most telling first.
    """

    value: Reals
    message: list[str]
    words: list[list[str]]


def spoken(mine: pa.Table, post: Ints, words: Ints, said: Sequence[str]) -> Spoken:
    """Read posts for the words of messages.

    Each word of a message counts by how rare it is among the posts, how special it is in its
    language, and how much the post is about it (in the title, or often for its length).

    Parameters
    ----------
    mine : pyarrow.Table
        Of the schema ``POST_TERMS``: the terms of the posts.
    post : array of int
        The post of each row.
    words : array of int
        Words of each post.
    said : sequence of str
        Messages, pains, promise.

    Examples
    --------
    >>> names = {"term": ["levain", "levain", "pain"], "form": ["Levain", "Levain", "pain"]}
    >>> more = {"language": ["fr"] * 3, "count": [2, 1, 1], "in_title": [True, False, False]}
    >>> mine = pa.table(names | more)
    >>> found = spoken(mine, np.array([0, 1, 2]), np.array([90] * 3), ["Un levain se garde."])
    >>> found.message[0], found.words[0], bool(found.value[0] > found.value[1] > found.value[2])
    ('Un levain se garde.', ['Levain'], True)
    """
    terms, term = encode(mine["term"])
    held = holds(said, terms)
    if not len(words) or not held.nnz:
        return Spoken(np.zeros(len(words)), [""] * len(words), [[] for _ in words])
    telling = sparse.csr_array((told(mine, post, words), (post, term)), (len(words), len(terms)))
    value = (telling @ held.T).toarray() / min(ENOUGH, PART * np.log(len(words) + 1))
    best = value.argmax(axis=1).tolist()
    forms = dict(zip(term.tolist(), mine["form"].to_pylist(), strict=True))
    return Spoken(
        value.max(axis=1).round(4),
        [said[k] if value[i, k] > 0 else "" for i, k in enumerate(best)],
        [_strongest(telling, held, forms, i, k) for i, k in enumerate(best)],
    )


def told(mine: pa.Table, post: Ints, words: Ints) -> Reals:
    """Return how much each row of the posts' terms tells of its post.

    How much the post is about the term, times how rare it is among the posts and how special in
    its language.
    """
    terms, term = encode(mine["term"])
    often = np.bincount(np.unique(term * len(words) + post) // len(words), minlength=len(terms))
    spoken_in = dict(zip(term.tolist(), mine["language"].to_pylist(), strict=True))
    special = specificity(terms.to_pylist(), [spoken_in[i] for i in range(len(terms))])
    rarity = np.log((len(words) + 1) / (often + 0.5)) * special
    title = np.asarray(pc.fill_null(mine["in_title"], fill_value=False).to_numpy(), np.bool_)
    about = np.where(title, 1.0, dense(real(mine["count"]), words[post]))
    return np.asarray(about * rarity[term], np.float64)


def holds(said: Sequence[str], terms: pa.Array) -> sparse.csr_array:
    """Return which sentence holds which term, in whatever language it may be, as ones.

    Examples
    --------
    >>> holds(["Recruter des développeurs."], pa.array(["pain", "développeur"])).toarray().tolist()
    [[0.0, 1.0]]
    """
    tokens = tokenise(pa.array(list(said), pa.string()))
    rows, places = [], []
    for language in LANGUAGES:
        found = candidates(tokens, language, np.zeros(len(said), np.int64))
        place = look_up(lemmas(found.first, found.last, tokens, language), terms)
        rows.append(found.document[place >= 0])
        places.append(place[place >= 0])
    row, place = np.concatenate(rows), np.concatenate(places)
    held = sparse.csr_array((np.ones(len(row)), (row, place)), shape=(len(said), len(terms)))
    held.data[:] = 1.0
    return held


def _strongest(
    telling: sparse.csr_array,
    held: sparse.csr_array,
    forms: Mapping[int, str],
    post: int,
    said: int,
) -> list[str]:
    """Return the words of a message that a post is about, as they are written."""
    row = telling[[post], :].multiply(held[[said], :]).tocoo()
    order = np.argsort(-row.data, kind="stable")
    return [forms[int(row.col[i])] for i in order[:SHOWN].tolist()]
