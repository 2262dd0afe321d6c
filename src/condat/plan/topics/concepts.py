"""One number for what is one concept in several languages, and ties between what is near."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from condat.language.vectors import vectors

SAME = 0.75  # cosine of two names that are each other's nearest
NEAR = 0.45  # cosine from which two names are near
NEAREST = 4  # names per language that a name may be near to

Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def concepts(labels: Sequence[str], languages: Sequence[str]) -> Ints:
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
    >>> same = concepts(["ville", "Stadt", "pain"], ["fr", "de", "fr"])
    >>> bool(same[0] == same[1] != same[2])
    True
    """
    if not labels:
        return np.zeros(0, np.int64)
    spoken = np.array(languages)
    alike = _alike(labels)
    close = _mutual(alike, spoken, 1) & (alike >= SAME) & (spoken[:, None] != spoken)
    return np.asarray(connected_components(sp.csr_matrix(close), directed=False)[1], np.int64)


def near(labels: Sequence[str], languages: Sequence[str]) -> sp.csr_matrix:
    """Return the graph of names near by vector: the few nearest in each other language.

    Parameters
    ----------
    labels, languages
        As for :func:`concepts`.

    Returns
    -------
    sparse array of shape (labels, labels)
        Cosines from ``NEAR`` up, where each is among the nearest of the other.
    """
    if not labels:
        return sp.csr_matrix((0, 0))
    alike = _alike(labels)
    spoken = np.array(languages)
    close = _mutual(alike, spoken, NEAREST) & (alike >= NEAR) & (spoken[:, None] != spoken)
    return sp.csr_matrix(np.where(close, alike, 0).astype(np.float64))


def _alike(labels: Sequence[str]) -> Floats:
    rows = vectors(list(labels))
    alike = rows @ rows.T
    np.fill_diagonal(alike, -1)
    return alike


def _mutual(alike: Floats, spoken: NDArray[np.str_], most: int) -> Bools:
    """Mark the pairs that are each among the other's ``most`` nearest of its language."""
    close = np.zeros(alike.shape, bool)
    for language in np.unique(spoken):
        own = np.flatnonzero(spoken == language)
        some = min(most, len(own))
        least = -np.partition(-alike[:, own], some - 1, axis=1)[:, some - 1 : some]
        close[:, own] = alike[:, own] >= least
    return close & close.T
