"""Word vectors of one corpus: what a word goes with, and what the places around a word call for.

Both come from counts in the corpus itself (positive pointwise mutual information and singular
values: Levy, Goldberg and Dagan, 2015). *Subjects* count content words at most ten apart. *Places*
count which words stand in which of the four places next to a content word: the vector of a place
filled by a word says which words fit beside it, function words included, so that "la mousse" and
"le mousse" differ.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from condat.plan.senses.contexts import SLOTS
from condat.plan.senses.texts import Read

DIMENSIONS = 100
MOST_WORDS = 8000
MOST_FILLERS = 3000
REACH = 10
OVERSAMPLED, PASSES = 20, 4  # of the search for singular vectors
SMOOTHING = 0.75  # of the counts of contexts, so that rare ones do not stand out

Rows = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Embedding:
    """The vectors of the words of a corpus, in one language.

    Parameters
    ----------
    word, filler : dict
        Lemma to row of ``subject`` and ``weight``; lemma to column of ``place``.
    subject : array of shape (words, dimensions)
    weight : array
        Inverse document frequency of each word.
    place : array of shape (places, fillers, dimensions)
    """

    word: dict[str, int]
    filler: dict[str, int]
    subject: Rows
    weight: Rows
    place: Rows


def learn(whole: Read) -> Embedding:
    """Learn the vectors of the words of a corpus."""
    content, size = whole.content, len(whole.lemmas)
    often = np.bincount(whole.word[content], minlength=size)
    words, fillers = (
        _commonest(often, MOST_WORDS, 2),
        _commonest(np.bincount(whole.word, minlength=size), MOST_FILLERS, 1),
    )
    row, column = _rows(words, size), _rows(fillers, size)
    left, values, _ = _reduced(_together(whole, content, row, len(words)))
    posts = np.unique(whole.tokens.document[content].astype(np.int64) * size + whole.word[content])
    held = np.bincount(posts % size, minlength=size)[words]
    weight = np.log(max(whole.tokens.documents, 2) / np.maximum(held, 1))
    places = _places(whole, row, column, len(words), len(fillers))
    _, strength, right = _reduced(places)
    place = (right.T * np.sqrt(strength)).reshape(len(SLOTS), len(fillers), -1)
    names = [whole.lemmas.take(w).to_pylist() for w in (words, fillers)]
    index = [{name: at for at, name in enumerate(known)} for known in names]
    return Embedding(index[0], index[1], unit(left * np.sqrt(values)), weight, place)


def _commonest(often: Codes, most: int, least: int) -> Codes:
    order = np.argsort(-often, kind="stable")[:most]
    return np.asarray(order[often[order] >= least])


def _rows(chosen: Codes, size: int) -> Codes:
    rows = np.full(max(size, 1), -1, np.int64)
    rows[chosen] = np.arange(len(chosen))
    return rows


def _together(whole: Read, content: Codes, row: Codes, words: int) -> sp.csr_matrix:
    """Count the content words at most ``REACH`` content words apart."""
    at, document = row[whole.word[content]], whole.tokens.document[content]
    pairs = []
    for step in range(1, REACH + 1):
        one, two = at[:-step], at[step:]
        near = (document[:-step] == document[step:]) & (one >= 0) & (two >= 0) & (one != two)
        pairs.append(np.stack([one[near], two[near]]))
    both = np.concatenate(pairs, axis=1)
    counts = sp.csr_matrix((np.ones(both.shape[1]), (both[0], both[1])), shape=(words, words))
    return counts + counts.T


def _places(whole: Read, row: Codes, column: Codes, words: int, fillers: int) -> sp.csr_matrix:
    """Count what stands in each of the places next to a content word."""
    document, rows = whole.tokens.document, np.where(whole.stop, -1, row[whole.word])
    pairs = []
    for number, step in enumerate(SLOTS):
        at = np.arange(max(0, -step), max(0, len(document) - max(0, step)))
        filler = column[whole.word[at + step]]
        here = (document[at] == document[at + step]) & (rows[at] >= 0) & (filler >= 0)
        pairs.append(np.stack([rows[at[here]], number * fillers + filler[here]]))
    both = np.concatenate(pairs, axis=1)
    shape = (words, fillers * len(SLOTS))
    return sp.csr_matrix((np.ones(both.shape[1]), (both[0], both[1])), shape=shape)


def _reduced(counts: sp.csr_matrix) -> tuple[Rows, Rows, Rows]:
    """Return the singular vectors and values of the information in counts."""
    most = min(DIMENSIONS, min(counts.shape) - 1)
    matrix = _information(counts)
    if most < 1 or not matrix.nnz:
        return np.zeros((counts.shape[0], 1)), np.ones(1), np.zeros((1, counts.shape[1]))
    return _singular(matrix, most)


def _singular(matrix: sp.csr_matrix, most: int) -> tuple[Rows, Rows, Rows]:
    """Return the leading singular vectors and values, found in a random subspace.

    Halko, Martinsson and Tropp (2011), "Finding structure with randomness", algorithm 4.4.
    """
    size = min(most + OVERSAMPLED, min(matrix.shape))
    space = matrix @ np.random.default_rng(0).standard_normal((matrix.shape[1], size))
    for _ in range(PASSES):
        across = np.linalg.qr(matrix.T @ np.linalg.qr(space)[0])[0]
        space = matrix @ across
    basis = np.linalg.qr(space)[0]
    small, values, right = np.linalg.svd((matrix.T @ basis).T, full_matrices=False)
    return basis @ small[:, :most], values[:most], right[:most]


def _information(counts: sp.csr_matrix) -> sp.csr_matrix:
    found = counts.tocoo()
    found.sum_duplicates()
    total = max(found.data.sum(), 1.0)
    words = np.asarray(counts.sum(1)).ravel()
    contexts = np.asarray(counts.sum(0)).ravel() ** SMOOTHING
    contexts *= total / max(contexts.sum(), 1.0)
    bits = np.log(found.data * total / (words[found.row] * contexts[found.col]))
    keep = bits > 0
    return sp.csr_matrix((bits[keep], (found.row[keep], found.col[keep])), shape=counts.shape)


def unit(rows: Rows) -> Rows:
    """Return rows of length one; a row of zeros stays."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-12))
