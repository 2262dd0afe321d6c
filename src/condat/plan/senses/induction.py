"""Senses of a word: groups of its uses that lie further apart than chance and habit explain.

Within a corpus the yardstick is the corpus itself: most of its words have one meaning in it, so a
word is divided only when its uses fall apart more than those of nine in ten words drawn from it at
random, at the same number of uses (an empirical null: Efron, 2004). Search results, that come
without a corpus, are divided by fixed likenesses.
"""

from __future__ import annotations

import igraph
import leidenalg
import numpy as np
from numpy.typing import NDArray

FEWEST_USES = 3
FEWEST_POSTS = 2
SMALLEST_SHARE = 0.1
SEEDS = 5
INSIDE, OUTSIDE = 0.3, 0.1  # likeness of a use with its own sense at least, with others at most
CLEAR = 2 / 3  # of the uses
SEEN_USES, SEEN_POSTS, SEEN_SHARE = 5, 3, 0.15  # of a sense that a reader of the corpus would meet

Labels = NDArray[np.int64]
Matrix = NDArray[np.float64]


def induce(likeness: Matrix, post: NDArray[np.int64], *, chance: float, seed: int) -> Labels:
    """Group the uses of a word into senses.

    Uses that are more alike than chance attract, those less alike repel; Leiden finds the best
    division (correlation clustering), so nobody chooses the number of senses. A word whose uses are
    as mixed as the corpus itself has a general meaning, and is not divided.

    Parameters
    ----------
    likeness : array of shape (uses, uses)
        0 is the likeness of two random passages of the corpus (``views.Background``).
    post : array
        The post of each use; likeness inside a post says nothing of the sense.
    chance : float
        The mean likeness that as many random passages reach (``chance_likeness``).
    seed : int

    Returns
    -------
    array of int
        The sense of each use, 0 for the most frequent.

    Examples
    --------
    >>> alike = np.kron(np.eye(2), np.full((4, 4), 2.0)) - 0.5
    >>> induce(alike, np.arange(8), chance=0.0, seed=0).tolist()
    [0, 0, 0, 0, 1, 1, 1, 1]
    """
    apart = post[:, None] != post[None]
    if not apart.any() or likeness[apart].mean() <= chance:
        return np.zeros(len(post), np.int64)
    found = _consensus(likeness, seed)
    return _by_size(_joined(likeness, post, _grown(likeness, post, found)))


def divisions(likeness: Matrix, post: NDArray[np.int64], seed: int) -> list[tuple[Labels, float]]:
    """Divide the uses of a word ever more coarsely, with how far apart the senses lie each time.

    Leiden divides the uses by what is more alike than the word's uses are on average; then the two
    senses that lie nearest are joined, again and again.

    Parameters
    ----------
    likeness, post, seed
        As for ``induce``.

    Returns
    -------
    list of (labels, gap)
        The finest first, each of two senses or more. The gap is that of the nearest two senses:
        the likeness inside the looser one less the likeness between them.

    Examples
    --------
    >>> alike = np.kron(np.eye(2), np.full((6, 6), 2.0)) - 0.5
    >>> [(int(labels.max()) + 1, gap) for labels, gap in divisions(alike, np.arange(12), 0)]
    [(2, 2.0)]
    """
    apart = post[:, None] != post[None]
    if not apart.any():
        return []
    usual = likeness - likeness[apart].mean()
    labels = _grown(likeness, post, _consensus(usual * apart, seed), seen=True)
    found = []
    while len(senses := np.unique(labels)) > 1:
        gaps = _gaps(likeness, apart, np.searchsorted(senses, labels))
        first, second = np.unravel_index(np.argmin(gaps), gaps.shape)
        found.append((_by_size(labels), float(gaps[first, second])))
        labels = np.where(labels == senses[second], senses[first], labels)
    return found


def strength(found: list[tuple[Labels, float]]) -> float:
    """Return how far a word's uses fall apart at most; minus infinity where they do not."""
    return max((gap for _, gap in found), default=-np.inf)


def finest(found: list[tuple[Labels, float]], uses: int, bound: float) -> Labels:
    """Return the finest division whose senses all lie further apart than a bound; or one sense."""
    clear_cut = (labels for labels, gap in found if gap > bound)
    return next(clear_cut, np.zeros(uses, np.int64))


