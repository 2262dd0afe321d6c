"""How common a word is in the wider world: everyday words say less about a subject.

The sentence encoder behind our vectors was trained on sixteen languages and numbers the pieces
of its vocabulary by how often it met them. A word that is one piece is as common as its number is
low; a word that it has to put together is rare. It met more English than anything else: the words
of French and German stand at six times the place of the English words that they translate. A word
that neither dictionary has (React, in French) is as special as it is in English.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from condat.language.dictionary import is_known
from condat.language.pieces import tokenizer

_PHRASE = 0.36  # of the mean over its words: under it a phrase says as little as they do
_EVERYDAY, _SPECIAL = 300, 60_000  # places of English words in the encoder's vocabulary
# Median of 56 French and 57 German nouns and their translations (team, équipe, Team ...).
_BEHIND = {"fr": 6.1, "de": 6.3}


def specificity(words: Sequence[str], languages: Sequence[str | None]) -> NDArray[np.float64]:
    """Return from 0 (an everyday word) to 1 (a special one) for each word.

    Parameters
    ----------
    words : sequence of str
        One word each; a phrase of several is special.
    languages : sequence of str
        The language of each.

    Examples
    --------
    >>> specificity(["time", "data", "component"], ["en"] * 3).round(1).tolist()
    [0.0, 0.3, 0.8]
    >>> specificity(["équipe", "levain", "Schritt"], ["fr", "fr", "de"]).round(1).tolist()
    [0.5, 1.0, 0.6]
    >>> bool(specificity(["react"], ["fr"])[0] > 0.6)
    True
    """
    place = np.array([_place(w, it) for w, it in zip(words, languages, strict=True)], np.float64)
    scale = np.log(place / _EVERYDAY) / np.log(_SPECIAL / _EVERYDAY)
    return np.clip(scale, 0, 1)


def telling(terms: Sequence[str], languages: Sequence[str]) -> NDArray[np.float64]:
    """Return from 0 to 1 how much terms say of a subject.

    A phrase is special, unless its words are everyday ones on average (*bad idea*, *bel exemple*).

    Examples
    --------
    >>> telling(["bad idea", "technical debt", "team"], ["en"] * 3).round(1).tolist()
    [0.3, 1.0, 0.3]
    """
    return np.array([_telling(t, it) for t, it in zip(terms, languages, strict=True)], np.float64)


def _telling(term: str, language: str) -> float:
    words = term.split()
    if len(words) == 1:
        return float(specificity(words, [language])[0])
    said = [word for word in words if len(word) > 2] or words
    mean = float(specificity(said, [language] * len(said)).mean())
    return mean if mean < _PHRASE else 1.0


@cache
def _place(word: str, language: str | None) -> float:
    """Return the place that an English word as common as this one would have."""
    written = (word, word.capitalize()) if language == "de" else (word,)
    found = [pieces[0] for w in written if len(pieces := tokenizer().encode(w)) == 1]
    known = [place for place in found if place > 2]
    behind = _BEHIND.get(language or "", 1.0)
    if language in _BEHIND and not any(is_known(w, language) for w in written):
        behind = 1.0
    return min(known) / behind if known else 2.0 * _SPECIAL
