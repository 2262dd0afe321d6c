"""The dictionaries of forms and lemmas, as tries: read in milliseconds, not decoded in seconds.

They are made of the library's own dictionaries by the first process that asks, and kept in the
user's cache. Each is made in a folder of its own and put in place whole: who reads meanwhile sees
none or all of it. Where nothing can be kept, each process makes its own.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import user_cache_path
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries import TrieDictionaryFactory

LANGUAGES = ("de", "en", "fr")


def lemmatize(word: str, language: str) -> str:
    """Return the dictionary form of a word, or what rules make of it; else the word itself.

    Examples
    --------
    >>> lemmatize("Häuser", "de"), lemmatize("chevaux", "fr"), lemmatize("qwerts", "en")
    ('Haus', 'cheval', 'qwerts')
    """
    return str(_lemmatizer().lemmatize(word, language))


@cache
def is_known(word: str, language: str) -> bool:
    """Say whether the dictionary of a language has a form.

    Examples
    --------
    >>> is_known("Häuser", "de"), is_known("qwert", "de")
    (True, False)
    """
    return _lookup().get_lemma(unicodedata.normalize("NFC", word), language) is not None


def tries(kept: Path) -> TrieDictionaryFactory:
    """Return the dictionaries that a folder keeps; what it lacks is made first."""
    try:
        kept.mkdir(parents=True, exist_ok=True)
        for language in LANGUAGES:
            if not (kept / f"{language}.dic").exists():
                _make(language, kept)
    except OSError:
        return TrieDictionaryFactory(use_disk_cache=False)
    return TrieDictionaryFactory(disk_cache_dir=str(kept))


def _make(language: str, kept: Path) -> None:
    with TemporaryDirectory(dir=kept) as folder:
        TrieDictionaryFactory(disk_cache_dir=folder).get_dictionary(language)
        Path(folder, f"{language}.dic").replace(kept / f"{language}.dic")


@cache
def _tries() -> TrieDictionaryFactory:
    return tries(user_cache_path("condat") / f"dictionaries-{version('simplemma')}")


@cache
def _lemmatizer() -> Lemmatizer:
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=_tries()))


@cache
def _lookup() -> DictionaryLookupStrategy:
    return DictionaryLookupStrategy(_tries())
