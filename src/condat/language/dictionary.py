"""The dictionaries of forms and lemmas, as tries: read in milliseconds, not decoded in seconds.

They are made of the library's own dictionaries by the first process that asks, and kept in the
user's cache; a file that was cut short is made again.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries import TrieDictionaryFactory

_TRIES = TrieDictionaryFactory()
_LEMMATIZER = Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=_TRIES))
_LOOKUP = DictionaryLookupStrategy(_TRIES)


def lemmatize(word: str, language: str) -> str:
    """Return the dictionary form of a word, or what rules make of it; else the word itself.

    Examples
    --------
    >>> lemmatize("Häuser", "de"), lemmatize("chevaux", "fr"), lemmatize("qwerts", "en")
    ('Haus', 'cheval', 'qwerts')
    """
    return str(_LEMMATIZER.lemmatize(word, language))


@cache
def is_known(word: str, language: str) -> bool:
    """Say whether the dictionary of a language has a form.

    Examples
    --------
    >>> is_known("Häuser", "de"), is_known("qwert", "de")
    (True, False)
    """
    return _LOOKUP.get_lemma(unicodedata.normalize("NFC", word), language) is not None
