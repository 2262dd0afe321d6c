"""Topics: groups of terms that keep company, whatever the language, and the posts about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from condat.core.ids import digest
from condat.plan.communities import communities
from condat.plan.concepts import concepts

MOST_TERMS = 3000
FEWEST_POSTS = 3
MOST_COMMON = 0.25  # of the posts: a term in more says no subject
MOST_POSTS = 100_000  # that the graph is made from; every post is then assigned

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Corpus:
    """Posts and terms as numbers.

    Parameters
    ----------
    posts, terms : string arrays
        Each once, in order.
    language : string array
        Of each post.
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
    """The topic of each term (-1: none), and the weight of each topic in each post."""

    corpus: Corpus
    topic: Ints
    weight: sp.csr_matrix


def numbered(post_terms: pa.Table) -> Corpus:
    """Give numbers to posts and to the terms that can make a topic."""
    counted = post_terms.group_by(["term", "language"]).aggregate(
        [("post_uri", "count"), ("form", "min")]
    )
    size = pc.count_distinct(post_terms["post_uri"]).as_py()
    by_term = counted.group_by("term").aggregate([("post_uri_count", "sum")])
    often = by_term["post_uri_count_sum"]
    fits = pc.and_(
        pc.greater_equal(often, FEWEST_POSTS), pc.less_equal(often, max(MOST_COMMON * size, 10))
    )
    ranked = by_term.filter(fits).sort_by(
        [("post_uri_count_sum", "descending"), ("term", "ascending")]
    )
    terms = pc.sort_indices(ranked["term"][:MOST_TERMS])
    terms = ranked["term"][:MOST_TERMS].take(terms).combine_chunks()
    common = counted.filter(pc.is_in(counted["term"], terms)).sort_by(
        [("term", "ascending"), ("post_uri_count", "descending"), ("language", "ascending")]
    )
    first = pc.index_in(terms, common["term"])
    rows = post_terms.filter(pc.is_in(post_terms["term"], terms))
    posts = pc.unique(post_terms["post_uri"])
    posts = posts.take(pc.sort_indices(posts))
    at = (
        pc.index_in(rows["post_uri"], posts).to_numpy(),
        pc.index_in(rows["term"], terms).to_numpy(),
    )
    holds = sp.csr_matrix((np.ones(rows.num_rows), at), shape=(len(posts), len(terms)))
    holds.data[:] = 1.0
    spoken = post_terms["language"].take(pc.index_in(posts, post_terms["post_uri"]))
    language = spoken.combine_chunks().dictionary_encode("encode").indices.to_numpy()
    return Corpus(
        posts,
        terms,
        np.asarray(language, np.int64),
        holds,
        common["form_min"].take(first).to_pylist(),
        common["language"].take(first).to_pylist(),
    )


def divide(corpus: Corpus, *, seed: int) -> Division:
    """Find topics and the weight of each in each post.

    Returns
    -------
    Division
        No topic where words keep no more company than chance gives them.
    """
    node = concepts(corpus.labels, corpus.spoken)
    size = int(node.max()) + 1 if len(node) else 0
    joins = sp.csr_matrix((np.ones(len(node)), (np.arange(len(node)), node)), (len(node), size))
    holds = (corpus.holds @ joins).tocsr()
    holds.data[:] = 1.0
    mark = _marks(corpus.posts)
    chosen = np.argsort(mark, kind="stable")[:MOST_POSTS]
    found = communities(holds[chosen], corpus.language[chosen], mark[chosen], seed=seed)
    topic = found[node]
    return Division(corpus, topic, _weights(corpus, topic, int(found.max(initial=-1)) + 1))


def _marks(posts: pa.Array) -> NDArray[np.uint64]:
    return np.array([int(digest(uri)[:16], 16) for uri in posts.to_pylist()], np.uint64)


def _weights(corpus: Corpus, topic: Ints, topics: int) -> sp.csr_matrix:
    often = np.asarray(corpus.holds.sum(0)).ravel()
    rarity = np.log(max(corpus.holds.shape[0], 2) / np.maximum(often, 1))
    on = np.flatnonzero(topic >= 0)
    member = sp.csr_matrix((rarity[on], (on, topic[on])), shape=(len(topic), max(topics, 1)))
    weight = (corpus.holds @ member).tocsr()
    total = np.maximum(np.asarray(weight.sum(1)).ravel(), 1e-12)
    return (sp.diags(1 / total) @ weight).tocsr()
