"""Look for topics in the corpus as it was at one moment."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.codes import Column, flatten, look_up
from condat.plan.topics.division import numbered
from condat.plan.topics.links import pages
from condat.plan.topics.votes import votes
from condat.plan.words import terms
from condat.plan.words.gathered import Gathered
from condat.plan.words.vocabulary import vocabularies

MOST_POSTS = 3000  # that are read of one moment


def look(posts: pa.Table, *, seed: int) -> pa.Table:
    """Read the posts of a moment as they were read then, and divide their terms many times.

    Parameters
    ----------
    posts : pyarrow.Table
        Columns ``uri``, ``url``, ``title``, ``text``, ``language``, ``side``, ``author_uris``,
        ``links`` and ``mark`` (a hash of the URI), in any order.
    seed : int

    Returns
    -------
    pyarrow.Table
        ``VOTES``.
    """
    posts = posts.sort_by("uri").combine_chunks()
    author, at = flatten(posts["author_uris"])
    written = pa.table({"post_uri": posts["uri"].take(pa.array(at)), "author_uri": author})
    corpus = numbered(read(posts), written)
    rows = look_up(corpus.posts, posts["uri"])
    mark = np.asarray(posts["mark"].to_numpy(), np.uint64)[rows]
    return votes(corpus, mark, pages(posts)[rows], seed=seed)


def read(posts: pa.Table) -> pa.Table:
    """Return ``POST_TERMS`` of posts, with the vocabulary that these posts have by themselves."""
    columns = (_text(posts[name]) for name in ("title", "text", "language", "side"))
    title, text, declared, side = columns
    language = terms.languages(title, text, declared)
    sample = pa.table({"title": title, "text": text, "language": language, "side": side})
    heard = pc.sum(pc.equal(side, "audience")).as_py() or 0
    gathered = Gathered()
    gathered.add(posts["uri"], side, terms.read(title, text, declared, vocabularies(sample, heard)))
    return gathered.tables()[1]


def _text(column: Column) -> pa.Array:
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return whole.cast(pa.string())
