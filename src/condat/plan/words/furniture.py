"""What stands in many posts: headings, datelines, footers, openings. It says nothing of a post.

A sentence is known by its words, numbers and dates left out, so that "First published: 22 August
2008" is the same sentence in every post. Eight words in a row are a passage (``passages``): "This
is part two of a series detailing ..." and part three share most of theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from condat.core.ids import digest
from condat.language.stopwords import calendar
from condat.language.tokens import SENTENCE, Tokens
from condat.plan.codes import Keys, placed
from condat.plan.words.passages import copied, repeated

FEWEST = 5  # posts that a sentence has to stand in
SHARE = 0.02  # of the posts
MOST = 0.5  # of the words: where more stand in such sentences, they are what there is to read


def furniture(batches: Sequence[Tokens], language: str) -> Keys:
    r"""Return the keys of the sentences and passages that stand in too many texts, sorted.

    Examples
    --------
    >>> from condat.language.tokens import tokenise
    >>> texts = [f"Read on {day} May.\n\nA thing number {word}." for day, word in
    ...          enumerate(["alpha", "beta", "gamma", "delta", "epsilon"])]
    >>> known = furniture([tokenise(texts)], "en")
    >>> standing(tokenise(["Read on 7 June.\n\nSomething new."]), "en", known).tolist()
    [True, True, True, False, False]
    """
    parts, posts = [np.zeros(0, np.uint64)], 0
    numbered = [(tokens, _numbers(tokens, language)) for tokens in batches]
    for tokens, numbers in numbered:
        key, sentence = _sentences(tokens, numbers)
        first = np.unique(sentence, return_index=True)[1]
        pairs = np.stack([tokens.document[first].astype(np.uint64), key], axis=1)
        parts.append(np.unique(pairs, axis=0)[:, 1])
        posts += tokens.documents
    found, often = np.unique(np.concatenate(parts), return_counts=True)
    known = found[(often >= max(FEWEST, SHARE * posts)) & (found > 0)]
    said = sum(int(_repeating(*batch, known).sum()) for batch in numbered)
    total = sum(len(tokens.word) for tokens in batches)
    return np.union1d(known if said < MOST * total else known[:0], repeated(numbered))


def standing(tokens: Tokens, language: str, known: Keys) -> NDArray[np.bool_]:
    """Say of each token whether it stands in a sentence or passage of too many texts."""
    if not len(known):
        return np.zeros(len(tokens.word), bool)
    numbers = _numbers(tokens, language)
    return copied(tokens, numbers, known) | _repeating(tokens, numbers, known)


def _repeating(tokens: Tokens, numbers: Keys, known: Keys) -> NDArray[np.bool_]:
    key, sentence = _sentences(tokens, numbers)
    return (placed(key, known) >= 0)[sentence]


def _sentences(tokens: Tokens, numbers: Keys) -> tuple[Keys, NDArray[np.int64]]:
    """Return the key of each sentence (0: nothing but dates), and the sentence of each token."""
    opens = (tokens.flags & SENTENCE) > 0
    opens |= np.diff(tokens.document, prepend=-1) != 0
    sentence = np.cumsum(opens) - 1
    if not len(sentence):
        return np.zeros(0, np.uint64), sentence
    return np.add.reduceat(numbers[tokens.word], np.flatnonzero(opens)), sentence


def _numbers(tokens: Tokens, language: str) -> Keys:
    """Return a number for each word of the vocabulary; none for names of days and months."""
    dates = calendar(language)
    words = [0 if word in dates else _number(word) for word in tokens.words.to_pylist()]
    return np.array(words, np.uint64)


@cache
def _number(word: str) -> int:
    return int(digest(word)[:16], 16)
