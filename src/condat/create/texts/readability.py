"""How easy a text is to read: the formula of each language, from 0 (hard) to 100 (easy).

All three are the same line through words a sentence and syllables a word, with the constants that
were fitted to the language: English by Flesch (1948), French by Kandel and Moles (1958), German by
Amstad (1978). Syllables are counted from the spelling, as their readers are taught to.
"""

from __future__ import annotations

import re

from condat.create.texts.sentences import Sentence, sentences

FORMULAS = {
    "en": (206.835, 1.015, 84.6),
    "fr": (207.0, 1.015, 73.6),
    "de": (180.0, 1.0, 58.5),
}
# What is heard as one; in the spelling, a syllable more; written, and not heard.
_NUCLEI = {
    "en": re.compile(r"[aeiouy]+"),
    "fr": re.compile(r"[aeiouyàâäæéèêëîïôöœùûüÿ]+"),
    "de": re.compile(r"aa|ee|oo|ie|ei|ai|äu|au|eu|ey|ay|(?<!q)u|[aeioyäöü]"),
}
_MORE = {
    "en": re.compile(
        r"(?<=[aeiouy])(?=ing$)|(?<=[^aeiouyl])le[sd]?$|[^ct]ia(?=[^n])|[bdpnrv]iou|^piou"
        r"|iet|ua(?=l)|creat(?!u)|ism$|ie(?=st$|r$)"
    ),
    "fr": re.compile(
        r"é(?=[aàâeèioôuû])|(?<=[aeo])é|(?<=[^gqaeo]u)é|[aeou]ï|oë|[bcdfgptv][lr]i(?=[aeoé])"
        r"|ao(?!u)|[aeou]y(?=[aeouéè])"
    ),
    "de": re.compile(r"(?!)"),
}
_MUTE = {
    "en": re.compile(r"[^aeiouy]e$|[^aeiouysxz](?<!ch|sh)(?<![cg])es$|[^aeiouytd]ed$"),
    "fr": re.compile(r"[^aeiouyàâéèêëîïôûü]es?$|[gq]ues?$"),
    "de": re.compile(r"(?!)"),
}


def ease(text: str, language: str) -> float | None:
    """Return how easy a text is to read; None where the language has no formula, or no sentence.

    Examples
    --------
    >>> ease("The cat sat on the mat.", "en")
    116.1
    """
    return scored(sentences(text), language)


def scored(found: list[Sentence], language: str) -> float | None:
    """Return the ease of some sentences."""
    words = [word for one in found for word in one.words]
    if language not in FORMULAS or not words:
        return None
    base, by_sentence, by_word = FORMULAS[language]
    spoken = sum(syllables(word, language) for word in words)
    return round(base - by_sentence * len(words) / len(found) - by_word * spoken / len(words), 1)


def syllables(word: str, language: str) -> int:
    """Count the syllables of a word as it is written; one at least.

    Examples
    --------
    >>> [syllables(word, "fr") for word in ("farine", "théâtre", "pain")]
    [2, 2, 1]
    """
    return sum(_part(part, language) for part in re.split(r"['’-]", word.lower()) if part) or 1


def _part(word: str, language: str) -> int:
    heard = len(_NUCLEI[language].findall(word)) + len(_MORE[language].findall(word))
    return max(1, heard - len(_MUTE[language].findall(word))) if heard else 0
