"""Demand for a term: who writes about it, what that draws, who asks, who searches.

The unit is people: independent authors of the audience, each counted once and a little more if they
come back to it, times how much posts with the term draw against posts in general (shrunk), plus two
for each who asks, as far as posts with the term are about it, plus search impressions brought to
the same scale. An everyday word counts for less. Demand is the logarithm of that, as a share of the
highest in the corpus: what four people ask for in a second language does not rank with what
seventy ask for in the first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from condat.language.commonness import specificity
from condat.plan.codes import Flags, Reals, crossed
from condat.plan.shrink import bounds, likely_shape
from condat.plan.words.uses import AUDIENCE, Posts, Uses

_WIDEST = 40.0  # half an interval, as a power of e: nothing is known
_QUESTION = 2.0  # people that a question stands for: who asks, and who did not dare to
_Z = 1.6448536269514722  # of a 90% interval


@dataclass(frozen=True)
class Demand:
    """Per term: independent authors, engagement per post (NaN: none known), demand and bounds."""

    authors: Reals
    engagement: Reals
    value: Reals
    low: Reals
    high: Reals


def demand(uses: Uses, posts: Posts, observed: Reals, asked: Reals, searched: Reals) -> Demand:
    """Reckon the demand for each term.

    Parameters
    ----------
    uses, posts
        From ``plan.uses``.
    observed : array of float
        Engagement of each post; NaN where its source tells none.
    asked : array of float
        People of the audience who ask a question with the term.
    searched : array of float
        Impressions; NaN where no search data was imported.
    """
    heard = posts.side[uses.post] == AUDIENCE
    writing, authors = _writing(uses, posts, heard)
    usual = float(np.nanmean(observed)) if np.isfinite(observed).any() else np.nan
    pull, spread = _pull(uses, observed, heard)
    people = writing * pull
    looked = _same_scale(np.nan_to_num(searched), people)
    spoken = posts.languages.take(pa.array(uses.language)).to_pylist()
    special = specificity(uses.terms.to_pylist(), spoken) ** 2
    central = uses.total(uses.about) / np.maximum(uses.total(), 1)
    asking = _QUESTION * asked * central
    total = (people + asking + looked) * special
    noise = writing * pull**2 + (writing * spread) ** 2 + _QUESTION * asking
    wide = np.minimum(_Z * np.sqrt(noise) * special / np.maximum(total, 1e-9), _WIDEST)
    highest = max(float(np.log1p(total).max(initial=0.0)), 1e-9)
    low, value, high = (np.log1p(total * np.exp(sign * wide)) / highest for sign in (-1, 0, 1))
    return Demand(authors, pull * usual, value, low, np.minimum(high, 1.0))


def _writing(uses: Uses, posts: Posts, heard: Flags) -> tuple[Reals, Reals]:
    """Return the people who write about each term (recent ones count more), and their number."""
    recent = posts.fresh / max(posts.fresh.max(initial=0), 1e-9)
    post = uses.post[heard]
    shape = len(uses.terms), int(posts.voice.max(initial=0)) + 1
    told = crossed(
        uses.term[heard], posts.voice[post], shape, uses.about[heard] ** 2 * recent[post]
    )
    authors = np.diff(told.indptr).astype(np.float64)
    told.data = np.log2(1 + told.data)
    return np.asarray(told.sum(axis=1), np.float64).ravel(), authors


def _pull(uses: Uses, observed: Reals, heard: Flags) -> tuple[Reals, Reals]:
    """Return what posts with the term draw against posts in general, and its standard error."""
    known = heard & np.isfinite(observed[uses.post])
    if not known.any():
        return np.ones(len(uses.terms)), np.zeros(len(uses.terms))
    usual = float(np.nanmean(observed))
    noise = max(
        float(np.nanvar(observed)) / max(usual, 1e-9), 1.0
    )  # a post varies more than Poisson
    drawn = uses.total(np.nan_to_num(observed)[uses.post], known) / noise
    expected = uses.total(None, known) * usual / noise
    seen = expected > 0
    shape = likely_shape(drawn[seen], expected[seen])
    mean = (shape + drawn) / (shape + expected)
    low, high = bounds(mean, shape + drawn)
    return mean, (high - low) / (2 * _Z)


def _same_scale(searched: Reals, people: Reals) -> Reals:
    matched = searched > 0
    if not matched.any():
        return searched
    weight = max(float(people[matched].sum()), float(matched.sum()))
    return searched * weight / float(searched.sum())
