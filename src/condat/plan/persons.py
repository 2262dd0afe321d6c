"""Which names are those of people, and which of a team, a desk or a machine."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from condat.core.ids import slug
from condat.language.dictionary import is_known, lemmatize
from condat.plan.codes import Flags

WORDS = 50_000  # looked up in dictionaries, that are kept
_WHOLE = 2  # words of a name
_PARTICLES = ("de", "du", "des", "di", "van", "von", "der")


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
    """Say which terms are the name of a person, of somebody who writes or of another.

    A term is a name when it is all of an author's, whatever its accents and joints
    (``ada.lovelace``); when it is a first name, of an author or a usual one, and no word of its
    language; or such a first name and one word that no dictionary has (*Simone de Beauvoir*).

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
    >>> terms = ["Simone de Beauvoir", "Simone", "Anne Nyhuis", "simone", "Claire", "Anne pain"]
    >>> personal(terms, ["fr", "fr", "de", "fr", "fr", "fr"], []).tolist()
    [True, True, True, False, False, False]
    """
    spelt = {slug(name) for name in names}
    given = {first for name in names if (first := _first(name))}
    pairs = zip(terms, languages, strict=True)
    found = (slug(term) in spelt or _called(term, it, given) for term, it in pairs)
    return np.fromiter(found, bool, len(terms))


def _first(name: str) -> str:
    """Return the first name of an author: of two or three words, or one that is known as a name."""
    parts = slug(name).split("-")
    whole = len(parts) in (2, 3) and not collective(name)
    called = len(parts) == 1 and lemmatize(parts[0], "en")[:1].isupper()
    return parts[0] if (whole or called) and len(parts[0]) > 2 else ""


def _called(term: str, language: str, given: set[str]) -> bool:
    """Say whether a term is a first name, alone or with one word that no dictionary has."""
    parts = [part for part in term.split(" ") if part.lower() not in _PARTICLES]
    if not 0 < len(parts) <= _WHOLE:
        return False
    first = slug(parts[0]).split("-")[0]
    written = all(part[:1].isupper() and not part.isupper() for part in parts)
    return (first in given or (written and first in _given())) and not _common(parts[-1], language)


@cache
def _given() -> frozenset[str]:
    """Read the first names that are hardly ever anything else."""
    text = files("condat.plan").joinpath("lexicons", "given.toml").read_text("utf-8")
    return frozenset(
        slug(n) for some in tomllib.loads(text).values() for n in some["names"].split()
    )


@lru_cache(WORDS)
def _common(word: str, language: str) -> bool:
    """Say whether a word is in the dictionary of its language, and not as a name."""
    small = word.lower()
    known = is_known(small, language)
    return known and lemmatize(small, language)[:1].islower()
