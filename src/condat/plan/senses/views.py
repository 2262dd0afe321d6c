"""How alike two uses of a word are, in two views that make different mistakes.

The first view is a sentence vector of the text around the use; it joins languages. The second is
the mean of the vectors that the words nearby have in this very corpus (co-occurrence, PPMI and
singular values). Both are taken relative to the corpus: 0 is the likeness of two of its passages
drawn at random, 1 is one standard deviation more. So a corpus about one subject does not look all
alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse.linalg import svds

from condat.language.vectors import vectors
from condat.plan.senses.contexts import sample

DIMENSIONS = 100
MOST_WORDS = 8000
MOST_WINDOWS = 20_000
PASSAGES = 400
# Cosine of two sentences about nothing in common (French, English, German): mean, deviation.
ANYWHERE, ANYWHERE_SPREAD = 0.15, 0.1

Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Meaning:
    """The vectors that words have in a corpus.

    Parameters
    ----------
    index : dict
        Lemma to row of ``rows``.
    rows : array of shape (words, dimensions)
    weight : array
        Inverse document frequency of each word.
    """

    index: dict[str, int]
    rows: Rows
    weight: NDArray[np.float64]

    def __call__(self, passages: Sequence[Sequence[str]]) -> Rows:
        """Return the weighted mean vector of each list of words; zero where none is known."""
        table = _counts(passages, self.index)
        return np.asarray(table @ (self.rows * self.weight[:, None]))


def learn(passages: Sequence[Sequence[str]]) -> Meaning:
    """Learn word vectors from short passages of a corpus.

    Parameters
    ----------
    passages : sequence of lists of lemmas
        Windows of some forty content words.

    Notes
    -----
    Positive pointwise mutual information and truncated singular values: Levy, Goldberg and Dagan
    (2015), with the singular values to the power one half.
    """
    index = _vocabulary(passages)
    table = _counts(passages, index)
    table.data[:] = 1.0
    often = np.asarray(table.sum(0)).ravel()
    together = (table.T @ table).tocoo()
    information = np.log(
        together.data * len(passages) / (often[together.row] * often[together.col])
    )
    keep = (information > 0) & (together.row != together.col)
    matrix = sp.csr_matrix(
        (information[keep], (together.row[keep], together.col[keep])), shape=together.shape
    )
    weight = np.log(max(len(passages), 2) / np.maximum(often, 1))
    return Meaning(index, _unit(_reduced(matrix)), weight)


def _vocabulary(passages: Sequence[Sequence[str]]) -> dict[str, int]:
    words = np.array([w for p in passages for w in set(p)] or [""])
    names, counts = np.unique(words, return_counts=True)
    order = np.lexsort((names, -counts))[:MOST_WORDS]
    return {str(names[i]): at for at, i in enumerate(order) if counts[i] > 1}


def _counts(passages: Sequence[Sequence[str]], index: dict[str, int]) -> sp.csr_matrix:
    found = [(i, index[w]) for i, p in enumerate(passages) for w in p if w in index]
    at = np.array(found, np.int64).reshape(-1, 2)
    shape = (len(passages), max(len(index), 1))
    return sp.csr_matrix((np.ones(len(at)), (at[:, 0], at[:, 1])), shape=shape)


def _reduced(matrix: sp.csr_matrix) -> Rows:
    most = min(DIMENSIONS, min(matrix.shape) - 1)
    if most < 1 or not matrix.nnz:
        return np.zeros((matrix.shape[0], 1))
    left, values, _ = svds(matrix, k=most, random_state=0)
    return np.asarray(left * np.sqrt(values))


@dataclass(frozen=True)
class Background:
    """A corpus as two passages drawn at random from it see it.

    Parameters
    ----------
    meaning : Meaning
        Its word vectors.
    centres : dict
        Language to the mean of each view.
    spread : pair of floats
        Standard deviation of the likeness of two random passages, in each view.
    typical : array
        Likeness of random passages to each other, for ``diffuse``.
    """

    meaning: Meaning
    centres: dict[str, tuple[Rows, Rows]]
    spread: tuple[float, float]
    typical: Rows

    def likeness(self, passages: pa.Table) -> Rows:
        """Return how alike each pair of passages is: 0 is chance, in standard deviations.

        Parameters
        ----------
        passages : pa.Table
            ``around``, ``words``, ``language`` (``contexts.USES``).
        """
        spoken = passages["language"].to_pylist()
        views = [
            _centred(view, spoken, {k: c[i] for k, c in self.centres.items()})
            for i, view in enumerate(_both(self.meaning, passages))
        ]
        alike = [v @ v.T / s for v, s in zip(views, self.spread, strict=True)]
        return np.asarray(sum(alike) / 2)


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


def background(windows: pa.Table, seed: int) -> Background:
    """Learn what is usual in a corpus from the windows that it can be cut into.

    Parameters
    ----------
    windows : pa.Table
        ``contexts.windows`` of its posts, or of a sample of them.
    seed : int
        Chooses the ``PASSAGES`` whose likeness is measured.
    """
    meaning = learn(sample(windows, MOST_WINDOWS, seed)["words"].to_pylist())
    some = sample(windows, PASSAGES, seed)
    spoken = some["language"].to_pylist()
    both = _both(meaning, some)
    named = np.array(spoken)
    centres = {
        str(one): (both[0][named == one].mean(0), both[1][named == one].mean(0))
        for one in np.unique(named)
    }
    post = some["post_uri"].combine_chunks().dictionary_encode().indices.to_numpy()
    unscaled = Background(meaning, centres, (1.0, 1.0), np.zeros((0, 0)))
    apart = post[:, None] != post[None]
    views = [
        _centred(view, spoken, {k: c[i] for k, c in centres.items()}) for i, view in enumerate(both)
    ]
    spread = [max(float((v @ v.T)[apart].std()), 1e-6) for v in views]
    scaled = replace(unscaled, spread=(spread[0], spread[1]))
    return replace(scaled, typical=scaled.likeness(some))


def _both(meaning: Meaning, passages: pa.Table) -> tuple[Rows, Rows]:
    around = vectors(passages["around"].to_pylist()).astype(np.float64)
    return around, _unit(meaning(passages["words"].to_pylist()))


def _centred(rows: Rows, language: Sequence[str], centres: dict[str, Rows]) -> Rows:
    usual = np.asarray(np.mean(list(centres.values()), axis=0), np.float64)
    shift = np.array([centres.get(spoken, usual) for spoken in language]).reshape(rows.shape)
    known = np.linalg.norm(rows, axis=1, keepdims=True) > 0
    return _unit((rows - shift) * known)


def _unit(rows: Rows) -> Rows:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
