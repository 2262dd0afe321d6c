"""Words that carry no subject: function words, and names of months and days.

The published lists (stopwords-iso) also hold words that can be part of a term (*open data*,
*système ouvert*, *offene Daten*). Those are *weak*: no term alone, but welcome inside one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

import stopwordsiso
from babel import Locale

from condat.language.dictionary import is_known

LANGUAGES = ("fr", "en", "de")
# These name a subject, whatever the lists say: if they are too common is for the corpus to tell.
_SUBJECTS = {
    "en": """computer digital fire home html index information interest invention key member mill
        mine novel order page public research room self significance site state system test text
        usefulness value web website webpage work""",
    "fr": "direct essai force mot moyenne parole pièce prix sujet valeur voie état",
    "de": "gott mensch mittel ordnung recht suche wissen zeit menschen",
}
# Function words that the lists leave out.
_MISSED = {
    "en": """asap badly barely bit btw dr finally hello hi lol lot lots nowadays omg pls rarely
        seldom thanks thx today tomorrow yeah yes yesterday""",
    "fr": """alentour apparemment aujourd'hui auparavant aussitôt bcp ben bientôt bonjour bonsoir
        bref celleux coup davantage demain derniers dernière dernières dorénavant dr déjà
        elleux ensuite ceulles façon prochain prochaine prochaines prochains
        façons guère hier iel iels ielle ielles ille illes infos jadis jamais justement loin lol là
        manière manières mdr merci mieux mlle mme naguère notamment ok oui ouais partout pire
        pourtant pr presque quasi quelquefois qqch quid salut sitôt soudain stp svp sûr tantôt tard
        tellement toujours toustes truc trucs tôt vite voilà volontiers actuellement également""",
    "de": """außen bzw ca danke draußen drinnen eurem euren eurer eures evtl ferner genau gestern
        gleichzeitig hallo heute hinten häufig info infos innen irgendwo ja künftig leider lieber
        dr herr herrn liebe links lol manchmal meist meistens mindestens morgen niemals nirgends nr
        ohnehin rechts
        schließlich selten sofort sogar spät umsonst ungefähr unserem unseren unserer unseres unten
        unterwegs usw vgl vorher vorne wobei wodurch wofür wogegen womit wonach woran worauf woraus
        worin worum worüber wovon wozu ziemlich zuletzt öfter überall übermorgen""",
}
# German adjectives that say when, or how many, of anything: no term holds them (*letzter Zeit*).
_ANYTHING = """damalig diesjährig heutig jetzig kommend letzt letztjährig nächst vergangen vorherig
    vorig weiter zahlreich"""
_INFLECTED = ("e", "em", "en", "er", "es")
_WEAK = {
    "en": """area big case cause change detail effect face fact free full general good great group
        high importance large length line local long longer low move name new next number old open
        ordered part past place point present previous problem recent result second section side
        small top word working world year young zero""",
    "fr": """effet exterieur haut juste maximal minimal multiple naturel neuf nouveau ouvert
        personne précis proche pur rare relatif simple unique vif""",
    "de": """allgemein beispiel bic ende groß gut iban jahr klein kurz lang mann neu offen sache
        startseite
        tag teil uhr weit weg""",
}
# Amounts: how much or how long says nothing of what (*millions d'euros*, *drei Monate*).
_AMOUNTS = {
    "en": """billion cent century decade dollar dozen euro hour hundred million min minute
        month percent pound thousand trillion week""",
    "fr": """billion centaine centime dizaine dollar douzaine euro heure mensuel milliard millier
        million min minute mois pourcent quinzaine semaine siècle trentaine vingtaine""",
    "de": """cent dollar dutzend euro hundert jahrhundert jahrzehnt milliarde million min minute
        monat pfund prozent std stunde tausend woche""",
}
_MARKUP = "amp br div hr href img li nbsp ol px quot src td th tr ul"  # what is left of a page
_TITLES = frozenset(("and", "from", "how", "that", "the", "this", "what", "when", "why", "with"))
_SHORT = frozenset(("am", "at", "be", "by", "he", "is", "me", "my", "of", "so", "to", "we"))
_LETTERS = re.compile(r"[^\W\d_]")
_DOTTED = re.compile(r"^[a-z]{2,}\.(?:js|net)$")  # product names; other dots: files, code, sites
_NAME = 4  # letters: shorter ones of days and months may be cut
_LONG = 40  # characters: longer is no word


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that make no term alone, in lower case.

    Examples
    --------
    >>> "janvier" in stop_words("fr"), "dienstag" in stop_words("de"), "react" in stop_words("en")
    (True, True, False)
    >>> "letzter" in stop_words("de"), "zeit" in stop_words("de")
    (True, False)
    """
    if language not in LANGUAGES:
        return frozenset()
    listed = stopwordsiso.stopwords(language)
    plain = {word.strip("|,. ").replace("’", "'").lower() for word in listed}
    own = frozenset(plain | calendar(language)) - frozenset(_SUBJECTS[language].split())
    own |= frozenset(_MISSED[language].split())
    if language == "de":
        own |= of_anything().keys()
    return own if language == "en" else own | _foreign(language)


@cache
def of_anything() -> Mapping[str, str]:
    """Return the forms of German adjectives that say when, or how many, each with its stem."""
    return {stem + ending: stem for stem in _ANYTHING.split() for ending in _INFLECTED}


def _foreign(language: str) -> frozenset[str]:
    """Return English function words, for English titles and quotations inside other texts."""
    return (
        _TITLES
        | _SHORT
        | frozenset(
            word
            for word in stop_words("en") - weak_words("en") - {"for"}
            if len(word) > 2 and not is_known(word, language)
        )
    )


@cache
def weak_words(language: str) -> frozenset[str]:
    """Return the lemmas of stop words that may stand inside a term of several words.

    Amounts and the names of tags are among them: no term by themselves or with one another.

    Examples
    --------
    >>> "open" in weak_words("en"), "million" in weak_words("en"), "the" in weak_words("en")
    (True, True, False)
    """
    listed = (_WEAK.get(language, ""), _AMOUNTS.get(language, ""), _MARKUP)
    return frozenset(" ".join(listed).split())


@cache
def calendar(language: str) -> frozenset[str]:
    """Return the names of months, days and quarters, whole and shortened, in lower case."""
    locale = Locale(language)
    forms = [
        named[context][width].values()
        for named in (locale.months, locale.days, locale.quarters)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
    ]
    whole = {name.strip(".").lower() for names in forms for name in names}
    whole |= {f"{name}s" for name in whole if len(name) > _NAME}  # dienstags, Mondays, lundis
    plain = (unicodedata.normalize("NFKD", name).encode("ascii", "ignore") for name in whole)
    return frozenset(whole | {name.decode() for name in plain})


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
