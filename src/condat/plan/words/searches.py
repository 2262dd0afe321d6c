"""Search queries as terms: how often each term was seen in results."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.language.identify import LANGUAGES
from condat.language.tokens import tokenise
from condat.plan.codes import plain
from condat.plan.words.candidates import candidates, lemmas

SEARCHED = pa.schema(
    [("language", pa.string()), ("term", pa.string()), ("impressions", pa.int64())]
)


def searched_terms(searches: pa.Table, post_terms: pa.Table) -> pa.Table:
    """Add up the impressions of the queries that hold each term of the corpus.

    A query without a language counts for those in which its terms are used, for each by the share
    of the posts: *T80* is said in 28 French posts and 2 English ones, and 14 in 15 of its searches
    are French.

    Parameters
    ----------
    searches : pyarrow.Table
        Columns ``query``, ``language`` (null: not known), ``impressions``.
    post_terms : pyarrow.Table
        Of the schema ``POST_TERMS``: the terms that there are, one row for each post with one.

    Returns
    -------
    pyarrow.Table
        ``language``, ``term``, ``impressions``; no rows when nothing was imported.

    Examples
    --------
    >>> searches = pa.table({"query": ["farine T80", "nourrir un levain"],
    ...                      "language": [None, "fr"], "impressions": [400, 120]})
    >>> found = pa.table({"language": ["en", "fr", "fr", "fr", "fr"],
    ...                   "term": ["t80", "t80", "t80", "t80", "levain"]})
    >>> for row in searched_terms(searches, found).to_pylist():
    ...     print(*row.values())
    en t80 100
    fr levain 120
    fr t80 300
    """
    known = plain(post_terms.group_by(["language", "term"]).aggregate([([], "count_all")]))
    everywhere = known.group_by("term").aggregate([("count_all", "sum")])
    found = pa.concat_tables(_of(searches, language) for language in LANGUAGES)
    found = found.join(known, ["language", "term"], join_type="inner").join(everywhere, "term")
    share = pc.divide(pc.cast(found["count_all"], pa.float64()), found["count_all_sum"])
    counted = pc.multiply(found["impressions"], pc.if_else(found["named"], 1.0, share))
    parts = found.select(["language", "term"]).append_column("impressions", counted)
    added = parts.group_by(["language", "term"]).aggregate([("impressions", "sum")])
    whole = pc.round(added["impressions_sum"]).cast(pa.int64())
    columns = [added["language"], added["term"], whole]
    return pa.table(columns, schema=SEARCHED).sort_by(
        [("language", "ascending"), ("term", "ascending")]
    )


def _of(searches: pa.Table, language: str) -> pa.Table:
    """Return the terms of the queries that may be in a language; whether it was ``named``."""
    named = pc.is_valid(searches["language"])
    said = pc.utf8_lower(
        pc.utf8_slice_codeunits(pc.fill_null(searches["language"], language), 0, 2)
    )
    rows = searches.append_column("named", named).filter(pc.equal(said, language))
    tokens = tokenise(rows["query"])
    found = candidates(tokens, language, np.zeros(rows.num_rows, np.int64))
    at = pa.array(found.document)
    return pa.table(
        {
            "language": pa.array([language] * len(at), pa.string()),
            "term": lemmas(found.first, found.last, tokens, language),
            "impressions": pc.fill_null(rows["impressions"], 0).take(at),
            "named": rows["named"].take(at),
        }
    )
