"""The terms whose understanding matters most: those that we write, promise, or could rank for."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

EACH = 7  # of our own, of the strategy's, of the best keywords
FEWEST = 3  # posts of ours


def weighty(
    readings: pa.Table, post_terms: pa.Table, keywords: pa.Table, written: Sequence[str]
) -> list[str]:
    """Choose the terms to check before a plan.

    Parameters
    ----------
    readings, post_terms, keywords : pa.Table
        Of the schemas of ``tables``.
    written : sequence of str
        The sentences of the strategy.

    Returns
    -------
    list of str
        At most three times ``EACH`` terms, each once: those that most of our posts use, those that
        the strategy uses, those with the best opportunity.
    """
    at = pc.index_in(post_terms["post_uri"], readings["post_uri"])
    mine = post_terms.filter(pc.equal(readings["side"].take(at), "ours"))
    grouped = mine.group_by("term").aggregate([("post_uri", "count_distinct")])
    order = [("post_uri_count_distinct", "descending"), ("term", "ascending")]
    often = grouped.filter(pc.greater_equal(grouped["post_uri_count_distinct"], FEWEST))
    ours = often.sort_by(order)["term"].to_pylist()
    best = keywords.sort_by([("opportunity", "descending"), ("term", "ascending")])
    promised = _in(written, post_terms)
    groups = (ours[:EACH], promised[:EACH], best["term"].to_pylist()[:EACH])
    return list(dict.fromkeys(term for group in groups for term in group))


def _in(written: Sequence[str], post_terms: pa.Table) -> list[str]:
    """Return the known terms that these sentences use, the most used first."""
    text = " ".join(re.findall(r"\w+", " ".join(written).casefold()))
    known = post_terms.group_by(["term", "form"]).aggregate([("post_uri", "count_distinct")])
    order = [("post_uri_count_distinct", "descending"), ("term", "ascending")]
    forms = pc.utf8_lower(known["form"])
    used = pa.array([f" {form} " in f" {text} " for form in forms.to_pylist()], pa.bool_())
    return list(dict.fromkeys(known.filter(used).sort_by(order)["term"].to_pylist()))
