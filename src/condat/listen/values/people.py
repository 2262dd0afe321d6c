"""Several people in one field, and the address of each."""

from __future__ import annotations

import re
from functools import lru_cache

from condat.core.ids import author_uri

_ET_AL = re.compile(r"(?i)[\s,;&]*\bet\.?\s+al\b\.?")
_AFFILIATION = re.compile(r"\s+[-–—|]\s+.*$|\s*\([^)]*\)\s*$")
_BETWEEN = re.compile(r"(?i)\s*[,;&+/\n]\s*(?:(?:and|und|et)\s+)?|\s+(?:and|und|et)\s+")
_ADDRESS = re.compile(r"(?i)^https?://\S+$")
_TITLED = re.compile(r'"((?:[^"\\]|\\.)*)"')


@lru_cache(maxsize=200_000)
def names(field: str) -> tuple[str, ...]:
    """Split a field that holds one or several names; affiliations after a dash or in brackets go.

    A list of several names is divided already; one of a single text is read like that text.

    Examples
    --------
    >>> names("Tobias, Thomas und Knut"), names("Zoé et Luc & Ann-Cathrin")
    (('Tobias', 'Thomas', 'Knut'), ('Zoé', 'Luc', 'Ann-Cathrin'))
    >>> names("Klara Juhl (Code for Osnabrück), Jörg Reichert - OK Lab Leipzig, et al.")
    ('Klara Juhl', 'Jörg Reichert')
    >>> names('["fisherwebdev", "jingc"]'), names('["Niko Matsakis and Tyler Mandry"]')
    (('fisherwebdev', 'jingc'), ('Niko Matsakis', 'Tyler Mandry'))
    """
    parts = _listed(field)
    if len(parts) == 1 and not _ADDRESS.match(parts[0]):
        parts = _BETWEEN.split(_ET_AL.sub("", parts[0]))
    plain = (_AFFILIATION.sub("", part).strip() for part in parts)
    return tuple(dict.fromkeys(name for name in plain if name))


def _listed(field: str) -> list[str]:
    """Return the texts of a JSON list; of what is none, the field itself."""
    return _TITLED.findall(field) if field.startswith("[") and field.endswith("]") else [field]


@lru_cache(maxsize=200_000)
def uri(source: str, name: str) -> str:
    """Address a person of a source: their profile where the name is one, else a name of our own.

    Examples
    --------
    >>> uri("blog", "Zoé Martin"), uri("blog", "https://example.org/@zoe")
    ('urn:condat:author:blog:zoe-martin', 'https://example.org/@zoe')
    """
    return name if _ADDRESS.match(name) else author_uri(source, name)
