"""Search queries as terms: how often each term was seen in results."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.language.identify import LANGUAGES
from condat.language.tokens import tokenise
from condat.plan.codes import Column, look_up, plain, real, whole
from condat.plan.tables import QUERIES
from condat.plan.words.candidates import candidates, lemmas
from condat.plan.words.keyphrases import strongest
from condat.plan.words.letters import letters

SEARCHED = pa.schema(
    [("language", pa.string()), ("term", pa.string()), ("impressions", pa.int64())]
)


def searched_terms(searches: pa.Table, post_terms: pa.Table) -> pa.Table:
    """Add up the impressions of the queries that hold each term of the corpus.

    A query without a language counts for those in which its terms are used, for each by the share
    of the posts: *T80* is said in 28 French posts and 2 English ones, and 14 in 15 of its searches
    are French. Queries are typed without accents: *petrissage* counts for *pétrissage*, where no
    other term has its letters and nobody writes it so.

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
    >>> searches = pa.table({"query": ["farine T80", "nourrir un levain", "farine de ble"],
    ...                      "language": [None, "fr", "fr"], "impressions": [400, 120, 90]})
    >>> found = pa.table({"language": ["en", "fr", "fr", "fr", "fr", "fr"],
    ...                   "term": ["t80", "t80", "t80", "t80", "levain", "blé"]})
    >>> for row in searched_terms(searches, found).to_pylist():
    ...     print(*row.values())
    en t80 100
    fr blé 90
    fr levain 120
    fr t80 300
    """
    known = plain(post_terms.group_by(["language", "term"]).aggregate([([], "count_all")]))
    everywhere = known.group_by("term").aggregate([("count_all", "sum")])
    found = _respelt(_every(searches), known["language"], known["term"])
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


def queries(searches: pa.Table, wanted: pa.Array, most: int = 10) -> pa.Table:
    """Name the queries that hold each term, the most seen first.

    Parameters
    ----------
    searches : pyarrow.Table
        As in :func:`searched_terms`.
    wanted : pyarrow.Array
        Terms with their language, such as ``fr:levain``, each once.
    most : int
        Queries of each.

    Returns
    -------
    pyarrow.Table
        Of the schema ``QUERIES``.

    Examples
    --------
    >>> searches = pa.table({"query": ["nourrir un levain", "levain", "nourrir un levain"],
    ...                      "language": ["fr"] * 3, "impressions": [120, 130, 20]})
    >>> for row in queries(searches, pa.array(["fr:levain"])).to_pylist():
    ...     print(*row.values())
    fr:levain nourrir un levain 140
    fr:levain levain 130
    """
    named = pc.list_flatten(pc.split_pattern(wanted, ":", max_splits=1))
    found = _respelt(_every(searches), named[::2], named[1::2])
    of = look_up(pc.binary_join_element_wise(found["language"], found["term"], ":"), wanted)
    held = found.select(["query", "impressions"]).append_column("of", pa.array(of))
    added = held.filter(pa.array(of >= 0)).group_by(["of", "query"])
    rows = added.aggregate([("impressions", "sum")]).sort_by("query")
    at, seen = whole(rows["of"]), real(rows["impressions_sum"])
    best = strongest(at, seen, most)
    named = (wanted.take(pa.array(at[best])), rows["query"].take(pa.array(best)))
    return pa.table([*named, pa.array(seen[best].astype(np.int64))], schema=QUERIES)


def _respelt(found: pa.Table, languages: Column, terms: Column) -> pa.Table:
    """Call each term that is none of those given as the only one of the same letters."""
    given = set(zip(languages.to_pylist(), terms.to_pylist(), strict=True))
    meant: dict[tuple[str, str], list[str]] = {}
    for language, term in given:
        meant.setdefault((language, letters(term)), []).append(term)
    said = list(zip(found["language"].to_pylist(), found["term"].to_pylist(), strict=True))
    instead = {
        one: same[0]
        for one in set(said) - given
        if len(same := meant.get((one[0], letters(one[1])), [])) == 1
    }
    names = pa.array([instead.get(one, one[1]) for one in said], pa.string())
    return found.set_column(found.column_names.index("term"), "term", names)


def _every(searches: pa.Table) -> pa.Table:
    return pa.concat_tables(_of(searches, language) for language in LANGUAGES)


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
            "query": rows["query"].take(at),
        }
    )
