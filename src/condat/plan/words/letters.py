"""Which spellings are of the same letters, but for accents, joints or a function word in front."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from condat.language.dictionary import is_known

JOINT = re.compile(r"[\s'’#-]+")
FEWEST = 5  # letters: shorter ones meet by chance
# Function words that hashtags open with; no name opens with them and goes on as a term.
_BOUND = {
    "fr": ("sans", "avec", "mes", "mon", "ma", "notre", "nos"),
    "en": ("without",),
    "de": ("ohne", "meine", "mein", "unsere", "unser"),
}


def letters(text: str) -> str:
    """Return the letters of a text, without accents, joints and capitals: what spellings share.

    Examples
    --------
    >>> letters("Pain au levain") == letters("#PainAuLevain")
    True
    """
    signs = unicodedata.normalize("NFKD", JOINT.sub("", text).lower())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def meeting(forms: Collection[str]) -> set[str]:
    """Return the letters that several of the written forms may share, or hold behind a word.

    Examples
    --------
    >>> sorted(meeting(["e-mail", "email", "sansfarine", "farine", "Farine", "pétrin", "petrin"]))
    ['email', 'farine', 'petrin', 'sansfarine']
    """
    bare = {form: letters(form) for form in forms}
    wide = {bare[form] for form in forms if JOINT.search(form)}
    close = {bare[form] for form in forms if not JOINT.search(form)}
    accented = {bare[form] for form in forms if not form.isascii()}
    typed = {bare[form] for form in forms if form.lower() == bare[form]}
    plain = {one for one in accented & typed if not is_known(one, "fr")}
    met = {one for one in plain | (wide & close) if len(one) >= FEWEST}
    return met | _behind(wide | close)


def rests(language: str, bare: str) -> list[str]:
    """Return what letters hold behind a function word that they open with.

    Examples
    --------
    >>> rests("fr", "sanspetrissage"), rests("fr", "sans"), rests("en", "sanspetrissage")
    (['petrissage'], [], [])
    """
    words = [word for word in _BOUND.get(language, ()) if bare.startswith(word)]
    return [bare[len(word) :] for word in words if len(bare) >= len(word) + FEWEST]


def _behind(known: Collection[str]) -> set[str]:
    """Return the letters that open with a function word, and those that they hold behind it."""
    pairs = [(one, rest) for name in _BOUND for one in known for rest in rests(name, one)]
    return {one for pair in pairs if pair[1] in known for one in pair}
