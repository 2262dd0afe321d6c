"""Which names are those of people, and which of a team, a desk or a machine."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import simplemma

from condat.core.ids import slug
from condat.plan.codes import Flags

WORDS = 50_000  # looked up in dictionaries, that are kept


def collective(name: str) -> bool:
    """Say whether a name is that of a team, a desk, an organisation or a machine.

    Examples
    --------
    >>> [collective(n) for n in ("The Rust Release Team", "admin", "La rédaction", "build-bot")]
    [True, True, True, True]
    >>> [collective(name) for name in ("Ada Lovelace", "melody", "Équipière Martin")]
    [False, False, False]
    """
    return _collectives().search(name.replace("_", " ")) is not None


@cache
def _collectives() -> re.Pattern[str]:
    """Read the words that name a team, a desk, an organisation or a machine, in any language."""
    text = files("condat.plan").joinpath("lexicons", "collectives.toml").read_text("utf-8")
    words = [re.escape(word) for some in tomllib.loads(text).values() for word in some["words"]]
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(sorted(words, key=len, reverse=True))})(?!\w)")


def personal(terms: Sequence[str], languages: Sequence[str], names: Collection[str]) -> Flags:
    """Say which terms are the name of somebody who writes, or of somebody called like them.

    A term is a name when it is all of one, whatever its accents and joints (``ada.lovelace``); when
    it is the first name of one and no word of its language; or such a first name and one word that
    no dictionary has.

    Parameters
    ----------
    terms, languages : sequences of str
    names : collection of str
        Of the authors.

    Examples
    --------
    >>> names = ["gaelle.toledano", "Andrew Maier", "kate", "marc.martin"]
    >>> terms = ["Gaëlle Toledano", "Andrew", "Andrew Hyder", "Kate Garklavs", "marc", "pain"]
    >>> personal(terms, ["fr", "en", "en", "en", "fr", "fr"], names).tolist()
    [True, True, True, True, False, False]
    """
    spelt = {slug(name) for name in names}
    given = {first for name in names if (first := _first(name))}
    pairs = zip(terms, languages, strict=True)
    return np.fromiter((_is(t, it, spelt, given) for t, it in pairs), bool, len(terms))


def _first(name: str) -> str:
    """Return the first name of an author: of two or three words, or one that is known as a name."""
    parts = slug(name).split("-")
    whole = len(parts) in (2, 3) and not collective(name)
    called = len(parts) == 1 and simplemma.lemmatize(parts[0], lang="en")[:1].isupper()
    return parts[0] if (whole or called) and len(parts[0]) > 2 else ""


def _is(term: str, language: str, spelt: set[str], given: set[str]) -> bool:
    joined = slug(term)
    if joined in spelt:
        return True
    parts = term.split(" ")
    if joined.split("-")[0] not in given or len(parts) > 2:
        return False
    return not _common(parts[0], language) if len(parts) == 1 else not _common(parts[1], language)


@lru_cache(WORDS)
def _common(word: str, language: str) -> bool:
    """Say whether a word is in the dictionary of its language, and not as a name."""
    small = word.lower()
    known = simplemma.is_known(small, lang=language)
    return known and simplemma.lemmatize(small, lang=language)[:1].islower()
