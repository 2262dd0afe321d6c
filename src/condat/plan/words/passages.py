"""Passages that many posts repeat word for word: a series' opening, who wrote it, a call to act.

A passage is eight words in a row, wherever sentences end. Nobody writes the same eight words by
chance; a post that is mostly such passages is a copy of another, and is read as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import njit
from numpy.typing import NDArray

from condat.language.tokens import Tokens
from condat.plan.codes import Keys

WORDS = 8  # in a row, that are not written twice by chance
POSTS = 3  # that a passage has to stand in
MOST = 0.5  # of a post's words: one that holds more is a copy itself
_SKETCH = 24  # bits: at most so many counters


def repeated(batches: Sequence[tuple[Tokens, Keys]]) -> Keys:
    r"""Return the keys of the passages that stand in too many texts, sorted.

    Parameters
    ----------
    batches : sequence of (Tokens, uint64 array)
        Texts, and a number for each word of their vocabulary.

    Examples
    --------
    >>> from condat.language.tokens import tokenise
    >>> ours = "This is part of a series on bread that we bake."
    >>> texts = [f"{ours} {word} " * 2 for word in ("Rye", "Wheat", "Oats")]
    >>> tokens = tokenise([*texts, "Something else that somebody wrote about bread once."])
    >>> numbers = np.arange(1, len(tokens.words) + 1, dtype=np.uint64)
    >>> len(repeated([(tokens, numbers)]))
    4
    """
    total = sum(len(tokens.word) for tokens, _ in batches)
    bits = min(_SKETCH, max(10, int(total).bit_length() + 1))
    often, last = np.zeros(1 << bits, np.uint8), np.full(1 << bits, -1, np.int32)
    before, windows = 0, []
    for tokens, numbers in batches:
        keys = _windows(tokens.document, numbers[tokens.word])
        _count(keys, tokens.document + before, often, last)
        windows.append((keys, tokens.document + before))
        before += tokens.documents
    return _exact([_likely(keys, document, often) for keys, document in windows])


def copied(tokens: Tokens, numbers: Keys, known: Keys) -> NDArray[np.bool_]:
    """Say of each token whether it stands in a known passage of a post that is no copy itself."""
    if not len(known):
        return np.zeros(len(tokens.word), bool)
    found = _covered(_windows(tokens.document, numbers[tokens.word]), _table(known))
    lengths = tokens.lengths()
    share = np.bincount(tokens.document, found, tokens.documents) / np.maximum(lengths, 1)
    return np.asarray(found & (share <= MOST)[tokens.document], bool)


def _likely(
    keys: Keys, document: NDArray[np.int32], often: NDArray[np.uint8]
) -> tuple[Keys, NDArray[np.int32]]:
    here = often[keys & np.uint64(len(often) - 1)] >= POSTS
    here &= keys > 0
    return keys[here], document[here]


def _exact(parts: Sequence[tuple[Keys, NDArray[np.int32]]]) -> Keys:
    """Count the posts of each passage; counters shared by chance are told apart here."""
    if not parts:
        return np.zeros(0, np.uint64)
    keys, document = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((document, keys))
    keys, document = keys[order], document[order]
    fresh = np.append(True, (np.diff(keys) > 0) | (np.diff(document) > 0))[: len(keys)]
    found, posts = np.unique(keys[fresh], return_counts=True)
    return found[posts >= POSTS]


@njit(cache=True, nogil=True)
def _windows(document: NDArray[np.int32], word: Keys) -> Keys:
    """Return the key of the passage that starts at each token; 0 where its text ends before."""
    out = np.zeros(len(word), np.uint64)
    for i in range(len(word) - WORDS + 1):
        if document[i] != document[i + WORDS - 1]:
            continue
        key = np.uint64(0)
        for j in range(i, i + WORDS):
            key = (key ^ word[j]) * np.uint64(0x9E3779B97F4A7C15)
            key ^= key >> np.uint64(29)
        out[i] = key
    return out


@njit(cache=True, nogil=True)
def _count(
    keys: Keys, document: NDArray[np.int32], often: NDArray[np.uint8], last: NDArray[np.int32]
) -> None:
    """Count the posts of each passage, up to ``POSTS``, in counters that others may share."""
    mask = np.uint64(len(often) - 1)
    for i in range(len(keys)):
        k = keys[i] & mask
        if keys[i] and last[k] != document[i]:
            last[k] = document[i]
            often[k] = min(often[k] + 1, POSTS)


@njit(cache=True)
def _table(known: Keys) -> Keys:
    """Return an open table of keys, half empty at least."""
    size = 16
    while size < 2 * len(known):
        size *= 2
    table, mask = np.zeros(size, np.uint64), np.uint64(size - 1)
    for key in known:
        k = key & mask
        while table[k]:
            k = (k + np.uint64(1)) & mask
        table[k] = key
    return table


@njit(cache=True, nogil=True)
def _covered(keys: Keys, table: Keys) -> NDArray[np.bool_]:
    out, mask, until = np.zeros(len(keys), np.bool_), np.uint64(len(table) - 1), 0
    for i in range(len(keys)):
        k = keys[i] & mask
        while keys[i] and table[k] and table[k] != keys[i]:
            k = (k + np.uint64(1)) & mask
        if keys[i] and table[k]:
            until = i + WORDS
        out[i] = i < until
    return out
