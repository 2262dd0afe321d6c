"""What is usual: for peers of the same source, for an author, for the age of a post."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import isotonic_regression

from condat.plan.cast import Cast
from condat.plan.codes import Flags, Ints, Reals, totals
from condat.plan.performance.response import ENGAGEMENT, Response
from condat.plan.shrink import likely_shape

HORIZON = {ENGAGEMENT: 28.0}  # days after which a post hardly gains any more
LINKS_HORIZON = 365.0
_EDGES = np.array([1 / 256, 1 / 64, 1 / 16, 1 / 4, 1])
_ROUNDS = 9
_PRIOR = 5.0  # posts' worth of "age makes no difference"


@dataclass(frozen=True)
class Baseline:
    """What each post would get from peers, and how far authors and posts differ.

    Parameters
    ----------
    piece : array of bool
        Posts that are compared: neither comments nor replies, and something is known of them.
    peers : array of float
        What a peer of the same source would get with this exposure (0 where not a piece).
    weight : array of float
        What a post tells of its author, below 1 where posts differ much (quasi-likelihood).
    account : array of int
        The account (person x source) of each row of the cast.
    got, due : arrays of float
        Per account, weighted: what its posts got, and what peers would have got.
    authors, posts : float
        Shape of the Gamma of authors around their peers, of posts around their author.
    """

    piece: Flags
    peers: Reals
    weight: Reals
    account: Ints
    got: Reals
    due: Reals
    authors: float
    posts: float

    def multiplier(self) -> Reals:
        """Return each account's shrunk result over that of its peers."""
        return (self.authors + self.got) / (self.authors + self.due)


def baseline(response: Response, members: Cast, piece: Flags) -> Baseline:
    """Fit peers, authors and age together, a few rounds of expectation and maximisation.

    Parameters
    ----------
    response : Response
        What each post got.
    members : Cast
        Who wrote what.
    piece : array of bool
        Posts that may be compared.
    """
    piece = piece & ~np.isnan(response.observed)
    y = np.where(piece, response.observed, 0.0)
    source = response.source
    keys = members.person * (source.max(initial=0) + 1) + source[members.post]
    _, account = np.unique(keys, return_inverse=True)
    exposure = np.where(np.isnan(response.views), 1.0, response.views) * piece
    total = totals(source, exposure)
    rate = totals(source, y) / np.maximum(total, 1e-9)
    aged, shapes, usual = exposure, (1.0, 1.0), rate[source] * exposure
    for turn in range(_ROUNDS):
        weight = np.where(piece, 1 / (1 + usual / shapes[1]), 0.0)
        state = _expect(y, np.maximum(rate, 1e-9)[source] * aged, weight, members, account, shapes)
        usual = state.peers * credited(state.multiplier()[account], members, len(y))
        if turn % 3 == 2:
            shapes = _shapes(y, state, members)
        aged = exposure * maturity(response, y, usual / np.maximum(aged, 1e-9) * exposure, piece)
        rate = rate * _centre(state, members, source, len(rate))
    return state


def _expect(
    y: Reals,
    peers: Reals,
    weight: Reals,
    members: Cast,
    account: Ints,
    shapes: tuple[float, float],
) -> Baseline:
    credit = members.share * weight[members.post]
    got = totals(account, credit * y[members.post])
    due = totals(account, credit * peers[members.post])
    return Baseline(peers > 0, peers, weight, account, got, due, *shapes)


def credited(values: Reals, members: Cast, size: int) -> Reals:
    """Average a value of each row of the cast over the authors of each post."""
    return totals(members.post, members.share * values, size)


def expectation(y: Reals, state: Baseline, members: Cast) -> tuple[Reals, Reals]:
    """Return what each post's authors usually get, without this post, and the shape behind it."""
    own = members.share * state.weight[members.post]
    got = state.authors + state.got[state.account] - own * y[members.post]
    due = state.authors + state.due[state.account] - own * state.peers[members.post]
    got = np.maximum(got, 1e-3)  # differences of large sums
    rate = credited(got / np.maximum(due, 1e-3), members, len(y))
    return state.peers * rate, credited(got, members, len(y))


def _shapes(y: Reals, state: Baseline, members: Cast) -> tuple[float, float]:
    usual, _ = expectation(y, state, members)
    known = state.piece & (usual > 0)
    wrote = state.due > 0
    return (
        likely_shape(state.got[wrote], state.due[wrote]),
        likely_shape(y[known], usual[known]),
    )


def _centre(state: Baseline, members: Cast, source: Ints, size: int) -> Reals:
    """Return, per source, the mean multiplier of its accounts: peers are 1 on average."""
    _, first = np.unique(state.account, return_index=True)
    wrote = state.due > 0
    place = source[members.post[first]][wrote]
    sums = totals(place, state.multiplier()[wrote], size)
    return sums / np.maximum(np.bincount(place, minlength=size), 1)


def maturity(response: Response, y: Reals, grown: Reals, piece: Flags) -> Reals:
    """Return the part of its final result that a post has at its age; 1 where age is not known.

    Parameters
    ----------
    response : Response
        With the age at which each post was counted.
    y, grown : arrays of float
        What posts got, and what they would have got when grown.
    piece : array of bool
        Posts to learn from. Where views are the exposure, age plays no part.
    """
    found = np.ones(len(y))
    for measure in np.unique(response.measure):
        rows = piece & (response.measure == measure) & np.isnan(response.views)
        rows &= ~np.isnan(response.age)
        days = response.age[rows] / HORIZON.get(int(measure), LINKS_HORIZON)
        step = np.searchsorted(_EDGES, days, side="right")
        size = len(_EDGES) + 1
        usual = _PRIOR * max(float(grown[rows].mean()), 1e-9) if rows.any() else 1.0
        due = usual + totals(step, grown[rows], size)
        part = (usual + totals(step, y[rows], size)) / due
        rising = np.asarray(isotonic_regression(part, weights=due).x)
        found[rows] = (rising / rising[-1])[step]
    return found
