"""The senses of a word in search results, that come without a corpus: by fixed likenesses."""

from __future__ import annotations

import igraph
import leidenalg
import numpy as np
from numpy.typing import NDArray

from condat.plan.senses.division import by_size

FEWEST_USES = 3
FEWEST_POSTS = 2
SMALLEST_SHARE = 0.1
SEEDS = 5
INSIDE, OUTSIDE = 0.3, 0.1  # likeness of a use with its own sense at least, with others at most
CLEAR = 2 / 3  # of the uses

Labels = NDArray[np.int64]
Matrix = NDArray[np.float64]


def induce(likeness: Matrix, post: Labels, *, seed: int) -> Labels:
    """Group the uses of a word into senses.

    Uses that are more alike than chance attract, those less alike repel; Leiden finds the best
    division (correlation clustering), so nobody chooses the number of senses.

    Parameters
    ----------
    likeness : array of shape (uses, uses)
        0 is the likeness of two texts about nothing in common (``views.general_likeness``).
    post : array
        The post of each use; likeness inside a post says nothing of the sense.
    seed : int

    Returns
    -------
    array of int
        The sense of each use, 0 for the most frequent.

    Examples
    --------
    >>> alike = np.kron(np.eye(2), np.full((4, 4), 2.0)) - 0.5
    >>> induce(alike, np.arange(8), seed=0).tolist()
    [0, 0, 0, 0, 1, 1, 1, 1]
    """
    apart = post[:, None] != post[None]
    if not apart.any():
        return np.zeros(len(post), np.int64)
    found = _consensus(likeness, seed)
    return by_size(_joined(likeness, post, _grown(likeness, post, found)))


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


def _grown(likeness: Matrix, post: Labels, labels: Labels) -> Labels:
    """Move the uses of groups too small to be a sense to the sense that they are nearest to."""
    least = max(FEWEST_USES, SMALLEST_SHARE * len(labels))
    senses = [
        k
        for k in np.unique(labels)
        if (labels == k).sum() >= least and len(np.unique(post[labels == k])) >= FEWEST_POSTS
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
        if alike[best] <= 0 and clear(likeness, post, by_size(labels)) >= CLEAR:
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