def _gaps(likeness: Matrix, apart: NDArray[np.bool_], labels: Labels) -> Matrix:
    """Return the gap of each pair of senses; infinite for a sense and itself."""
    member = np.eye(labels.max() + 1)[labels]
    pairs = np.maximum(member.T @ apart @ member, 1e-9)
    mean = (member.T @ (likeness * apart) @ member) / pairs
    inside = mean.diagonal()
    gaps = np.minimum(inside[:, None], inside[None]) - mean
    np.fill_diagonal(gaps, np.inf)
    return np.asarray(gaps)


def clear(likeness: Matrix, post: NDArray[np.int64], labels: Labels) -> float:
    """Return the share of uses that stand in one sense and in no other.

    Shades of one meaning run into each other; senses do not.
    """
    counted = (post[:, None] != post[None]).astype(float)
    member = np.eye(labels.max() + 1)[labels]
    mean = (likeness * counted) @ member / np.maximum(counted @ member, 1.0)
    rows = np.arange(len(labels))
    own = mean[rows, labels].copy()
    mean[rows, labels] = -np.inf
    return float(((own > INSIDE) & (mean.max(1) < OUTSIDE)).mean())


def chance_likeness(typical: Matrix, uses: int, seed: int, draws: int = 200) -> float:
    """Return the 95% quantile of the mean likeness of so many random passages."""
    rng = np.random.default_rng(seed)
    uses = min(uses, len(typical))
    means = []
    for _ in range(draws):
        chosen = rng.choice(len(typical), uses, replace=False)
        block = typical[np.ix_(chosen, chosen)]
        means.append((block.sum() - np.trace(block)) / max(uses * (uses - 1), 1))
    return float(np.quantile(means, 0.95))


def _consensus(likeness: Matrix, seed: int) -> Labels:
    """Cluster from several seeds, then cluster how often two uses went together."""
    runs = np.stack([_communities(likeness, seed * SEEDS + i) for i in range(SEEDS)])
    if (runs == runs[0]).all():
        return np.asarray(runs[0])
    together = (runs[:, :, None] == runs[:, None]).mean(0) - 0.5
    return _communities(together, seed)


def _communities(weights: Matrix, seed: int) -> Labels:
    first, second = np.triu_indices(len(weights), 1)
    graph = igraph.Graph(n=len(weights), edges=np.column_stack([first, second]))
    division = leidenalg.find_partition(
        graph,
        leidenalg.CPMVertexPartition,
        weights=weights[first, second].tolist(),
        resolution_parameter=0.0,
        seed=seed,
        n_iterations=-1,
    )
    return np.asarray(division.membership, np.int64)


def _grown(
    likeness: Matrix, post: NDArray[np.int64], labels: Labels, *, seen: bool = False
) -> Labels:
    """Move the uses of groups too small to be a sense to the sense that they are nearest to."""
    uses, share = (SEEN_USES, SEEN_SHARE) if seen else (FEWEST_USES, SMALLEST_SHARE)
    least, posts = max(uses, share * len(labels)), SEEN_POSTS if seen else FEWEST_POSTS
    senses = [
        k
        for k in np.unique(labels)
        if (labels == k).sum() >= least and len(np.unique(post[labels == k])) >= posts
    ]
    if not senses:
        return np.zeros_like(labels)
    nearest = np.stack([likeness[:, labels == k].mean(1) for k in senses], axis=1).argmax(1)
    return np.where(np.isin(labels, senses), labels, np.array(senses)[nearest])


def _joined(likeness: Matrix, post: NDArray[np.int64], labels: Labels) -> Labels:
    """Join the most alike senses, until none are alike and most uses are clearly in one."""
    apart = post[:, None] != post[None]
    labels = np.unique(labels, return_inverse=True)[1]
    while len(senses := np.unique(labels)) > 1:
        pairs = [(a, b) for i, a in enumerate(senses) for b in senses[i + 1 :]]
        alike = [_between(likeness, apart, labels == a, labels == b) for a, b in pairs]
        best = int(np.argmax(alike))
        if alike[best] <= 0 and clear(likeness, post, _by_size(labels)) >= CLEAR:
            break
        keep, gone = pairs[best]
        labels[labels == gone] = keep
    return labels


def _between(
    likeness: Matrix, apart: NDArray[np.bool_], one: NDArray[np.bool_], two: NDArray[np.bool_]
) -> float:
    block = likeness[np.ix_(one, two)]
    counted = apart[np.ix_(one, two)]
    return float(block[counted].mean()) if counted.any() else 0.0


def _by_size(labels: Labels) -> Labels:
    names, first, counts = np.unique(labels, return_index=True, return_counts=True)
    order = np.lexsort((first, -counts))
    rank = np.empty(len(names), np.int64)
    rank[order] = np.arange(len(names))
    return rank[np.searchsorted(names, labels)]
