"""The scorer of keyphrases: exact match of stemmed phrases, F1 of the first k, mean of texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

import snowballstemmer

STEMMERS = {"fr": "french", "en": "english", "de": "german"}


def f1(
    found: Sequence[Sequence[str]], truth: Sequence[Sequence[str]], language: str, k: int
) -> float:
    """Return the mean F1 of the first k distinct phrases of each text.

    Phrases are the same when their words, in lower case and stemmed (Snowball), are the same in the
    same order. Truth that does not stand in the text counts as missed.
    """
    stem = snowballstemmer.stemmer(STEMMERS[language]).stemWords

    def plain(phrases: Sequence[str]) -> list[str]:
        stems = (" ".join(stem(re.findall(r"\w+", phrase.lower()))) for phrase in phrases)
        return list(dict.fromkeys(filter(None, stems)))

    total = 0.0
    for said, wanted in zip(found, truth, strict=True):
        first, right = plain(said)[:k], set(plain(wanted))
        hits = len(right.intersection(first))
        total += 2 * hits / (len(first) + len(right)) if first or right else 0.0
    return total / len(truth)
