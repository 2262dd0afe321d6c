"""What part a word can play in a term: none, before a noun, inside, alone, or joining two nouns.

No tagger: German nouns have capitals; French verbs have a conjugation in the dictionary; English
verbs are told by the words that stand before them in the very texts that are read.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from condat.language.dictionary import is_known, lemmatize
from condat.language.habits import Habits
from condat.language.lemmas import Lexemes, lemma
from condat.language.stopwords import of_anything
from condat.language.tokens import GAP, SENTENCE, Tokens

STOP, MODIFIER, WEAK, WORD, LINK, ARTICLE = range(6)
# Prepositions that join two nouns, as they are written in a term's name.
LINKS = {
    "fr": {"de": "de", "du": "de", "des": "de", "d'": "de", "à": "à", "au": "à", "aux": "à"},
    "en": {"of": "of", "for": "for"},
    "de": {"für": "für", "von": "von", "for": "for"},
}
ARTICLES = {"fr": ("l'", "la", "le", "les"), "en": ("the",), "de": ("den", "die", "das")}
_JOINING = ("contrairement", "face", "grâce", "rapport", "suite")  # à
_VERBAL = (
    ("er", "aient"),  # parler, parlaient
    ("ir", "issaient"),
    ("ir", "aient"),
    ("oir", "aient"),
    ("re", "aient"),
    ("re", "saient"),  # produire, produisaient
    ("dre", "aient"),  # prendre, prenaient
    ("re", "vaient"),  # écrire, écrivaient
    ("cer", "çaient"),
    ("ger", "geaient"),
    ("er", "ez"),  # cliquer, cliquez
    ("er", "èrent"),
    ("ir", "irent"),  # ouvrir, ouvrirent
    ("ir", "irait"),
    ("ir", "yaient"),  # voir, voyaient
    ("re", "rait"),  # résoudre, résoudrait
)
# What the future and the conditional put behind an infinitive: réclamer, réclameraient.
_LATER = ("ai", "as", "a", "ons", "ez", "ont", "ais", "ait", "ions", "iez", "aient")


def parts(
    tokens: Tokens, known: Lexemes, language: str, used: Habits | None = None
) -> NDArray[np.uint8]:
    """Return the part that each written form of the texts can play in a term.

    Parameters
    ----------
    tokens : Tokens
    known : Lexemes
        Of the tokens' words.
    language : str
    used : Habits, optional
        What was learnt of the corpus (``habits``).

    Examples
    --------
    >>> import pyarrow as pa
    >>> from condat.language.lemmas import lexemes
    >>> from condat.language.tokens import tokenise
    >>> tokens = tokenise(pa.array(["Wir nutzen offene Daten"]))
    >>> parts(tokens, lexemes(tokens.words, "de"), "de").tolist() == [STOP, STOP, MODIFIER, WORD]
    True
    """
    word = np.zeros(len(tokens.forms), np.int64)
    word[tokens.form] = tokens.word
    words = tokens.words.to_pylist()
    part = np.where(known.stop, np.where(known.weak, WEAK, STOP), WORD).astype(np.uint8)
    role = _ROLES.get(language)
    if role is not None:
        for i in np.flatnonzero(part == WORD):
            part[i] = role(words[i])
    for habit, instead in ((used.verbs, STOP), (used.never_alone, WEAK)) if used else ():
        part[np.array([w in habit for w in words], bool) & (part == WORD)] = instead
    links, articles = LINKS.get(language, {}), ARTICLES.get(language, ())
    part[[i for i, w in enumerate(words) if w in links]] = LINK
    part[[i for i, w in enumerate(words) if w in articles]] = ARTICLE
    shaped = part[word]
    if language == "de":
        lower = used.small if used else frozenset()
        small = np.array([not form[:1].isupper() for form in tokens.forms.to_pylist()], bool)
        small |= np.array([words[w] in lower for w in word], bool)
        shaped[small & (shaped == WEAK)] = MODIFIER
        shaped[small & (shaped == WORD)] = [
            _small_german(words[w]) for w in word[small & (shaped == WORD)]
        ]
    return shaped


def placed(part: NDArray[np.uint8], tokens: Tokens, language: str) -> NDArray[np.uint8]:
    """Return the part of each token where it stands.

    A German word that says when has a capital inside a sentence as part of a name alone (*die
    Letzte Generation*); what French joins to *à* as a preposition opens no term (*grâce à*).

    Parameters
    ----------
    part : uint8 array
        Of each token, by its form.
    tokens : Tokens
    language : str

    Examples
    --------
    >>> from condat.language.tokens import tokenise
    >>> tokens = tokenise(["Wer ist die Letzte Generation"])
    >>> (placed(np.zeros(5, np.uint8), tokens, "de") == MODIFIER).tolist()
    [False, False, False, True, False]
    """
    words = tokens.words.to_pylist()
    if language == "de":
        when = np.array([word in of_anything() for word in words] or [False])[tokens.word]
        forms = tokens.forms.to_pylist()
        tall = np.array([form[:1].isupper() for form in forms] or [False])[tokens.form]
        return np.where(when & tall & (tokens.flags & SENTENCE == 0), MODIFIER, part)
    if language == "fr":
        joins = np.array([word in _JOINING for word in words] or [False])[tokens.word]
        to = np.array([LINKS["fr"].get(word) == "à" for word in words] or [False])[tokens.word]
        whole = joins[:-1] & to[1:] & (tokens.flags[1:] & GAP == 0)
        return np.where(np.append(whole, False) | np.append(False, whole), STOP, part)
    return part


@cache
def _french(word: str) -> int:
    base = lemma(word, "fr")
    if word in (base, base + "s"):
        return STOP if _conjugates(base) or _is_french_adverb(word) else WORD
    verbal = base.endswith(("er", "ir", "re"))
    return STOP if verbal and (word[len(base) :] in _LATER or not word.startswith(base)) else WORD


def _conjugates(base: str) -> bool:
    """Say whether a French word is an infinitive: the dictionary knows a form that nouns lack."""
    return any(
        base.endswith(ending) and lemmatize(base[: -len(ending)] + verbal, "fr") == base
        for ending, verbal in _VERBAL
    )


def _is_french_adverb(word: str) -> bool:
    if word.endswith(("amment", "emment")):  # suffisamment, suffisant
        return is_known(f"{word[:-5]}nt", "fr")
    base = word[:-4]
    return (
        word.endswith("ment")
        and len(base) > 3
        and is_known(base, "fr")
        and not is_known(base + "r", "fr")
    )


@cache
def _english(word: str) -> int:
    if word.endswith("ly") and len(word) > 5 and is_known(word[:-2], "en"):
        return STOP
    return MODIFIER if word.endswith("ed") and lemma(word, "en") != word else WORD


@cache
def _small_german(word: str) -> int:
    """Return the part of a word without a capital: an inflected adjective, or none."""
    base = lemma(word, "de")
    inflected = word != base and word.startswith(base)
    return MODIFIER if inflected or not base.endswith(("n", "st", "t")) else STOP


_ROLES = {"fr": _french, "en": _english}
