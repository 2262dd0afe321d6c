"""What over-performs: each post against its own author's usual result.

A post's result is negative binomial around what its author usually gets with this exposure; the
author's usual result is itself shrunk to peers of the same source, and is reckoned without the
post in question. A small account therefore gets a wide interval, not a refusal.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.special import polygamma

from condat.plan.cast import Cast, first
from condat.plan.codes import Flags, Reals, nullable
from condat.plan.performance.baseline import Baseline, expectation
from condat.plan.performance.response import MEASURES, Response
from condat.plan.shrink import bounds, effective_shape
from condat.plan.tables import PERFORMANCE


def pieces(posts: pa.Table) -> Flags:
    """Say which posts stand for themselves: neither comments nor replies.

    Examples
    --------
    >>> pieces(pa.table({"kind": ["Note", "Comment", None], "in_reply_to": [None, None, "a"]}))
    array([ True, False, False])
    """
    remark = pc.fill_null(pc.equal(posts["kind"], "Comment"), fill_value=False)
    alone = pc.and_(pc.invert(remark), pc.is_null(posts["in_reply_to"]))
    return np.asarray(alone.to_numpy(), np.bool_)


def performance(posts: pa.Table, response: Response, members: Cast, usual: Baseline) -> pa.Table:
    """Compare each piece with its author's usual result.

    Parameters
    ----------
    posts : pyarrow.Table
        Columns ``uri``, ``author_uris``.
    response, members, usual
        What posts got, who wrote them, what is usual.

    Returns
    -------
    pyarrow.Table
        Of the schema ``PERFORMANCE``, sorted by post; figures are null where nothing is known.
    """
    expected, certain = expectation(np.nan_to_num(response.observed), usual, members)
    with np.errstate(invalid="ignore"):
        ratio, low, high = compared(response.observed, expected, certain, usual.posts)
    shown = usual.piece & (expected > 0)
    figures = [np.where(shown, c, np.nan) for c in (response.observed, expected, ratio, low, high)]
    table = pa.table(
        [
            posts["uri"],
            first(posts["author_uris"]),
            MEASURES.take(pa.array(response.measure)),
            *(nullable(column) for column in figures),
        ],
        schema=PERFORMANCE,
    )
    return table.filter(pa.array(pieces(posts))).sort_by("post_uri")


def compared(
    observed: Reals, expected: Reals, certain: Reals, posts: float
) -> tuple[Reals, Reals, Reals]:
    """Return ratio and 90% interval of a post's result over the usual one.

    Parameters
    ----------
    observed, expected : arrays of float
        What the post got, and what its author usually gets.
    certain : array of float
        The shape of the Gamma of the author's usual result (large: well known).
    posts : float
        The shape of the Gamma of posts around their author.

    Examples
    --------
    >>> few, many = np.array([4.0]), np.array([4000.0])
    >>> [round(float(c[0]), 2) for c in compared(few, few / 2, few, 2.0)]
    [1.5, 0.55, 2.83]
    >>> [round(float(c[0]), 2) for c in compared(many, many / 2, many, 2.0)]
    [2.0, 1.93, 2.07]
    """
    ratio = (posts + observed) / (posts + expected)
    known = ~np.isnan(observed)
    pull = np.where(known, expected / (posts + expected), 0.0)
    shape = np.where(known, posts + observed, 1.0)
    doubt = np.asarray(polygamma(1, shape)) + pull**2 * polygamma(1, np.maximum(certain, 1e-3))
    low, high = bounds(ratio, effective_shape(doubt))
    return ratio, low, high
