"""The score of each person on a topic, and how sure it is: one pass over posts and resamples.

Each part is put on the same scale, ``x / (1 + x)``, where *x* is the part over what is usual on the
topic: 0.5 is usual, 0.75 three times as much. The score is their mean under the user's weights;
a part that is not known is left out, and its weight with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from condat.plan.codes import Flags, Ints, Reals, totals
from condat.plan.weights import RESAMPLES, Draws, row_of

PARTS = ("relevance", "resonance", "authority", "reach")
STEADY = 2.0  # months of writing on a topic that make it half steady
PRIOR = 5.0  # posts' worth of the topic's usual share
UNSEEN = 0.5  # arcs, or people reached, that may not have been seen

Grid = NDArray[np.float64]


@dataclass(frozen=True)
class Evidence:
    """What is known of the people of one topic; all arrays per person but the first four.

    ``starts`` bounds each person's rows of ``post``, ``part`` (credit x weight on the topic),
    ``got`` and ``due`` (result, and what peers would have got; both weighted).
    """

    starts: Ints
    post: Ints
    part: Reals
    got: Reals
    due: Reals
    others: Reals  # posts on other topics
    months: Reals  # with a post on the topic
    span: float  # months from the first post to the last, of anybody
    usual: Reals  # the person's own shrunk multiplier over peers, elsewhere than on the topic
    reach: Reals  # NaN: not known
    stated: Flags  # reach is what the platform states, not a count of who was seen
    share: float  # the topic's usual share of what its people write


def point(known: Evidence, authority: Reals, shape: float) -> Grid:
    """Return the four parts: rows as ``PARTS``, a column per person; NaN where not known."""
    rows = np.repeat(np.arange(len(known.months)), np.diff(known.starts))
    wrote = totals(rows, known.part, len(known.months))
    share = (wrote + PRIOR * known.share) / (wrote + known.others + PRIOR)
    relevance = share * known.months / (known.months + STEADY)
    certain, scale = resonance(known, shape)
    return np.stack([relevance, certain * scale, authority, known.reach])


def resonance(known: Evidence, shape: float) -> tuple[Reals, Reals]:
    """Return shape and scale of the Gamma of each person's result over that of peers.

    It is drawn towards what the person usually gets elsewhere; the scale is NaN where nothing is
    known of how the posts were received.
    """
    rows = np.repeat(np.arange(len(known.months)), np.diff(known.starts))
    got, due = (totals(rows, side, len(known.months)) for side in (known.got, known.due))
    scale = known.usual / (shape + known.usual * due)
    return shape + got, np.where(due > 0, scale, np.nan)


def scored(parts: Grid, scale: Grid, weights: Reals) -> Reals:
    """Return the weighted mean of the parts on their common scale.

    Examples
    --------
    >>> parts = np.array([[1.0, 3.0], [1.0, np.nan]])
    >>> scored(parts, np.ones((2, 2)), np.ones(2)).tolist()
    [0.5, 0.75]
    """
    over = parts / scale
    known = ~np.isnan(over)
    heavy = known * weights[:, None]
    total = np.where(known, over / (1 + over), 0.0) * heavy
    return np.asarray(total.sum(axis=0) / np.maximum(heavy.sum(axis=0), 1e-12))


def usual(parts: Grid, stated: Flags) -> Grid:
    """Return what is usual of each part: the mean of those ranked; of peers, 1 in resonance.

    Reach that a platform states and reach that was seen are two units, each with its own usual.
    """
    scale = np.ones_like(parts)
    groups = ((0, np.ones_like(stated)), (2, np.ones_like(stated)), (3, stated), (3, ~stated))
    for part, rows in groups:
        known = parts[part][rows & ~np.isnan(parts[part])]
        scale[part][rows] = known.mean() if len(known) and known.mean() > 0 else 1.0
    return scale


def errors(
    known: Evidence,
    authority: NDArray[np.float32],
    person: Ints,
    shape: float,
    arc: float,
    scale: Grid,
    weights: Reals,
    tables: tuple[NDArray[np.uint8], Draws, Draws],
) -> Reals:
    """Return the standard error of each score over resamples.

    Posts and arcs are drawn anew with Poisson weights, resonance from its Gamma (Wilson and
    Hilferty 1931), months from a binomial of the months that there are, people reached from a
    Poisson; a number that a platform states is taken as it is.

    Parameters
    ----------
    known : Evidence
        Of one topic.
    authority : array, people x resamples
        From :func:`condat.plan.people.authority.resampled`.
    person : array of int
        The row of ``authority`` of each person.
    shape : float
        Of the Gamma of authors around their peers.
    arc : float
        What one arc brings on average: it keeps those whom nobody was seen to recognise unsure.
    scale, weights : arrays of float
        What is usual of each part and person, and the user's weights.
    tables : tuple of arrays
        Poisson, Gamma and normal draws.
    """
    certain, scaled = resonance(known, shape)
    facts = [known.others, known.months, known.months * (1 - known.months / (known.span + 1))]
    return _errors(
        known.starts,
        known.post,
        known.part,
        np.stack([*facts, certain, scaled, known.reach, known.stated], axis=1),
        authority,
        person,
        np.array([known.share, UNSEEN * arc]),
        np.ascontiguousarray(scale.T),
        weights,
        *tables,
    )


@numba.njit(parallel=True, cache=True)
def _errors(
    starts: Ints,
    post: Ints,
    part: Reals,
    facts: Reals,
    authority: NDArray[np.float32],
    person: Ints,
    priors: Reals,
    scale: Grid,
    weights: Reals,
    poisson: NDArray[np.uint8],
    gamma: Draws,
    normal: Draws,
) -> Reals:
    error = np.zeros(len(starts) - 1)
    for i in numba.prange(len(error)):
        wrote = np.zeros(RESAMPLES)
        for e in range(starts[i], starts[i + 1]):
            draws = poisson[row_of(post[e])]
            for b in range(RESAMPLES):
                wrote[b] += part[e] * draws[b]
        others, months, steadiness, certain, scaled, reach, stated = facts[i]
        row, other = row_of(person[i]), row_of(-1 - person[i])
        total, square = 0.0, 0.0
        for b in range(RESAMPLES):
            rest = max(others + np.sqrt(others) * normal[row, b], 0.0)
            share = (wrote[b] + PRIOR * priors[0]) / (wrote[b] + rest + PRIOR)
            active = max(months + np.sqrt(steadiness) * normal[other, b], 0.0)
            x = share * active / (active + STEADY) / scale[i, 0]
            heavy, value = weights[0], weights[0] * x / (1 + x)
            if not np.isnan(scaled):
                cube = 1 - 1 / (9 * certain) + normal[other, RESAMPLES - 1 - b] / (3 * certain**0.5)
                x = certain * max(cube, 0.0) ** 3 * scaled / scale[i, 1]
                heavy, value = heavy + weights[1], value + weights[1] * x / (1 + x)
            unseen = priors[1] * (gamma[row, RESAMPLES - 1 - b] - 1)
            x = max(authority[person[i], b] + unseen, 0.0) / scale[i, 2]
            heavy, value = heavy + weights[2], value + weights[2] * x / (1 + x)
            if not np.isnan(reach):
                spread = np.sqrt(reach + min(UNSEEN, scale[i, 3]))
                noise = 0.0 if stated > 0 else spread * normal[row, RESAMPLES - 1 - b]
                x = max(reach + noise, 0.0) / scale[i, 3]
                heavy, value = heavy + weights[3], value + weights[3] * x / (1 + x)
            value = value / heavy if heavy > 0 else 0.0
            total += value
            square += value * value
        error[i] = np.sqrt(max(square - total * total / RESAMPLES, 0.0) / (RESAMPLES - 1))
    return error
