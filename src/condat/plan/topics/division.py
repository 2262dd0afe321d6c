"""Topics: groups of terms that keep company, whatever the language, and the posts about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numpy.typing import NDArray

from condat.language.cases import upright
from condat.plan import codes
from condat.plan.codes import crossed, encode, look_up

MOST_TERMS = 2000
FEWEST_POSTS = 4
FEWEST_AUTHORS = 3
MANY_AUTHORS = 20  # from which a term of one or two of them is theirs, not a subject
LEAST_SHARE = 0.1  # of the votes: a term that goes less often with a topic says nothing of it
MOST_COMMON = 0.25  # of the posts of a language: a term in more says no subject

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Corpus:
    """Posts and terms as numbers.

    Parameters
    ----------
    posts, terms : string arrays
        Each once, in order.
    language : int array
        A number for the language of each post.
    holds : sparse array of shape (posts, terms)
        1 where a post holds a term.
    labels, spoken : lists
        How each term is written most, and the language that it is most common in.
    """

    posts: pa.Array
    terms: pa.Array
    language: Ints
    holds: sp.csr_matrix
    labels: Sequence[str]
    spoken: Sequence[str]


@dataclass(frozen=True)
class Division:
    """The topic of each term (-1: none), how firmly it is in it, and each post's topics.

    ``weight`` is sparse, (posts, topics): a post's share of each topic.
    """

    corpus: Corpus
    topic: Ints
    support: Reals
    weight: sp.csr_matrix


def numbered(post_terms: pa.Table, written: pa.Table | None = None) -> Corpus:
    """Give numbers to posts and to the terms that can make a topic.

    Parameters
    ----------
    post_terms : pyarrow.Table
        ``POST_TERMS``.
    written : pyarrow.Table, optional
        Columns ``post_uri`` and ``author_uri``, one row per author of a post.
    """
    names, term = encode(post_terms["term"])
    uris, post = encode(post_terms["post_uri"])
    _, spoken = encode(post_terms["language"])
    chosen = _chosen(term, spoken, post, _authors(uris, written))
    return holding(post_terms, names.take(pa.array(chosen)))


def holding(post_terms: pa.Table, terms: pa.Array) -> Corpus:
    """Give numbers to these terms, sorted, and to the posts that hold them.

    Parameters
    ----------
    post_terms : pyarrow.Table
        ``POST_TERMS``.
    terms : string array
        Each once, in order.
    """
    term = look_up(post_terms["term"], terms)
    rows = np.flatnonzero(term >= 0)
    uris, post = encode(post_terms["post_uri"])
    tongues, spoken = encode(post_terms["language"])
    term, spoken = term[rows], spoken[rows]
    known, post = codes.numbered(post[rows], len(uris))
    language = np.zeros(len(known), np.int64)
    language[post] = spoken
    forms, form = encode(post_terms["form"].take(pa.array(rows)))
    said = dict(zip(forms.to_pylist(), np.bincount(form, minlength=len(forms)), strict=True))
    return Corpus(
        posts=uris.take(pa.array(known)),
        terms=terms,
        language=language,
        holds=_ones(crossed(post, term, (len(known), len(terms)))),
        labels=[upright(one, said) for one in _most(term, form, forms, len(terms))],
        spoken=_most(term, spoken, tongues, len(terms)),
    )


def _chosen(term: Ints, spoken: Ints, post: Ints, authors: sp.csr_matrix | None) -> Ints:
    """Choose the terms with enough posts and authors, and too many posts of no language."""
    shape = int(term.max(initial=-1)) + 1, int(spoken.max(initial=-1)) + 1
    counted = np.bincount(term * shape[1] + spoken, minlength=shape[0] * shape[1]).reshape(shape)
    tongue = np.full(int(post.max(initial=-1)) + 1, shape[1])
    tongue[post] = spoken
    limit = np.maximum(np.bincount(tongue, minlength=shape[1])[: shape[1]] * MOST_COMMON, 10.0)
    often = counted.sum(axis=1)
    fits = (often >= FEWEST_POSTS) & ~(counted > limit).any(axis=1)
    if authors is not None and authors.shape[1] >= MANY_AUTHORS:
        uses = crossed(term, post, (shape[0], authors.shape[0]))
        fits &= np.diff((uses @ authors).tocsr().indptr) >= FEWEST_AUTHORS
    kept = np.flatnonzero(fits)
    return np.sort(kept[np.argsort(-often[kept], kind="stable")][:MOST_TERMS])


def _authors(uris: pa.Array, written: pa.Table | None) -> sp.csr_matrix | None:
    """Return who wrote each post: posts x authors."""
    if written is None:
        return None
    names, author = encode(written["author_uri"])
    post = look_up(written["post_uri"], uris)
    kept = (post >= 0) & (author >= 0)
    return crossed(post[kept], author[kept], (len(uris), len(names)))


def _ones(matrix: sp.csr_matrix) -> sp.csr_matrix:
    matrix.data[:] = 1.0
    return matrix


def _most(term: Ints, value: Ints, names: pa.Array, size: int) -> list[str]:
    """Return the value that each term has most often; of equal ones, the last by name."""
    pairs, count = np.unique(term * len(names) + value, return_counts=True)
    term, value = np.divmod(pairs, max(len(names), 1))
    order = np.lexsort((-value, -count, term))
    which, first = np.unique(term[order], return_index=True)
    found = [""] * size
    for at, name in zip(which.tolist(), names.take(pa.array(value[order[first]])), strict=True):
        found[at] = name.as_py()
    return found


def joined(holds: sp.csr_matrix, node: Ints) -> sp.csr_matrix:
    """Make the columns of terms that are one concept one column."""
    size = int(node.max(initial=-1)) + 1
    shape = (len(node), size)
    joins = sp.csr_matrix((np.ones(len(node), np.float32), (np.arange(len(node)), node)), shape)
    joined = (holds @ joins).tocsr()
    return _ones(joined)


def divided(corpus: Corpus, topic: Ints, support: Reals) -> Division:
    """Give posts the topics of their terms: the sum of rarity x support squared, as a share of all.

    A term speaks for every topic that it went with, so a term between two topics that falls to the
    other one hardly moves a post. A term that stands in no post any more has no topic.

    Parameters
    ----------
    corpus : Corpus
    topic : array of int
        Of each term; one without (-1) says nothing.
    support : array of shape (terms, topics)
        The share of the votes in which the term went with each topic.
    """
    often = np.asarray(corpus.holds.sum(0)).ravel()
    topic = np.where(often > 0, topic, -1)
    rarity = np.log(max(corpus.holds.shape[0], 2) / np.maximum(often, 1))
    heard = (support >= LEAST_SHARE) | (np.arange(support.shape[1]) == topic[:, None])
    heard &= topic[:, None] >= 0
    spoken = rarity[:, None] * np.where(heard, support, 0.0) ** 2
    weight = (corpus.holds @ sp.csr_matrix(spoken.astype(np.float32))).tocsr()
    total = np.maximum(np.asarray(weight.sum(1)).ravel(), 1e-12)
    firm = support[np.arange(len(topic)), topic] if support.shape[1] else np.zeros(len(topic))
    return Division(corpus, topic, firm, (sp.diags_array(1 / total) @ weight).tocsr())
