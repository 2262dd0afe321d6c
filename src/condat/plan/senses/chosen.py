"""Which words are worth checking unasked: those that we write, where it would matter most."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

OPPORTUNITIES = 40
OWN = 20


def worth_checking(keywords: pa.Table) -> list[str]:
    """Choose words of ours: for the best opportunities, and those that are ours the most.

    Parameters
    ----------
    keywords : pa.Table
        ``tables.KEYWORDS``.

    Returns
    -------
    list of str
        Terms, each once; words that we never wrote are the audience's own, and need no check.

    Examples
    --------
    >>> rows = pa.table({"term": ["ours", "theirs"], "ours": [2, 0], "audience": [1, 9],
    ...                  "opportunity": [0.1, 0.9]})
    >>> worth_checking(rows)
    ['ours']
    """
    ours = keywords.filter(pc.greater(keywords["ours"], 0)).sort_by("term")
    best = ours.sort_by([("opportunity", "descending"), ("term", "ascending")])
    mostly = pc.divide(
        pc.add(ours["ours"].cast(pa.float64()), 0.5),
        pc.add(ours["audience"].cast(pa.float64()), 0.5),
    )
    own = ours.take(pa.array(np.argsort(-mostly.to_numpy(), kind="stable")))
    chosen = [
        *best["term"].to_pylist()[:OPPORTUNITIES],
        *own["term"].to_pylist()[:OWN],
    ]
    return list(dict.fromkeys(chosen))
