"""Lemmas and stop words of a vocabulary: looked up once per distinct word, never per post."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import snowballstemmer
from numpy.typing import NDArray

from condat.language.dictionary import is_known, lemmatize
from condat.language.stopwords import is_scrap, of_anything, stop_words, weak_words

KNOWN = {"fr": "french", "en": "english", "de": "german"}
_INCLUSIVE = re.compile(r"[*:_](?:in|innen)$|[·•⋅].*$")
_POSSESSIVE = re.compile(r"'s?$")
_ENDINGS = ("en", "em", "er", "es", "e")  # of a German adjective
_ADJECTIVE = re.compile(r"(.{3,}(?:lich|ig|isch|bar|sam|haft|los))e[nmrs]?$")
# German nouns that look like a form of an adjective: *breit*, *eben*.
_ALIKE = """alter alternative alternativen antike breite breiten defensive dichte dürre dürren ebene
    ebenen faden ferne flotte flotten fremde frische gerade geraden initiative initiativen leere
    liebe matte matten offensive offensiven parallele parallelen platte platten reife reifen runde
    runden schräge schrägen spitze spitzen stille süße taube tauben tiefe tiefen treue untreue
    weiche weichen weise weisen weite weiten wunde wunden wüste wüsten"""
_NOUNS = frozenset(_ALIKE.split())


@dataclass(frozen=True)
class Lexemes:
    """What a language makes of a vocabulary.

    Parameters
    ----------
    lemma : int32 array
        For each word, the index of its lemma.
    lemmas : string array
        The distinct lemmas, in order of first use.
    stop : bool array
        For each word: true when it makes no term alone (function words, dates, scraps of code).
    weak : bool array
        Those stop words that may stand inside a term of several words (*open* data).
    """

    lemma: NDArray[np.int32]
    lemmas: pa.StringArray
    stop: NDArray[np.bool_]
    weak: NDArray[np.bool_]


def lexemes(words: pa.StringArray, language: str) -> Lexemes:
    """Return the lemma and the stop flag of each word of a vocabulary.

    Parameters
    ----------
    words : string array
        Lower case.
    language : str
        ``fr``, ``en`` or ``de``; in any other, a word is its own lemma and none is a stop word.

    Examples
    --------
    >>> found = lexemes(pa.array(["les", "composants", "ouverts"]), "fr")
    >>> found.lemmas.to_pylist(), found.stop.tolist(), found.weak.tolist()
    (['les', 'composant', 'ouvert'], [True, False, True], [False, False, True])
    """
    listed = words.to_pylist()
    bases = [lemma(word, language) for word in listed]
    lemmas = pa.array(bases, pa.string()).dictionary_encode()
    halting, soft = stop_words(language), weak_words(language)
    weak = np.fromiter((base in soft for base in bases), bool, len(listed))
    bare = (word if language == "fr" else _POSSESSIVE.sub("", word) for word in listed)
    halts = (b in halting or w in halting or is_scrap(w) for b, w in zip(bare, listed, strict=True))
    return Lexemes(
        lemma=lemmas.indices.to_numpy(),
        lemmas=lemmas.dictionary,
        stop=np.fromiter(halts, bool, len(listed)) | weak,
        weak=weak,
    )


@cache
def lemma(word: str, language: str) -> str:
    """Return the dictionary form of one lower-case word.

    Examples
    --------
    >>> lemma("données", "fr"), lemma("bürger*innen", "de"), lemma("components", "en")
    ('donnée', 'bürger', 'component')
    >>> [lemma(word, "de") for word in ("schloss", "schlösser", "füße")]
    ['schloss', 'schloss', 'fuß']
    >>> [lemma(word, "de") for word in ("offene", "offenen", "offener", "ebene", "tage")]
    ['offen', 'offen', 'offen', 'ebene', 'tag']
    >>> [lemma(word, "de") for word in ("letzte", "letzten", "letztes")]
    ['letzt', 'letzt', 'letzt']
    """
    if language not in KNOWN:
        return word
    plain = _INCLUSIVE.sub("", _POSSESSIVE.sub("", word)) or word
    if len(plain) < 4 or not plain.isalpha():
        return plain
    if language == "de":
        return _german(plain)
    found = lemmatize(plain, language).lower()
    known = found != plain or is_known(plain, language)
    return found if known and not found.endswith("s") else _unknown(found, language)


def _german(word: str) -> str:
    """Return the lemma of a German word: of the noun where there is one; *Bürgerinnen*: bürger.

    The dictionary still writes *Schloß* and *Fluß*, and would part them from *Schlösser* and
    *Flüsse*; what keeps its ß keeps it in every form (*Füße*).
    """
    if len(word) > 8 and word.endswith("innen") and is_known(word[:-5].title(), "de"):
        return word[:-5]
    if found := of_anything().get(word) or adjective(word):
        return found
    for known in (word.title(), word):
        if is_known(known, "de"):
            found = lemmatize(known, "de").lower()
            return found[:-1] + "ss" if found.endswith("ß") and "ß" not in word else found
    return _loan(word) or lemmatize(word, "de").lower()


@cache
def adjective(word: str) -> str:
    """Return what a form of a German adjective is a form of, or nothing.

    As nouns the dictionary knows them too (*die Schöne*, *ein Schönes*), each under a name of its
    own: *schöne*, *schönen* and *schönes* would be three words.

    Examples
    --------
    >>> [adjective(word) for word in ("schönen", "fahrradfreundliche", "ebene", "frauen")]
    ['schön', 'fahrradfreundlich', '', '']
    """
    noun = lemmatize(word.title(), "de").lower() if is_known(word.title(), "de") else ""
    if is_known(word, "de"):
        base = lemmatize(word, "de").lower()
        bent = len(base) > 2 and word in {base + ending for ending in _ENDINGS}
        return base if bent and noun != base and word not in _NOUNS else ""
    made = None if noun else _ADJECTIVE.match(word)
    return made[1] if made else ""


def _unknown(word: str, language: str) -> str:
    """Return the lemma of a word in no dictionary: its singular.

    A name or a loan word takes the plural s (``hooks``, ``développeurs``).
    """
    if not word.endswith("s") or word.endswith(("ss", "us", "is", "js")):
        return word
    singular = word[:-1]
    known = is_known(singular, language)
    if known or _stem(singular, language) == _stem(word, language):
        return singular
    return _loan(word) or word


def _loan(word: str) -> str:
    """Return the singular of an English plural inside another language, or nothing."""
    found = lemmatize(word, "en").lower()
    return found if word == found + "s" else ""


def _stem(word: str, language: str) -> str:
    return _stemmer(language).stemWord(word)


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(KNOWN[language])
