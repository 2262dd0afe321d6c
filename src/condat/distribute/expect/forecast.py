"""What results tell of a piece before it is made: an additive model on the logarithm of results.

The logarithm of a post's result over its author's usual one is a sum of effects of its traits
(topic, form, words, hour, weekday) and of chance. Effects of one dimension come from one normal
distribution around none, whose spread the data gives (random effects; expectation and maximisation,
Laird and Ware 1982); posts are compared within their author and place. A trait that few posts
have stays near none with a wide interval; traits that come together share what they explain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from condat.plan.codes import Flags, Ints, Reals
from condat.plan.performance.traits import Trait

Name = tuple[str, str]  # dimension and value
DIMENSIONS = ("topic", "form", "word", "hour", "weekday")
ROUNDS = 80
PRIOR_EFFECT, PRIOR_SPREAD = 0.15, 0.8  # of logarithms, before any post is seen
PRIOR_WEIGHT = 2.0  # values, or posts, that the two guesses above count for


@dataclass(frozen=True)
class Table:
    """Posts by trait: ``held[i, j]`` is one where post i has trait j."""

    names: tuple[Name, ...]
    held: sparse.csr_array

    @cached_property
    def column(self) -> Mapping[Name, int]:
        """The place of each trait."""
        return {name: place for place, name in enumerate(self.names)}

    @cached_property
    def family(self) -> Ints:
        """The dimension of each trait."""
        return np.array([DIMENSIONS.index(name[0]) for name in self.names], np.int64)

    def share(self, posts: Flags | Ints) -> Reals:
        """Return the share of some posts that have each trait."""
        chosen = self.held[posts]
        return np.asarray(chosen.sum(axis=0)).reshape(-1) / max(chosen.shape[0], 1)


def tabled(found: Mapping[str, Trait], posts: int, wanted: Iterable[str]) -> Table:
    """Lay out traits as a sparse table; of the words, only those that are ``wanted``."""
    kept_words = set(wanted)
    names: list[Name] = []
    parts = []
    for dimension in DIMENSIONS:
        values, value, post = found[dimension]
        listed = values.to_pylist()
        chosen = [i for i, v in enumerate(listed) if dimension != "word" or v in kept_words]
        place = np.full(len(listed) + 1, -1)
        place[chosen] = len(names) + np.arange(len(chosen))
        names += [(dimension, listed[i]) for i in chosen]
        at = place[value]
        parts.append(np.stack([post[at >= 0], at[at >= 0]]))
    rows, columns = np.concatenate(parts, axis=1)
    shape = (posts, len(names))
    held = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
    held.data[:] = 1.0  # a term in two forms is one trait
    return Table(tuple(names), held)


@dataclass(frozen=True)
class Model:
    """What is known of each trait's effect, as a normal distribution of logarithms.

    Parameters
    ----------
    names : tuple of (str, str)
        Dimension and value of each trait.
    mean, cover : ndarray
        Expected effects (p,) and how sure they are together (p, p).
    spread : ndarray
        Standard deviation of the effects of each dimension.
    noise : float
        Standard deviation of one well-counted post around what its traits tell.
    """

    names: tuple[Name, ...]
    mean: Reals
    cover: Reals
    spread: Reals
    noise: float

    @cached_property
    def column(self) -> Mapping[Name, int]:
        """The place of each trait."""
        return {name: place for place, name in enumerate(self.names)}

    def effect(self, name: Name) -> float:
        """Return the expected effect of one trait; none where it was never seen."""
        at = self.column.get(name)
        return 0.0 if at is None else float(self.mean[at])

    def told(self, traits: Sequence[Name], usual: Reals) -> tuple[float, float]:
        """Return mean and standard error of what traits bring over a usual mix of traits."""
        at = [self.column[name] for name in traits if name in self.column]
        asked = -usual
        asked[at] += 1.0
        unseen = sum(
            float(self.spread[DIMENSIONS.index(name[0])]) ** 2
            for name in traits
            if name not in self.column
        )
        return float(asked @ self.mean), float(np.sqrt(asked @ self.cover @ asked + unseen))


def fit(table: Table, score: Reals, weight: Reals, account: Ints) -> Model:
    """Fit the effects of all traits together.

    Parameters
    ----------
    table : Table
        Posts by trait.
    score : array of float
        Logarithm of each post's result over its author's usual one.
    weight : array of float
        What each post tells, from 0 to 1.
    account : array of int
        Posts of one account are compared with each other only.

    Examples
    --------
    >>> held = sparse.csr_array(np.tile([[1.0], [0.0]], (200, 1)))
    >>> noise = np.random.default_rng(1).normal(0, 0.3, 400)
    >>> score = np.tile([0.5, 0.0], 200) + noise
    >>> model = fit(Table((("form", "Video"),), held), score, np.ones(400), np.zeros(400, int))
    >>> 0.4 < model.effect(("form", "Video")) < 0.6, 0.27 < model.noise < 0.33
    (True, True)
    """
    moments = _within(table.held, score, weight, account)
    spread: Reals = np.full(len(DIMENSIONS), PRIOR_EFFECT**2)
    noise = PRIOR_SPREAD**2
    mean: Reals = np.zeros(len(table.names))
    cover: Reals = np.diag(mean)
    for _ in range(ROUNDS):
        cover = _inverse(moments.gram / noise + np.diag(1 / spread[table.family]))
        mean = cover @ moments.moved / noise
        before = spread, noise
        spread, noise = _spread(table.family, mean, cover), _noise(moments, mean, cover)
        if np.allclose([*spread, noise], [*before[0], before[1]], rtol=1e-3):
            break
    return Model(table.names, mean, cover, np.sqrt(spread), float(np.sqrt(noise)))


def _inverse(matrix: Reals) -> Reals:
    return np.asarray(np.linalg.inv(matrix), np.float64)


@dataclass(frozen=True)
class _Moments:
    """Sums of squares and products, within accounts."""

    gram: Reals
    moved: Reals
    square: float
    free: float  # posts, less one an account


def _within(held: sparse.csr_array, score: Reals, weight: Reals, account: Ints) -> _Moments:
    size = int(account.max(initial=-1)) + 1
    total = np.maximum(np.bincount(account, weights=weight, minlength=size), 1e-12)
    mean = np.bincount(account, weights=weight * score, minlength=size) / total
    away = score - mean[account]
    belongs = sparse.csr_array((weight, (account, np.arange(len(score)))), (size, len(score)))
    by_account = belongs @ held
    scaled = sparse.diags_array(1 / total) @ by_account
    weighed = sparse.diags_array(weight) @ held
    gram = (held.T @ weighed).toarray() - (by_account.T @ scaled).toarray()
    square, counted = float(weight @ away**2), np.unique(account[weight > 0])
    return _Moments(
        gram, weighed.T @ away, square, max(float((weight > 0).sum()) - len(counted), 0.0)
    )


def _spread(family: Ints, mean: Reals, cover: Reals) -> Reals:
    size = len(DIMENSIONS)
    sums = np.bincount(family, weights=mean**2 + np.diag(cover), minlength=size)
    count = np.bincount(family, minlength=size)
    found: Reals = (sums + PRIOR_WEIGHT * PRIOR_EFFECT**2) / (count + PRIOR_WEIGHT)
    return found


def _noise(moments: _Moments, mean: Reals, cover: Reals) -> float:
    left = moments.square - 2 * mean @ moments.moved + mean @ moments.gram @ mean
    left += float((moments.gram * cover).sum())
    prior = PRIOR_WEIGHT * PRIOR_SPREAD**2
    return (max(float(left), 0.0) + prior) / (moments.free + PRIOR_WEIGHT)
