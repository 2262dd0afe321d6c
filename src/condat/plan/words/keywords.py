"""The words that a plan can be made of: demand, supply, trend, opportunity, posts behind them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.core.progress import SILENCE, Step
from condat.language.lemmas import lemma
from condat.plan.codes import Flags, Ints, Reals, encode, flatten, look_up, nullable
from condat.plan.persons import personal
from condat.plan.tables import KEYWORDS
from condat.plan.words.demand import Demand, demand
from condat.plan.words.distinct import distinct
from condat.plan.words.keyphrases import strongest
from condat.plan.words.labels import labels
from condat.plan.words.supply import Supply, supply
from condat.plan.words.trend import LEAST, Trend, trend
from condat.plan.words.uses import AUDIENCE, COMPETITOR, OURS, Posts, Uses, read_posts, read_uses
from condat.plan.words.vocabulary import least

WORK = 5  # parts of the work, to tell how far it is
_EVIDENCE = 10  # posts behind a keyword
_MANY = 10  # authors from which on a keyword needs two
_INSIDE = 0.6  # a word that stands this often in one longer term is not a term of its own
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Facts:
    """What keywords are reckoned from.

    Parameters
    ----------
    readings, post_terms, questions : pyarrow.Table
        What was read (``plan.tables``).
    posts : pyarrow.Table
        Columns ``uri``, ``author_uris``, ``published``.
    engaged : pyarrow.Table
        Columns ``uri`` and ``engagement`` (null: its source tells none).
    searched : pyarrow.Table
        Columns ``language``, ``term``, ``impressions``; null impressions throughout when no search
        data was imported.
    names : collection of str
        Names of the people who write: not keywords.
    """

    readings: pa.Table
    post_terms: pa.Table
    questions: pa.Table
    posts: pa.Table
    engaged: pa.Table
    searched: pa.Table
    names: Collection[str] = ()


def keywords(facts: Facts, *, as_of: datetime, told: Step = SILENCE) -> pa.Table:
    """Reckon every keyword of the audience.

    Parameters
    ----------
    facts : Facts
    as_of : datetime
        The moment to reckon from; later posts do not count.
    told : Step
        Hears of each of ``WORK`` parts.

    Returns
    -------
    pyarrow.Table
        Of the schema ``KEYWORDS``; best opportunity first, of equal ones that said in more posts.
    """
    now = (as_of - _EPOCH).total_seconds() * 1e6
    posts = read_posts(facts.readings, facts.posts, int(now))
    uses = read_uses(_until(facts.post_terms, posts, int(now)), posts)
    told.advance()
    asked, asking = _asked(_until(facts.questions, posts, int(now)), uses, posts)
    searched = _searched(facts.searched, uses, posts)
    wanted = demand(uses, posts, _engagement(facts.engaged, posts), asking, searched)
    told.advance()
    existing, change = supply(uses, posts), trend(uses, posts, int(now))
    told.advance()
    counts, special = _counts(uses, posts), distinct(uses, posts)
    found = _Figures(wanted, existing, change, special, asked, searched, counts)
    kept = np.flatnonzero(_kept(uses, posts, found, facts.names))
    order = kept[np.lexsort((kept, -counts[AUDIENCE][kept], -found.opportunity[kept]))]
    told.advance()
    return _table(uses, posts, found, order)


@dataclass(frozen=True)
class _Figures:
    demand: Demand
    supply: Supply
    trend: Trend
    distinct: Reals
    asked: Reals
    searched: Reals
    posts: Reals  # side x term

    @property
    def opportunity(self) -> Reals:
        return self.demand.value * (1 - self.supply.value)


def _until(rows: pa.Table, posts: Posts, as_of: int) -> pa.Table:
    """Return the rows of posts that were there at a moment."""
    early = posts.published <= as_of
    at = look_up(rows["post_uri"], posts.uris)
    kept = (at >= 0) & early[at]
    return rows if kept.all() else rows.filter(pa.array(kept))


def _counts(uses: Uses, posts: Posts) -> Reals:
    side = posts.side[uses.post]
    return np.stack([uses.total(None, side == s) for s in (AUDIENCE, OURS, COMPETITOR)])


def _asked(questions: pa.Table, uses: Uses, posts: Posts) -> tuple[Reals, Reals]:
    """Count the audience's questions about each term, and the people who ask them.

    A question said twice counts once.
    """
    post = look_up(questions["post_uri"], posts.uris)
    heard = (post >= 0) & (posts.side[post] == AUDIENCE)
    theirs = questions.filter(pa.array(heard))
    once = np.unique(encode(theirs["text"])[1], return_index=True)[1]
    said = theirs.take(pa.array(once))
    about, row = flatten(said["terms"])
    term = _find(said["language"].take(pa.array(row)), about, uses, posts)
    known = term >= 0
    term, row = term[known], row[known]
    author = posts.author[look_up(said["post_uri"], posts.uris)][row]
    width = int(posts.author.max(initial=0)) + 2
    people = np.unique(term * width + author + 1) // width
    counts = (np.bincount(by, minlength=len(uses.terms)) for by in (term, people))
    asked, asking = (count.astype(np.float64) for count in counts)
    return asked, asking


def _searched(searched: pa.Table, uses: Uses, posts: Posts) -> Reals:
    if searched["impressions"].null_count == searched.num_rows:
        return np.full(len(uses.terms), np.nan)
    term = _find(searched["language"], searched["term"], uses, posts)
    seen = np.asarray(pc.fill_null(searched["impressions"], 0).to_numpy(), np.float64)
    return np.bincount(term[term >= 0], seen[term >= 0], len(uses.terms)).astype(np.float64)


def _find(languages: pa.ChunkedArray, terms: pa.ChunkedArray, uses: Uses, posts: Posts) -> Ints:
    """Return the place of each term of a language; -1 where it is not kept."""
    own = posts.languages.take(pa.array(uses.language))
    keys = pc.binary_join_element_wise(own, uses.terms, "\x1f")
    return look_up(pc.binary_join_element_wise(languages, terms, "\x1f"), keys)


def _engagement(engaged: pa.Table, posts: Posts) -> Reals:
    at = look_up(posts.uris, engaged["uri"])
    values = engaged["engagement"].take(pa.array(at, mask=at < 0))
    return np.asarray(pc.fill_null(values, np.nan).to_numpy(), np.float64)


def _kept(uses: Uses, posts: Posts, found: _Figures, names: Collection[str]) -> Flags:
    """Say which terms are keywords: said often enough, by the audience, no name, no scrap."""
    said = np.bincount(posts.language[posts.side == AUDIENCE], minlength=len(posts.languages))
    enough = np.array([least(int(n)) for n in said])[uses.language]
    people = np.array([_people(posts, i) for i in range(len(said))])[uses.language]
    shared = found.demand.authors >= np.where(people >= _MANY, 2, 1)
    kept = ((found.posts[AUDIENCE] >= enough) & shared) | (np.nan_to_num(found.searched) > 0)
    spoken = posts.languages.take(pa.array(uses.language)).to_pylist()
    named = personal(labels(uses).to_pylist(), spoken, names)
    return np.asarray(kept & ~_named(uses, posts, names) & ~named & ~_inside(uses))


def _people(posts: Posts, language: int) -> int:
    spoken = (posts.side == AUDIENCE) & (posts.language == language)
    return len(np.unique(posts.author[spoken]))


def _named(uses: Uses, posts: Posts, names: Collection[str]) -> Flags:
    """Say which terms are a name of somebody who writes, or a part of one said with the rest."""
    taken = {
        (i, " ".join(lemma(word, language) for word in name.lower().split()))
        for i, language in enumerate(posts.languages.to_pylist())
        for name in names
    }
    pairs = zip(uses.language.tolist(), uses.terms.to_pylist(), strict=True)
    return np.fromiter((pair in taken for pair in pairs), bool, len(uses.terms))


def _inside(uses: Uses) -> Flags:
    """Say which terms hardly ever stand without the same longer term around them."""
    said = uses.total(uses.count)
    pairs = list(zip(uses.language.tolist(), uses.terms.to_pylist(), strict=True))
    place = {pair: i for i, pair in enumerate(pairs)}
    scrap = np.zeros(len(pairs), bool)
    for i, (language, term) in enumerate(pairs):
        words = term.split(" ")
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                part = place.get((language, " ".join(words[start:end])), i)
                scrap[part] |= part != i and said[i] >= _INSIDE * said[part]
    return scrap


def _table(uses: Uses, posts: Posts, found: _Figures, order: Ints) -> pa.Table:
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


def _reasons(found: _Figures, i: int) -> list[dict[str, object]]:
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


_FALSE = 0.1  # a trend is named when at most one in ten named ones is false
