"""Which keywords posts are about: a word of titles is a subject, one of texts an ingredient."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.distribute.material import Material
from condat.plan.codes import among, look_up, totals

PRIOR = 10.0  # posts' worth of the usual share of titles
OFTEN = 0.5  # share of its posts whose title holds it: surely a subject


def subjects(material: Material, terms: pa.Array) -> Mapping[str, float]:
    """Return, from 0 to 1, how often each term is what the audience's posts are about.

    The share of the posts with the term that hold it in their title, shrunk to that of all terms;
    half of them or more is 1.

    Examples
    --------
    >>> shrunk_shares(np.array([8.0, 0.0]), np.array([10.0, 40.0])).round(2).tolist()
    [0.96, 0.06]
    """
    readings = material.table("readings")
    heard = readings.filter(pc.equal(readings["side"], "audience"))["post_uri"]
    uses = material.table("post_terms").select(["post_uri", "term", "in_title"])
    uses = uses.filter(among(uses["post_uri"], heard))
    at, title = look_up(uses["term"], terms), pc.fill_null(uses["in_title"], fill_value=False)
    held = at >= 0
    titles = totals(at[held], np.asarray(title.to_numpy(), np.bool_)[held], len(terms))
    posts = np.bincount(at[held], minlength=len(terms)).astype(np.float64)
    shares = shrunk_shares(titles, posts).tolist()
    return dict(zip(terms.to_pylist(), shares, strict=True))


def shrunk_shares(titles: np.ndarray, posts: np.ndarray) -> np.ndarray:
    """Return the shares of titles, shrunk to the mean share, over ``OFTEN``."""
    usual = titles.sum() / max(posts.sum(), 1.0)
    share: np.ndarray = (titles + PRIOR * usual) / (posts + PRIOR)
    return np.minimum(share / OFTEN, 1.0)
