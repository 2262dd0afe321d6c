"""The senses of a term told: the share of each, its words, its people, passages to read."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.plan.senses.mixture import by_unit
from condat.plan.senses.sensed import GROUPS, Sensed, codes
from condat.plan.tables import SENSES

Z90 = 1.6448536269514722
WORDS_SHOWN = 6
PASSAGES = 10  # kept of each, to be read behind its numbers


def senses_table(found: Sensed) -> pa.Table:
    """Return one row per group and sense: its share, words, authors and passages.

    A post counts once, divided among the senses that it uses, so that a talkative post does not
    decide; the interval is Wilson's over posts.

    Returns
    -------
    pa.Table
        ``tables.SENSES``.
    """
    rows = []
    named = [distinctive(found, k) for k in range(found.count)]
    for group in GROUPS:
        mask = found.group(group)
        if not mask.any():
            continue
        shares, posts = _shares(found, mask)
        for k, words in enumerate(named):
            low, high = wilson(shares[k], posts)
            rows.append(
                {
                    "term": found.term,
                    "group": group,
                    "sense": k,
                    "label": ", ".join(words[:3]),
                    "words": words,
                    "share": shares[k],
                    "share_low": low,
                    "share_high": high,
                    "authors": _authors(found, mask & (found.sense == k)),
                    "passages": _passages(found, mask & (found.sense == k)),
                }
            )
    return pa.Table.from_pylist(rows, SENSES)


def _shares(found: Sensed, mask: NDArray[np.bool_]) -> tuple[list[float], int]:
    table = by_unit(found, mask, found.post)
    return table.mean(0).tolist(), len(table)


def wilson(share: float, count: int) -> tuple[float, float]:
    """Bound a share at 90% (Wilson, 1927).

    Examples
    --------
    >>> [round(bound, 2) for bound in wilson(0.5, 10)]
    [0.27, 0.73]
    """
    spread = Z90**2 / count
    middle = (share + spread / 2) / (1 + spread)
    half = Z90 * np.sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def distinctive(found: Sensed, sense: int) -> list[str]:
    """Return the words that stand near this sense more than near the others, the best first.

    Log-odds with an informative prior (Monroe, Colaresi and Quinn, 2008), a word once a post.
    """
    inside = found.sense == sense
    names, mine = _word_posts(found, inside)
    others = dict(zip(*_word_posts(found, ~inside), strict=True))
    a = np.array(mine, float)
    b = np.array([others.get(n, 0) for n in names], float)
    prior = (a + b) / max((a + b).sum(), 1.0) * 10 + 0.01
    total = (a.sum() + prior.sum() + 1.0, b.sum() + prior.sum() + 1.0)
    odds = np.log((a + prior) / (total[0] - a - prior)) - np.log(
        (b + prior) / (total[1] - b - prior)
    )
    score = odds / np.sqrt(1 / (a + prior) + 1 / (b + prior)) if b.any() else a
    order = np.lexsort((np.array(names, str), -score))
    return [names[i] for i in order[:WORDS_SHOWN]]


def _word_posts(found: Sensed, mask: NDArray[np.bool_]) -> tuple[list[str], list[int]]:
    post, words = found.post, found.uses["words"].to_pylist()
    seen = {(post[i], w) for i in np.flatnonzero(mask) for w in words[i]}
    names, counts = np.unique(np.array([w for _, w in seen], str), return_counts=True)
    return names.tolist(), counts.tolist()


def _authors(found: Sensed, mask: NDArray[np.bool_]) -> int:
    return int(pc.count_distinct(found.uses["author"].filter(pa.array(mask))).as_py())


def _passages(found: Sensed, mask: NDArray[np.bool_]) -> list[dict[str, str]]:
    """Return the first passage of some posts, those with the most uses first."""
    chosen = found.uses.filter(pa.array(mask))
    post = codes(chosen["post_uri"])
    _, first, counts = np.unique(post, return_index=True, return_counts=True)
    best = first[np.lexsort((first, -counts))][:PASSAGES]
    rows = chosen.take(best).select(["post_uri", "passage"]).to_pylist()
    return [{"post_uri": row["post_uri"], "text": row["passage"]} for row in rows]
