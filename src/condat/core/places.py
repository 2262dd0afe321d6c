"""How people read the name of a place or a source."""

from __future__ import annotations

import re

# Networks that write their own name with capitals inside it.
_OWN = {"linkedin": "LinkedIn", "tiktok": "TikTok", "youtube": "YouTube", "wordpress": "WordPress"}
_NETWORKS = ("instagram", "facebook", "mastodon", "bluesky", "reddit", "pinterest", "github")
_SLUG = re.compile(r"[^\W_]+([-_][^\W_]+)*")


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
