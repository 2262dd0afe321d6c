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

    Parameters
    ----------
    searches : pyarrow.Table
        Columns ``query``, ``language`` (null: any), ``impressions``.
    post_terms : pyarrow.Table
        Of the schema ``POST_TERMS``: the terms that there are.

    Returns
    -------
    pyarrow.Table
        ``language``, ``term``, ``impressions``; no rows when nothing was imported.

    Examples
    --------
    >>> searches = pa.table({"query": ["nourrir un levain"], "language": ["fr"],
    ...                      "impressions": [120]})
    >>> found = pa.table({"language": ["fr"], "term": ["levain"]})
    >>> searched_terms(searches, found).to_pylist()
    [{'language': 'fr', 'term': 'levain', 'impressions': 120}]
    """
    parts = [_of(searches, language) for language in LANGUAGES]
    found = (
        pa.concat_tables(parts).group_by(["language", "term"]).aggregate([("impressions", "sum")])
    )
    known = plain(post_terms.group_by(["language", "term"]).aggregate([]))
    both = found.join(known, ["language", "term"], join_type="inner")
    named = both.rename_columns({"impressions_sum": "impressions"}).select(SEARCHED.names)
    return named.cast(SEARCHED).sort_by([("language", "ascending"), ("term", "ascending")])


def _of(searches: pa.Table, language: str) -> pa.Table:
    said = pc.utf8_lower(
        pc.utf8_slice_codeunits(pc.fill_null(searches["language"], language), 0, 2)
    )
    rows = searches.filter(pc.equal(said, language))
    tokens = tokenise(rows["query"])
    found = candidates(tokens, language, np.zeros(rows.num_rows, np.int64))
    seen = pc.fill_null(rows["impressions"], 0).take(pa.array(found.document))
    terms = lemmas(found.first, found.last, tokens, language)
    columns = [pa.array([language] * len(terms), pa.string()), terms, seen]
    return pa.table(columns, schema=SEARCHED)
