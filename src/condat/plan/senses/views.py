"""How alike two uses of a word are, in several views that make different mistakes.

``subjects``: the content words of the passage; ``company``: those nearest to the use;
``places``, ``left``, ``right``: the words in the four places next to it, that say what fits there;
``sentence``: a sentence vector of the text close by. ``all`` is the mean of subjects, company,
places and sentence.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from condat.language.vectors import vectors
from condat.plan.senses.contexts import SLOTS
from condat.plan.senses.embedding import Embedding, unit

VIEWS = ("subjects", "company", "places", "left", "right", "sentence")
JOINED = ("subjects", "company", "places", "sentence")
COMPANY = 4  # content words on each side of the use
FADING = 0.5  # power of their distance
# Cosine of two sentences about nothing in common (French, English, German): mean, deviation.
ANYWHERE, ANYWHERE_SPREAD = 0.15, 0.1

Rows = NDArray[np.float64]
Views = dict[str, Rows]


def views(uses: pa.Table, known: Embedding) -> Views:
    """Return the unit vectors of uses in each view.

    Parameters
    ----------
    uses : pa.Table
        ``contexts.USES`` of the language that the vectors were learnt from.
    known : Embedding
    """
    words, distance = _words(uses, known)
    weight = np.where(words >= 0, known.weight[words], 0.0)
    close = np.where(distance <= COMPANY, distance**-FADING, 0.0)
    places = _places(uses, known)
    return {
        "subjects": _mean(known, words, weight),
        "company": _mean(known, words, weight * close),
        "places": unit(places.sum(1)),
        "left": unit(places[:, [p < 0 for p in SLOTS]].sum(1)),
        "right": unit(places[:, [p > 0 for p in SLOTS]].sum(1)),
        "sentence": vectors(uses["close"].to_pylist()).astype(np.float64),
    }


def _words(uses: pa.Table, known: Embedding) -> tuple[NDArray[np.int64], Rows]:
    """Return the rows of the content words near each use (-1: none), and how far they stand."""
    lists, before = uses["words"].to_pylist(), uses["before"].to_pylist()
    width = max((len(words) for words in lists), default=0)
    rows = np.full((len(lists), max(width, 1)), -1, np.int64)
    distance = np.ones(rows.shape)
    for use, (words, first) in enumerate(zip(lists, before, strict=True)):
        rows[use, : len(words)] = [known.word.get(word, -1) for word in words]
        place = np.arange(len(words)) - first
        distance[use, : len(words)] = np.where(place < 0, -place, place + 1)
    return rows, distance


def _mean(known: Embedding, words: NDArray[np.int64], weight: Rows) -> Rows:
    return unit(np.einsum("uw,uwd->ud", weight, known.subject[words]))


def _places(uses: pa.Table, known: Embedding) -> Rows:
    """Return, for each use and place, what the word in that place calls for."""
    lists = uses["slots"].to_pylist()
    codes = np.array([[known.filler.get(word, -1) for word in row] for row in lists], np.int64)
    codes = codes.reshape(len(lists), len(SLOTS))
    found = known.place[np.arange(len(SLOTS)), codes]
    return np.asarray(found * (codes >= 0)[..., None])


def likeness(parts: Mapping[str, Rows], scale: Mapping[str, tuple[float, float]]) -> Views:
    """Return how alike each pair of uses is in each view and in all: 0 is chance, 1 a deviation."""
    alike = {
        name: (parts[name] @ parts[name].T - scale[name][0]) / scale[name][1] for name in VIEWS
    }
    return alike | {"all": np.asarray(sum(alike[name] for name in JOINED)) / len(JOINED)}


def general_likeness(passages: pa.Table) -> Rows:
    """Return how alike passages from anywhere are, against two passages of any language.

    Examples
    --------
    >>> passages = pa.table({"around": ["le fleuve et la rivière", "the river and the stream",
    ...                                 "the price of a software licence"]})
    >>> alike = general_likeness(passages)
    >>> bool(alike[0, 1] > 2 > 0 > alike[0, 2])
    True
    """
    rows = vectors(passages["around"].to_pylist()).astype(np.float64)
    return np.asarray((rows @ rows.T - ANYWHERE) / ANYWHERE_SPREAD)
