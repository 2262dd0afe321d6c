"""The figures of keywords, as a table: each with the posts behind it, and in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from condat.plan.codes import Ints, Reals, nullable
from condat.plan.tables import KEYWORDS
from condat.plan.words.demand import Demand
from condat.plan.words.keyphrases import strongest
from condat.plan.words.labels import labels
from condat.plan.words.supply import Supply
from condat.plan.words.trend import LEAST, Trend
from condat.plan.words.uses import AUDIENCE, COMPETITOR, OURS, Posts, Uses

_EVIDENCE = 10  # posts behind a keyword
_FALSE = 0.1  # a trend is named when at most one in ten named ones is false


@dataclass(frozen=True)
class Figures:
    """What was reckoned of every term; each array has one value a term."""

    demand: Demand
    supply: Supply
    trend: Trend
    distinct: Reals
    asked: Reals
    searched: Reals
    posts: Reals  # side x term

    @property
    def opportunity(self) -> Reals:
        """What is asked for and not answered yet, 0..1."""
        return self.demand.value * (1 - self.supply.value)


def table(uses: Uses, posts: Posts, found: Figures, order: Ints) -> pa.Table:
    """Write the terms of ``order`` as keywords, of the schema ``KEYWORDS``."""
    wanted, existing, change = found.demand, found.supply, found.trend
    counts = found.posts[:, order].astype(np.int64)
    at = pa.array(order)
    columns = {
        "term": uses.terms.take(at),
        "label": labels(uses).take(at),
        "language": posts.languages.take(pa.array(uses.language[order])),
        "posts": counts.sum(axis=0),
        "authors": wanted.authors[order].astype(np.int64),
        "ours": counts[OURS],
        "competitors": counts[COMPETITOR],
        "audience": counts[AUDIENCE],
        "questions": found.asked[order].astype(np.int64),
        "searches": nullable(found.searched[order]).cast(pa.int64()),
        "engagement": nullable(wanted.engagement[order]),
        "demand": wanted.value[order],
        "demand_low": wanted.low[order],
        "demand_high": wanted.high[order],
        "supply": existing.value[order],
        "supply_low": existing.low[order],
        "supply_high": existing.high[order],
        "supply_ours": existing.ours[order],
        "trend": nullable(change.ratio[order]),
        "trend_low": nullable(change.low[order]),
        "trend_high": nullable(change.high[order]),
        "trend_q": nullable(change.q[order]),
        "opportunity": found.opportunity[order],
        "distinct": nullable(found.distinct[order]),
        "evidence": _evidence(uses, posts, order),
        "reasons": [_reasons(found, i) for i in order.tolist()],
    }
    return pa.table([pa.array(columns[f.name], f.type) for f in KEYWORDS], schema=KEYWORDS)


def _evidence(uses: Uses, posts: Posts, order: Ints) -> pa.Array:
    """Return the posts behind each keyword: the audience's, most about it, the newest first."""
    heard = posts.side[uses.post] == AUDIENCE
    score = uses.about * (1 + posts.fresh[uses.post]) + 2 * heard
    place = np.full(len(uses.terms), -1, np.int64)
    place[order] = np.arange(len(order))
    rows = np.flatnonzero(place[uses.term] >= 0)
    rows = rows[np.argsort(posts.published[uses.post[rows]], kind="stable")[::-1]]
    best = rows[strongest(place[uses.term[rows]], score[rows], _EVIDENCE)]
    sizes = np.bincount(place[uses.term[best]], minlength=len(order))
    ends = pa.array(np.append(0, np.cumsum(sizes)).astype(np.int32))
    return pa.ListArray.from_arrays(ends, posts.uris.take(pa.array(uses.post[best])))


def _reasons(found: Figures, i: int) -> list[dict[str, object]]:
    reasons: list[tuple[str, list[str]]] = []
    if found.demand.authors[i]:
        reasons.append(("written_by", [f"{found.demand.authors[i]:.0f}"]))
    if found.asked[i]:
        reasons.append(("asked", [f"{found.asked[i]:.0f}"]))
    if found.searched[i] > 0:
        reasons.append(("searched", [f"{found.searched[i]:.0f}"]))
    if not found.posts[1:, i].sum():
        reasons.append(("nothing_published", []))
    elif not found.posts[OURS, i]:
        reasons.append(("nothing_of_ours", []))
    return [
        {"code": code, "values": values} for code, values in [*reasons, *_trend(found.trend, i)]
    ]


def _trend(change: Trend, i: int) -> list[tuple[str, list[str]]]:
    if not change.days[i]:
        return [("trend_unknown_authors", [])]
    if np.isnan(change.ratio[i]):
        return [("trend_unknown_uses", [f"{change.seen[i]:.0f}", f"{LEAST}"])]
    if change.q[i] > _FALSE:
        return [("trend_unclear", [f"{change.days[i]}"])]
    code = "trend_up" if change.ratio[i] > 1 else "trend_down"
    return [(code, [f"{change.ratio[i]:.2f}", f"{change.days[i]}"])]
