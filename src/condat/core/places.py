"""How people read the name of a place or a source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from condat.core.words import Words

# Networks that write their own name with capitals inside it.
_OWN = {"linkedin": "LinkedIn", "tiktok": "TikTok", "youtube": "YouTube", "wordpress": "WordPress"}
_NETWORKS = ("instagram", "facebook", "mastodon", "bluesky", "reddit", "pinterest", "github")
_SLUG = re.compile(r"[^\W_]+([-_][^\W_]+)*")


def place_of(name: str, places: Sequence[str]) -> str:
    """Return the place of ours that is named, as commands or people do; another as it was typed.

    Examples
    --------
    >>> place_of("Instagram moulin", ["site", "instagram-moulin"]), place_of("Salon", ["site"])
    ('instagram-moulin', 'Salon')
    """
    said = name.strip().casefold()
    named = (one for one in places if said in (one.casefold(), place_name(one).casefold()))
    return next(named, name)


def place_name(name: str) -> str:
    """Return the name that a command gives a source as people read it; others stay as they are.

    Examples
    --------
    >>> place_name("linkedin-moulin"), place_name("react_blog"), place_name("instagram")
    ('LinkedIn moulin', 'React blog', 'Instagram')
    >>> place_name("site"), place_name("le-pain.example"), place_name("Saint-Malo")
    ('site', 'le-pain.example', 'Saint-Malo')
    """
    first, *rest = re.split("[-_]", name)
    known = first in _OWN or first in _NETWORKS
    if not _SLUG.fullmatch(name) or name != name.lower() or not (rest or known):
        return name
    return " ".join([_OWN.get(first, first.capitalize()), *rest])


def place_told(name: str, words: Words) -> str:
    """Return the name as it stands in a sentence: a plain word is quoted, to be read as a name.

    Examples
    --------
    >>> place_told("site", Words("en")), place_told("linkedin-moulin", Words("en"))
    ('“site”', 'LinkedIn moulin')
    """
    shown = place_name(name)
    return words.quote(shown) if _SLUG.fullmatch(shown) and shown.islower() else shown
