"""Communities of terms: divide many samples of posts, then divide what the divisions agree on."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from condat.plan.topics.company import company
from condat.plan.topics.grouping import groups

COARSEST, FINEST = 0.5, 1.5  # resolutions of modularity that the divisions are spread over
KEPT = 0.8  # of the posts in each sample
TOGETHER = 0.05  # of the divisions: less is no tie
COMMON = 0.2  # mean share of the divisions that joins two groups of terms in the consensus
TRIES = 32000  # over the number of terms, and no more than of 500
FEWEST_TERMS = 10

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]
Shares = NDArray[np.float32]
Marks = NDArray[np.uint64]


def divisions(
    holds: sp.csr_matrix, stratum: Ints, ties: sp.csr_matrix, mark: Marks, *, count: int, seed: int
) -> Ints:
    """Divide the graph of terms of many samples of the posts, each at a resolution of its own.

    Parameters
    ----------
    holds : sparse array of shape (posts, terms)
        1 where the post holds the term.
    stratum : array
        The language of each post.
    ties : sparse array of shape (terms, terms)
        What joins terms beside the company that they keep.
    mark : uint64 array
        A hash of each post: it decides which samples the post is in, so that they are the same
        samples next week.
    count : int
        How many samples.
    seed : int
        Of the order in which terms are looked at.

    Returns
    -------
    array of shape (terms, count)
        The number of each term's group in each division.
    """
    found = np.zeros((holds.shape[1], count), np.int64)
    for k, resolution in enumerate(np.linspace(COARSEST, FINEST, count)):
        chosen = np.flatnonzero(_uniform(mark, k) < KEPT)
        graph = (company(holds[chosen], stratum[chosen]) + ties).tocsr()
        degree = np.asarray(graph.sum(0), np.float64).ravel()
        order = seed * count + k  # another one each time: what hangs on it averages out
        found[:, k] = groups(graph, degree, resolution / max(degree.sum(), 1e-9), seed=order)
    return found


def _uniform(mark: Marks, number: int) -> Reals:
    """Draw a number between 0 and 1 for each mark (splitmix64)."""
    with np.errstate(over="ignore"):
        state = mark + np.uint64((number + 1) * 0x9E3779B97F4A7C15 % 2**64)
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((state ^ (state >> np.uint64(31))) >> np.uint64(11)) / 2.0**53


def together(divided: Ints) -> Shares:
    """Return in how many divisions each two terms go together.

    Examples
    --------
    >>> together(np.array([[0, 0], [0, 1], [1, 1]])).tolist()
    [[2.0, 1.0, 0.0], [1.0, 2.0, 1.0], [0.0, 1.0, 2.0]]
    """
    parts = [np.eye(column.max() + 1, dtype=np.float32)[column] for column in divided.T]
    member = sp.csr_matrix(np.concatenate(parts, axis=1))
    return np.asarray((member @ member.T).toarray(), np.float32)


def consensus(share: Shares, *, seed: int, tries: int | None = None) -> tuple[Ints, Reals]:
    """Divide what many divisions agree on.

    The share of the divisions in which two terms go together is the weight of their tie in a graph
    that is divided by the constant Potts model (Lancichinetti and Fortunato, 2012, "Consensus
    clustering in complex networks").

    Parameters
    ----------
    share : array of shape (terms, terms)
    seed : int
    tries : int, optional
        How many times; the division of the highest quality is kept. More of few terms, where many
        divisions are worth nearly the same.

    Returns
    -------
    array of int
        The community of each term, -1 where it has none.
    array of shape (terms, communities)
        The mean share of the divisions in which the term goes with each.
    """
    size = len(share)
    if not size:
        return np.zeros(0, np.int64), np.zeros((0, 0))
    graph = sp.csr_matrix(np.where(share >= TOGETHER, share, 0))
    graph.setdiag(0)
    tries = tries or TRIES // max(size, 500)
    labels = groups(graph, np.ones(size), COMMON, seed=seed, tries=max(tries, 1))
    count = np.bincount(labels)
    support = (_among(share, labels) / count).astype(np.float64)
    kept = np.flatnonzero(count >= FEWEST_TERMS)
    number = np.full(len(count), -1, np.int64)
    number[kept] = np.arange(len(kept))
    return number[labels], support[:, kept]


def _among(share: Shares, labels: Ints) -> Shares:
    """Return what each term shares with each community, summed up: (terms, communities)."""
    order = np.argsort(labels, kind="stable")
    first = np.searchsorted(labels[order], np.arange(labels.max() + 1))
    return np.asarray(np.add.reduceat(share[:, order], first, axis=1), np.float32)
