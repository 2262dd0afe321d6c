"""Topics: groups of terms that keep company, whatever the language, and the posts about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numpy.typing import NDArray

from condat.core.ids import digest
from condat.plan import codes
from condat.plan.codes import crossed, encode, look_up
from condat.plan.topics.communities import communities, company, real
from condat.plan.topics.concepts import concepts, near

MOST_TERMS = 2000
FEWEST_POSTS = 4
FEWEST_AUTHORS = 3
MANY_AUTHORS = 20  # from which a term of one or two of them is theirs, not a subject
MOST_COMMON = 0.25  # of the posts of a language: a term in more says no subject
MOST_POSTS = 50_000  # that the graph is made from; every post is then assigned
TIE = 0.35  # of an edge by vector, against one by company
TRIAL = 40  # divisions of each half of the posts, to see whether there is structure at all
CLEAR = 0.05  # of a post's words, by which its first topic must lead the second

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

    ``weight`` is sparse, (posts, topics): a post's share of each topic, nothing in the row of a
    post that has no clear one.
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
    (names, term), (tongues, spoken) = (encode(post_terms[n]) for n in ("term", "language"))
    uris, post = encode(post_terms["post_uri"])
    chosen = _chosen(term, spoken, post, _authors(uris, written))
    place = np.full(len(names), -1, np.int64)
    place[chosen] = np.arange(len(chosen))
    rows = np.flatnonzero(place[term] >= 0)
    term, spoken = place[term[rows]], spoken[rows]
    known, post = codes.numbered(post[rows], len(uris))
    holds = crossed(post, term, (len(known), len(chosen)))
    language = np.zeros(len(known), np.int64)
    language[post] = spoken
    forms, form = encode(post_terms["form"].take(pa.array(rows)))
    return Corpus(
        posts=uris.take(pa.array(known)),
        terms=names.take(pa.array(chosen)),
        language=language,
        holds=_ones(holds),
        labels=_most(term, form, forms),
        spoken=_most(term, spoken, tongues),
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


def _most(term: Ints, value: Ints, names: pa.Array) -> list[str]:
    """Return the value that each term has most often; of equal ones, the last by name."""
    pairs, count = np.unique(term * len(names) + value, return_counts=True)
    term, value = np.divmod(pairs, max(len(names), 1))
    order = np.lexsort((-value, -count, term))
    first = order[np.unique(term[order], return_index=True)[1]]
    found: list[str] = names.take(pa.array(value[first])).to_pylist()
    return found


def divide(corpus: Corpus, *, seed: int) -> Division:
    """Find topics and the weight of each in each post.

    Returns
    -------
    Division
        No topic where words keep no more company than chance gives them.
    """
    node = concepts(corpus.labels, corpus.spoken)
    holds = _joined(corpus.holds, node)
    mark = _marks(corpus.posts)
    chosen = np.sort(np.argsort(mark, kind="stable")[:MOST_POSTS])
    holds, stratum, half = holds[chosen], corpus.language[chosen], (mark[chosen] % 2).astype(int)
    _, first = np.unique(node, return_index=True)
    ties = TIE * near([corpus.labels[i] for i in first], [corpus.spoken[i] for i in first])
    halves = [np.flatnonzero(half == one) for one in (0, 1)]
    trial = [
        communities(company(holds[at], stratum[at]) + ties, seed=seed, divisions=TRIAL)[0]
        for at in halves
    ]
    found, support = communities(company(holds, stratum) + ties, seed=seed)
    if not real(holds, stratum, half, trial, seed):
        found = np.full(len(found), -1, np.int64)
    topic, firm = found[node], support[node]
    return Division(corpus, topic, firm, _weights(corpus, topic, firm))


def _joined(holds: sp.csr_matrix, node: Ints) -> sp.csr_matrix:
    """Make the columns of terms that are one concept one column."""
    size = int(node.max(initial=-1)) + 1
    shape = (len(node), size)
    joins = sp.csr_matrix((np.ones(len(node), np.float32), (np.arange(len(node)), node)), shape)
    joined = (holds @ joins).tocsr()
    return _ones(joined)


def _marks(posts: pa.Array) -> NDArray[np.uint64]:
    return np.array([int(digest(uri)[:16], 16) for uri in posts.to_pylist()], np.uint64)


def _weights(corpus: Corpus, topic: Ints, support: Reals) -> sp.csr_matrix:
    often = np.asarray(corpus.holds.sum(0)).ravel()
    rarity = np.log(max(corpus.holds.shape[0], 2) / np.maximum(often, 1))
    on = np.flatnonzero(topic >= 0)
    shape = (len(topic), int(topic.max(initial=-1)) + 1)
    share = (rarity * support)[on].astype(np.float32)
    weight = (corpus.holds @ sp.csr_matrix((share, (on, topic[on])), shape)).tocsr()
    total = np.maximum(np.asarray(weight.sum(1)).ravel(), 1e-12)
    return _clear((sp.diags_array(1 / total) @ weight).tocsr())


def _clear(weight: sp.csr_matrix) -> sp.csr_matrix:
    """Empty the rows whose first topic hardly leads the second."""
    row = np.repeat(np.arange(weight.shape[0]), np.diff(weight.indptr))
    order = np.lexsort((-weight.data, row))
    start = np.minimum(weight.indptr[:-1], max(weight.nnz - 1, 0))
    many = np.diff(weight.indptr)
    ranked = weight.data[order] if weight.nnz else np.zeros(1)
    first = ranked[start]
    second = np.where(many > 1, ranked[np.minimum(start + 1, len(ranked) - 1)], 0.0)
    kept = ((many > 0) & (first - second >= CLEAR)).astype(np.float64)
    clear = (sp.diags_array(kept) @ weight).tocsr()
    clear.eliminate_zeros()
    return clear
