"""Which pain of the strategy a keyword answers: one that says it, or is near to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from condat.distribute.candidates.companions import PLAIN, Word
from condat.language.commonness import telling
from condat.language.vectors import apart, vectors
from condat.plan.strategy.spoken import holds

SAID = 0.5  # how near a pain is, at least, to a word that it says
NEAR = 0.5  # cosine from which a word is near to a sentence: a name that both hold is not enough


@dataclass(frozen=True)
class Pain:
    """A pain of the strategy, and how near a keyword is to it, from 0 to 1."""

    text: str
    near: float


def pains(said: Sequence[str], words: Sequence[Word], labels: Sequence[str]) -> Mapping[Word, Pain]:
    """Return the pain that each keyword answers, of those that answer one.

    A pain holds a keyword when it says the same word in any form; everyday words count only as
    near as their meaning is, what all keywords have in common taken off: our name is near to every
    pain that holds it.

    Parameters
    ----------
    said : sequence of str
        The pains.
    words : sequence of (term, language)
    labels : sequence of str
        How each is written.

    Examples
    --------
    >>> said = ["Je ne sais pas recruter de développeurs.", "Les achats publics sont trop lents."]
    >>> found = pains(said, [("développeur", "fr"), ("levain", "fr")], ["développeurs", "levain"])
    >>> {word: pain.text for (word, _), pain in found.items()}
    {'développeur': 'Je ne sais pas recruter de développeurs.'}
    """
    if not said or not words:
        return {}
    held = holds(said, pa.array([term for term, _ in words], pa.string())).toarray().T
    special = telling(list(labels), [language for _, language in words]) >= PLAIN
    near = np.clip(apart(vectors(list(labels)), vectors(list(said))), 0.0, 1.0)
    near = np.where((held > 0) & special[:, None], np.maximum(near, SAID), near)
    near = np.where(near >= NEAR, near, 0.0)
    best = near.argmax(axis=1)
    return {
        word: Pain(said[best[k]], round(float(near[k, best[k]]), 6))
        for k, word in enumerate(words)
        if near[k, best[k]] > 0
    }
