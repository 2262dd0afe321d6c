"""Vectors that join French, English and German: for terms, titles, candidates; not every post."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from condat.language.pieces import encoder

DIMENSIONS = 512
_BATCH = 256
FEW = 20  # texts of which half of what they have in common is taken off
MOST = 50_000  # texts whose vectors are kept: some 100 MB


_known: dict[str, NDArray[np.float32]] = {}


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return one unit vector per text; texts with the same meaning are near in any language.

    Parameters
    ----------
    texts : sequence of str
        Short texts. Those of late are kept and not encoded again.

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
    if not texts:
        return np.zeros((0, DIMENSIONS), np.float32)
    found = {text: _known[text] for text in texts if text in _known}
    unknown = sorted(set(texts) - found.keys(), key=lambda t: (len(t), t))
    for at in range(0, len(unknown), _BATCH):
        batch = unknown[at : at + _BATCH]
        found.update(zip(batch, _unit(encoder().encode(batch)), strict=True))
    _keep(found)
    return np.stack([found[text] for text in texts])


def apart(rows: NDArray[np.float32], asked: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the cosines of rows with what is asked, what the rows have in common taken off.

    Examples
    --------
    >>> rows = np.array([[3.0, 4.0, 0.0]] * 30 + [[3.0, 0.0, 4.0]] * 30, np.float32) / 5
    >>> found = apart(rows, np.array([[0.6, 0.8, 0.0]], np.float32))
    >>> bool(found[0] > 0.9), bool(found[-1] < 0)
    (True, True)
    """
    common = rows.mean(axis=0) * (len(rows) / (len(rows) + FEW))
    one, other = (
        part / np.maximum(np.linalg.norm(part, axis=1, keepdims=True), 1e-9)
        for part in (rows - common, asked - common)
    )
    return np.asarray(one @ other.T, np.float32)


def _keep(found: dict[str, NDArray[np.float32]]) -> None:
    """Keep vectors for the next time; the oldest make room."""
    _known.update(found)
    for text in list(islice(_known, max(len(_known) - MOST, 0))):
        _known.pop(text, None)


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.maximum(length, 1e-12)).astype(np.float32)
