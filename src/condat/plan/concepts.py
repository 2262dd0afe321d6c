"""Concepts: terms of several languages that name one thing are one node."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from condat.language.vectors import vectors

SAME = 0.75  # cosine of two names that are each other's nearest


def concepts(labels: Sequence[str], languages: Sequence[str]) -> NDArray[np.int64]:
    """Give terms numbers that translations of each other share.

    Two terms of different languages are one concept when each is the other's nearest by vector and
    the cosine is at least ``SAME``.

    Parameters
    ----------
    labels : sequence of str
        How each term is written.
    languages : sequence of str
        The language in which it is written most.

    Examples
    --------
    >>> same = concepts(["données", "daten", "ville"], ["fr", "de", "fr"])
    >>> bool(same[0] == same[1] != same[2])
    True
    """
    if not labels:
        return np.zeros(0, np.int64)
    rows, spoken = vectors(list(labels)), np.array(languages)
    pairs = [np.zeros((0, 2), np.int64)]
    names = np.unique(spoken)
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            a, b = np.flatnonzero(spoken == one), np.flatnonzero(spoken == other)
            pairs.append(_mutual(rows[a] @ rows[b].T, a, b))
    joined = np.concatenate(pairs)
    size = len(labels)
    graph = sp.csr_matrix((np.ones(len(joined)), (joined[:, 0], joined[:, 1])), (size, size))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


def _mutual(
    alike: NDArray[np.float32], a: NDArray[np.int64], b: NDArray[np.int64]
) -> NDArray[np.int64]:
    forth, back = alike.argmax(1), alike.argmax(0)
    own = np.arange(len(a))
    keep = (back[forth] == own) & (alike[own, forth] >= SAME)
    return np.column_stack([a[keep], b[forth[keep]]])
