"""Whether a term is on the rise: the share of authors who use it, last period against before.

Shares, so that a busy month lifts nothing; authors, so that one person cannot make a trend (they
count once in each of the four periods compared, which are of the same length). Where
the corpus is old enough, the same change a year earlier is taken off, as far as it is known
(empirical Bayes). Fisher's exact test and a normal one must agree; false discoveries among the
terms of a language are kept down as in Benjamini and Hochberg (1995).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy  # its statistics take a second to import: they are, at their first use

from condat.plan.codes import Flags, Ints, Reals, crossed
from condat.plan.words.uses import AUDIENCE, DAY, Posts, Uses

PERIODS = (28, 91, 182, 365)  # days
_BEFORE = 3  # periods that the last one is compared with
_ACTIVE = 15  # authors in a period, at least, for a period to be long enough
LEAST = 6  # authors of a term, over all periods, to say anything
_Z = 1.6448536269514722
_YEAR = 365


@dataclass(frozen=True)
class Trend:
    """Per term: ratio, its bounds and q-value (NaN: cannot know), authors seen, days of a period.

    ``days`` is 0 for a language with too few authors in the longest period.
    """

    ratio: Reals
    low: Reals
    high: Reals
    q: Reals
    seen: Reals
    days: Ints


def trend(uses: Uses, posts: Posts, as_of: int) -> Trend:
    """Compare each term's share of the audience's authors between periods.

    Parameters
    ----------
    uses, posts
        From ``plan.uses``.
    as_of : int
        The end of the last period, in microseconds since 1970 UTC.
    """
    size = len(uses.terms)
    ratio, low, high, q = np.full((4, size), np.nan)
    seen, days = np.zeros(size), np.zeros(size, np.int64)
    for language in range(len(posts.languages)):
        terms = np.flatnonzero(uses.language == language)
        period = _period(posts, language, as_of)
        if period and len(terms):
            found = _compared(uses, posts, terms, language, period, as_of)
            ratio[terms], low[terms], high[terms], q[terms], seen[terms] = found
            days[terms] = period
    return Trend(ratio, low, high, q, seen, days)


def _period(posts: Posts, language: int, as_of: int) -> int:
    for days in PERIODS:
        windows = (
            _window(posts, language, as_of, 0, days),
            _window(posts, language, as_of, days, 2 * days),
        )
        if all(len(np.unique(posts.author[w])) >= _ACTIVE for w in windows):
            return days
    return 0


def _window(posts: Posts, language: int, as_of: int, after: int, until: int) -> Flags:
    """Return the posts of the audience from ``until`` to ``after`` days before ``as_of``."""
    age = (as_of - posts.published) / DAY
    spoken = (posts.side == AUDIENCE) & (posts.language == language) & (posts.author >= 0)
    return spoken & (posts.published >= 0) & (age >= after) & (age < until)


def _compared(
    uses: Uses, posts: Posts, terms: Ints, language: int, days: int, as_of: int
) -> tuple[Reals, ...]:
    def change(ago: int) -> tuple[Reals, Reals, int, int]:
        starts = [ago + days * i for i in range(1 + _BEFORE)]
        windows = [_window(posts, language, as_of, start, start + days) for start in starts]
        counts = [_authors(uses, posts, w)[terms] for w in windows]
        active = [len(np.unique(posts.author[w])) for w in windows]
        return counts[0], np.sum(counts[1:], axis=0), active[0], sum(active[1:])

    now, before, active_now, active_before = change(0)
    seen = now + before
    log, spread = _log_ratio(now, before, active_now, active_before)
    season, doubt = _season(*_log_ratio(*change(_YEAR)), enough=change(_YEAR)[3] >= _ACTIVE)
    log, spread = log - season, np.sqrt(spread**2 + doubt)
    exact = _fisher(now, before, active_now, active_before)
    p = np.maximum(2 * scipy.stats.norm.sf(np.abs(log) / spread), np.where(season == 0, exact, 0))
    known = seen >= LEAST
    q = np.full(len(terms), np.nan)
    if known.any():
        q[known] = scipy.stats.false_discovery_control(np.clip(p[known], 0, 1))
    ends = (np.exp(log + sign * _Z * spread) for sign in (0, -1, 1))
    return (*(np.where(known, end, np.nan) for end in ends), q, seen)


def _authors(uses: Uses, posts: Posts, window: Flags) -> Reals:
    """Count the distinct authors of each term within a window."""
    rows = window[uses.post]
    shape = len(uses.terms), int(posts.author.max(initial=0)) + 1
    wrote = crossed(uses.term[rows], posts.author[uses.post[rows]], shape)
    return np.diff(wrote.indptr).astype(np.float64)


def _log_ratio(now: Reals, before: Reals, n: int, m: int) -> tuple[Reals, Reals]:
    a, b = now + 0.5, before + 0.5
    log = np.log(a / (n + 1)) - np.log(b / (m + 1))
    spread = 1 / a + 1 / b - 1 / (n + 1) - 1 / (m + 1)
    return log, np.sqrt(np.maximum(spread, 1e-6))


def _season(log: Reals, spread: Reals, *, enough: bool) -> tuple[Reals, Reals]:
    """Return each term's usual change at this time of the year, and how unsure that is."""
    if not enough:
        return np.zeros(len(log)), np.zeros(len(log))
    between = max(float(np.var(log) - np.mean(spread**2)), 0.0)
    weight = between / (between + spread**2)
    return weight * log, between * (1 - weight)


def _fisher(now: Reals, before: Reals, n: int, m: int) -> Reals:
    total = now + before
    upper = scipy.stats.hypergeom.sf(now - 1, n + m, n, total)
    lower = scipy.stats.hypergeom.cdf(now, n + m, n, total)
    return np.asarray(np.minimum(1.0, 2 * np.minimum(upper, lower)))
