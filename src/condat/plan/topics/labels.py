"""What a topic is called: two or three words that somebody would say of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from condat.core.ids import slug
from condat.language.commonness import specificity
from condat.language.vectors import vectors

WORDS = 3
CANDIDATES = 12
PLAIN = 0.2  # what is left of the weight of an everyday word
SYNONYMS = 0.7  # cosine from which two names say the same

Reals = NDArray[np.float64]


def label(names: Sequence[str], spoken: Sequence[str], strength: Reals, language: str) -> list[int]:
    """Choose the terms that name a topic, the best first.

    Terms of one language: the reader's where it carries at least half of what the strongest one
    carries. Everyday words give way to special ones; none says another again: no word in common,
    no name inside another, no near meaning.

    Parameters
    ----------
    names, spoken : sequences of str
        How each term is written, and its language.
    strength : array
        How well each stands for the topic.
    language : str
        The reader's.

    Returns
    -------
    list of int
        Places of at most ``WORDS`` terms.

    Examples
    --------
    >>> names = ["levain", "levain naturel", "temps", "farine de seigle", "rye"]
    >>> spoken, strength = ["fr"] * 4 + ["en"], np.array([5.0, 4.0, 4.0, 3.0, 3.0])
    >>> [names[i] for i in label(names, spoken, strength, "fr")]
    ['levain', 'farine de seigle', 'temps']
    """
    main = _language(spoken, strength, language)
    mine = np.flatnonzero(np.array(spoken) == main)
    mine = mine[np.argsort(-strength[mine], kind="stable")][: 2 * CANDIDATES]
    telling = np.array([_telling(names[i], main) for i in mine.tolist()])
    order = mine[np.argsort(-strength[mine] * (PLAIN + (1 - PLAIN) * telling), kind="stable")]
    best = order[:CANDIDATES].tolist()
    meaning = vectors([names[i] for i in best])
    chosen: list[int] = []
    for k, i in enumerate(best):
        said = [best.index(j) for j in chosen]
        alike = bool(len(said)) and float((meaning[said] @ meaning[k]).max()) >= SYNONYMS
        if len(chosen) < WORDS and not alike and not any(_same(names[i], names[j]) for j in chosen):
            chosen.append(i)
    return chosen


def _language(spoken: Sequence[str], strength: Reals, wanted: str) -> str:
    weight = dict.fromkeys(sorted(set(spoken)), 0.0)
    for name, value in zip(spoken, strength.tolist(), strict=True):
        weight[name] += value
    most = max(weight, key=lambda name: weight[name])
    return wanted if weight.get(wanted, 0.0) >= weight[most] / 2 else most


def _telling(name: str, language: str) -> float:
    """Return how special the words of a name are, from 0 to 1."""
    words = [word for word in name.split() if len(word) > 2] or [name]
    return float(specificity(words, [language] * len(words)).mean())


def _same(one: str, other: str) -> bool:
    """Say whether two names share a word, or one stands inside the other."""
    words = set(slug(one).split("-")), set(slug(other).split("-"))
    short, long = sorted((slug(one).replace("-", ""), slug(other).replace("-", "")), key=len)
    return bool(words[0] & words[1]) or (len(short) > 3 and short in long)
