"""What goes with over-performing: author by author, shrunk, false discoveries controlled.

Within each author, posts that have a trait are compared with those that have not; an author who
always or never has it says nothing. The spread is that of shuffling the trait among the author's
own posts (its exact variance, no shape assumed); effects of one dimension are shrunk together
(normal empirical Bayes); Benjamini and Hochberg (1995) over all values of all dimensions decides
what is kept. These are associations, to be tested before they are believed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy  # its statistics take a second to import: they are, at their first use

from condat.plan.codes import Flags, Ints, Reals, crossed, encode, grouped, look_up, real, totals
from condat.plan.performance.traits import DIMENSIONS, Trait
from condat.plan.tables import DRIVERS

RATE = 0.1
SHOWN = 5
FEWEST = 8  # posts with the trait; fewer are not looked at
_Z90 = 1.6448536269514722


@dataclass(frozen=True)
class Contrast:
    """Per value of a dimension: posts, authors, the mean log ratio with it over without it."""

    value: Ints
    posts: Ints
    authors: Ints
    effect: Reals
    error: Reals


def drivers(
    posts: pa.Table, performance: pa.Table, found: Mapping[str, Trait], *, rate: float = RATE
) -> pa.Table:
    """Find the traits of posts that do better or worse than their author's usual.

    Parameters
    ----------
    posts : pyarrow.Table
        Columns ``uri``, ``author_uris``; the rows that ``found`` points into.
    performance : pyarrow.Table
        Of the schema ``PERFORMANCE``.
    found : mapping of str to Trait
        From :func:`condat.plan.performance.traits.traits`.
    rate : float
        The false-discovery rate at which a value is kept.

    Returns
    -------
    pyarrow.Table
        Of the schema ``DRIVERS``: what is kept, by dimension, then the strongest first.
    """
    score = _scores(posts["uri"], performance)
    author = _signatures(posts)
    contrasts = {name: contrast(found[name], score, author) for name in DIMENSIONS if name in found}
    chance = np.concatenate([p_value(c) for c in contrasts.values()]) if contrasts else np.zeros(0)
    wrong = scipy.stats.false_discovery_control(chance) if len(chance) else chance
    tables, start = [DRIVERS.empty_table()], 0
    for name, one in contrasts.items():
        q = wrong[start : start + len(one.value)]
        start += len(one.value)
        tables.append(_table(name, found[name], one, q, rate, posts["uri"], score))
    return pa.concat_tables(tables)


def _scores(uris: pa.ChunkedArray, performance: pa.Table) -> Reals:
    """Return the logarithm of each post's shrunk ratio; NaN where it has none."""
    at = look_up(uris, performance["post_uri"])
    ratio = np.append(real(performance["ratio"]), np.nan)
    return np.log(ratio[at])


def _signatures(posts: pa.Table) -> Ints:
    """Return a number for those who signed: posts of the same team are compared together."""
    return encode(pc.binary_join(posts["author_uris"], "\n"))[1]


def contrast(trait: Trait, score: Reals, author: Ints) -> Contrast:
    """Compare, within each author, posts with each value and posts without it.

    Examples
    --------
    >>> score = np.array([1.0, 1.0, 0.0, 0.0] * 4)
    >>> videos = np.flatnonzero(score > 0)
    >>> trait = (pa.array(["video"]), np.zeros(8, int), videos)
    >>> contrast(trait, score, np.repeat([0, 1], 8)).effect.tolist()
    [1.0]
    """
    _, value, post = trait
    known = ~np.isnan(score) & (author >= 0)
    size = int(author.max(initial=0)) + 1
    wrote = np.bincount(author[known], minlength=size)
    mean = totals(author[known], score[known], size) / np.maximum(wrote, 1)
    away = np.where(known, score - mean[author], 0.0)
    spread = totals(author[known], away[known] ** 2, size)
    spread /= np.maximum(wrote - 1, 1)
    kept = known[post]
    cells = value[kept], author[post[kept]], (int(value.max(initial=-1)) + 1, size)
    held = crossed(*cells)
    have, moved = held.data.astype(np.int64), crossed(*cells, away[post[kept]]).data
    value_of, who = np.repeat(np.arange(held.shape[0]), np.diff(held.indptr)), held.indices
    split = have * (1 - have / wrote[who])
    return _summed(value_of, have, moved, split, spread[who] * split)


def _summed(value: Ints, have: Ints, moved: Reals, split: Reals, variance: Reals) -> Contrast:
    values, row = np.unique(value, return_inverse=True)
    total = totals(row, split)
    posts = np.bincount(row, weights=have).astype(np.int64)
    authors = np.bincount(row)
    error = np.sqrt(totals(row, variance))
    told = (posts >= FEWEST) & (total >= FEWEST / 4) & (error > 0)
    part = np.maximum(total, 1e-9)
    effect = totals(row, moved) / part
    return Contrast(values[told], posts[told], authors[told], effect[told], (error / part)[told])


def p_value(one: Contrast) -> Reals:
    """Return the two-sided chance of an effect as large when the trait does not matter."""
    return np.asarray(2 * scipy.stats.norm.sf(np.abs(one.effect / one.error)))


def shrunk(one: Contrast) -> tuple[Reals, Reals]:
    """Return effects and errors drawn towards none, as far as the dimension's effects are small."""
    if not len(one.value):
        return one.effect, one.error
    apart = max(float(np.mean(one.effect**2 - one.error**2)), 1e-4)
    pull = apart / (apart + one.error**2)
    return one.effect * pull, one.error * np.sqrt(pull)


def _table(
    name: str,
    trait: Trait,
    one: Contrast,
    q: Reals,
    rate: float,
    uris: pa.ChunkedArray,
    score: Reals,
) -> pa.Table:
    mean, error = shrunk(one)
    kept = np.flatnonzero(q <= rate)
    kept = kept[np.lexsort((one.value[kept], -mean[kept]))]
    ratios = [np.exp(mean + side * _Z90 * error)[kept] for side in (0, -1, 1)]
    shown = _evidence(trait, one.value[kept], mean[kept] > 0, score, uris)
    return pa.table(
        [
            pa.array([name] * len(kept), pa.string()),
            trait[0].take(pa.array(one.value[kept])),
            one.posts[kept],
            one.authors[kept],
            *ratios,
            q[kept],
            pa.array(shown, pa.list_(pa.string())),
        ],
        schema=DRIVERS,
    )


def _evidence(
    trait: Trait, values: Ints, better: Flags, score: Reals, uris: pa.ChunkedArray
) -> list[list[str]]:
    """Return, for each value kept, the posts that show it most."""
    _, value, post = trait
    order, starts = grouped(value, int(value.max(initial=0)) + 1)
    shown = []
    for one, up in zip(values, better, strict=True):
        rows = post[order[starts[one] : starts[one + 1]]]
        rows = rows[~np.isnan(score[rows])]
        best = rows[np.lexsort((rows, -score[rows] if up else score[rows]))][:SHOWN]
        shown.append(uris.take(pa.array(best)).to_pylist())
    return shown
