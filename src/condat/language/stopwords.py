"""Words that carry no subject: function words, and names of months and days.

The published lists (stopwords-iso) also hold words that can be part of a term (*open data*,
*système ouvert*, *offene Daten*). Those are *weak*: no term alone, but welcome inside one.
"""

from __future__ import annotations

import re
from functools import cache

import stopwordsiso
from babel import Locale

LANGUAGES = ("fr", "en", "de")
_WEAK = {
    "en": """area areas big case cases cause causes change changes computer detail digital effect
        face facts fire free full general good great group groups high home html importance index
        information interest interests invention key keys large length line local long longer low
        member members mill mine move name names new next novel number numbers old open order orders
        ordered page pages part parts past place places point points present previous problem
        problems public recent research result results room rooms second section sections self side
        sides significance site sites small state states system test text top usefulness value
        vol web webpage website words word work works working world year years young zero""",
    "fr": """direct directe divers effet essai exterieur force haut haute juste maximale mille
        minimale mot moyenne multiple multiples naturel naturelle naturelles neuf nouveau nouveaux
        nouvelle nouvelles ouvert ouverte ouverts parole personne personnes pièce précis prix proche
        pur pure rare rares relatif relative sein simple stop sujet unique uniques valeur vif vive
        vives voie état""",
    "de": """allgemeinen beispiel ende gott groß große großen großer großes gut gute guten jahr
        jahre jahren klein kleine kleinen kleiner kleines kurz lang mann mensch menschen mittel neu
        neue neuen offen ordnung recht rechte rechten sache startseite suche tag tage tagen teil uhr
        weit weg wissen zeit""",
}
_LETTERS = re.compile(r"[^\W\d_]")
_DOTTED = re.compile(r"^[a-z]{2,}\.(?:js|net)$")  # product names; other dots: files, code, sites
_LONG = 40  # characters: longer is no word


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that make no term alone, in lower case.

    Examples
    --------
    >>> "janvier" in stop_words("fr"), "dienstag" in stop_words("de"), "react" in stop_words("en")
    (True, True, False)
    """
    if language not in LANGUAGES:
        return frozenset()
    listed = stopwordsiso.stopwords(language)
    plain = {word.strip("|,. ").replace("’", "'").lower() for word in listed}
    return frozenset(plain | _calendar(language))


@cache
def weak_words(language: str) -> frozenset[str]:
    """Return the stop words of a language that may stand inside a term of several words.

    Examples
    --------
    >>> "open" in weak_words("en"), "the" in weak_words("en")
    (True, False)
    """
    return frozenset(_WEAK.get(language, "").split())


def _calendar(language: str) -> set[str]:
    locale = Locale(language)
    forms = [
        calendar[context][width].values()
        for calendar in (locale.months, locale.days)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
    ]
    return {name.strip(".").lower() for names in forms for name in names}


def is_scrap(word: str) -> bool:
    """Say whether a lower-case token is no word: an elision, a file name, ``10h``, one letter.

    Examples
    --------
    >>> [is_scrap(w) for w in ["x", "l'", "10h", "package.json", "es6", "node.js"]]
    [True, True, True, True, False, False]
    """
    return (
        not 2 <= len(word) <= _LONG
        or word.endswith("'")
        or word[0].isdigit()
        or not _LETTERS.search(word)
        or ("." in word and not _DOTTED.match(word))
    )
