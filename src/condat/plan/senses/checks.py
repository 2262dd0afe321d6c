"""The verdict on one term: plain, ambiguous, jargon, or not known yet."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from condat.plan.senses.ambiguity import (
    AUDIENCE,
    OURS,
    RESULTS,
    Sensed,
    by_unit,
    same_mixture,
    wilson,
)
from condat.plan.senses.jargon import Rate
from condat.plan.tables import CHECKS

FEWEST_POSTS = 5  # of the audience (or search results) before anything is said of their senses
OTHER_SENSE = 0.2  # of their uses, at least, in another sense than ours: ambiguous
TIMES_AS_OFTEN = 4.0  # we use it at least so much more often than they do: jargon


@dataclass(frozen=True)
class Use:
    """What is known of the use of a term, beside its senses."""

    rate: Rate | None = None
    asked: int = 0
    plainer: list[str] = field(default_factory=list)


def check(found: Sensed, use: Use, *, seed: int) -> pa.Table:
    """Say whether the audience reads a term as we write it.

    ``ambiguous``: at least ``OTHER_SENSE`` of the audience's posts, or of the search results, use
    it in another sense than ours (than the commonest, where we do not use it), the lower bound of
    the share counted. ``jargon``: we use it, in the languages that both write, at least
    ``TIMES_AS_OFTEN`` as often as the audience, the lower bound of the rate counted. ``unknown``:
    fewer than ``FEWEST_POSTS`` posts of theirs hold it, and the rate does not tell.

    Parameters
    ----------
    found : Sensed
    use : Use
    seed : int

    Returns
    -------
    pa.Table
        One row of ``tables.CHECKS``.
    """
    main, shares = our_sense(found), {g: _mixture(found, g) for g in (AUDIENCE, RESULTS)}
    other = [(g, 1 - s[0][main], s[1]) for g, s in shares.items() if s[1] and _count(found)]
    split = [(g, s, n) for g, s, n in other if n >= FEWEST_POSTS and wilson(s, n)[0] >= OTHER_SENSE]
    jargon = use.rate is not None and use.rate.low >= TIMES_AS_OFTEN
    most = max((n for _, n in shares.values()), default=0)
    verdict = _verdict(bool(split), jargon, most)
    ours = _mixture(found, OURS)[1]
    row = {
        "term": found.term,
        "verdict": verdict,
        "senses": _count(found) or None,
        "our_sense": main if ours else None,
        "share_ours": float(shares[AUDIENCE][0][main]) if ours and shares[AUDIENCE][1] else None,
        "p_value": same_mixture(found, seed=seed),
        "plainer": use.plainer if jargon else [],
        "reasons": [
            *_of_senses(split),
            *_of_use(use, jargon=jargon),
            *_of_too_little(verdict, most, ours),
        ],
    }
    return pa.Table.from_pylist([row], CHECKS)


def our_sense(found: Sensed) -> int:
    """Return the sense that most of our posts use; the commonest where we do not use the term."""
    shares, posts = _mixture(found, OURS)
    return int(np.argmax(shares)) if posts else 0


def _verdict(split: bool, jargon: bool, posts: int) -> str:  # noqa: FBT001 - three facts in a row
    if split:
        return "ambiguous"
    if jargon:
        return "jargon"
    return "plain" if posts >= FEWEST_POSTS else "unknown"


def _count(found: Sensed) -> int:
    return int(found.sense.max()) + 1 if len(found.sense) else 0


def _mixture(found: Sensed, group: str) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], int]:
    mask = found.group(group)
    if not mask.any():
        return np.zeros(max(_count(found), 1)), 0
    table = by_unit(found, mask, found.post)
    return table.mean(0), len(table)


def _reason(code: str, *values: object) -> dict[str, object]:
    return {"code": code, "values": [str(value) for value in values]}


def _of_senses(split: list[tuple[str, float, int]]) -> list[dict[str, object]]:
    return [_reason("other_sense", group, f"{s:.2f}", posts) for group, s, posts in split]


def _of_use(use: Use, *, jargon: bool) -> list[dict[str, object]]:
    reasons = []
    if use.rate is not None:
        rate = use.rate
        reasons.append(_reason("rate", f"{rate.ratio:.1f}", f"{rate.low:.1f}", f"{rate.high:.1f}"))
    if use.asked:
        reasons.append(_reason("asks_what", use.asked))
    if jargon and not use.plainer:
        reasons.append(_reason("no_plainer"))
    return reasons


def _of_too_little(verdict: str, posts: int, ours: int) -> list[dict[str, object]]:
    reasons = [_reason("too_few", posts, FEWEST_POSTS)] if verdict == "unknown" else []
    return reasons if ours else [*reasons, _reason("not_ours")]
