"""The words that a plan can be made of: demand, supply, trend, opportunity, posts behind them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.core.progress import SILENCE, Step
from condat.plan.codes import Ints, Reals, encode, flatten, look_up
from condat.plan.words.demand import demand
from condat.plan.words.distinct import distinct
from condat.plan.words.eligible import eligible
from condat.plan.words.figures import Figures, table
from condat.plan.words.supply import supply
from condat.plan.words.trend import trend
from condat.plan.words.uses import AUDIENCE, COMPETITOR, OURS, Posts, Uses, read_posts, read_uses

WORK = 5  # parts of the work, to tell how far it is
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Facts:
    """What keywords are reckoned from.

    Parameters
    ----------
    readings, post_terms, questions : pyarrow.Table
        What was read (``plan.tables``).
    posts : pyarrow.Table
        Columns ``uri``, ``url``, ``source``, ``author_uris``, ``published``.
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
    found = Figures(wanted, existing, change, special, asked, searched, counts)
    chosen = np.flatnonzero(eligible(uses, posts, found, facts.names))
    order = chosen[np.lexsort((chosen, -counts[AUDIENCE][chosen], -found.opportunity[chosen]))]
    told.advance()
    return table(uses, posts, found, order)


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
    voice = posts.voice[look_up(said["post_uri"], posts.uris)][row]
    width = int(posts.voice.max(initial=0)) + 1
    people = np.unique(term * width + voice) // width
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
