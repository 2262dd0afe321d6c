"""Look for topics in the corpus as it was at one moment."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from condat.plan.codes import flatten, look_up
from condat.plan.topics.division import numbered
from condat.plan.topics.links import pages
from condat.plan.topics.votes import votes

MOST_POSTS = 3000  # that are read of one moment


def look(posts: pa.Table, post_terms: pa.Table, *, seed: int) -> pa.Table:
    """Divide the terms of the posts of a moment many times.

    Parameters
    ----------
    posts : pyarrow.Table
        Columns ``uri``, ``url``, ``author_uris``, ``links`` and ``mark`` (a hash of the URI).
    post_terms : pyarrow.Table
        ``POST_TERMS``: the posts as they were read then.
    seed : int

    Returns
    -------
    pyarrow.Table
        ``VOTES``.
    """
    posts = posts.sort_by("uri").combine_chunks()
    author, at = flatten(posts["author_uris"])
    written = pa.table({"post_uri": posts["uri"].take(pa.array(at)), "author_uri": author})
    corpus = numbered(post_terms, written)
    rows = look_up(corpus.posts, posts["uri"])
    mark = np.asarray(posts["mark"].to_numpy(), np.uint64)[rows]
    return votes(corpus, mark, pages(posts)[rows], seed=seed)
