"""Letters with places to fill: which places they have, which are unknown, what fills them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

# What a letter can name of the person it goes to, and of us.
PLACES = (
    "name",
    "first_name",
    "team",
    "sender",
    "subject",
    "post",
    "post_link",
    "comment",
    "comment_link",
)
_PLACE = re.compile(r"\{([^{}\n]*)\}")


def places(text: str) -> tuple[str, ...]:
    """Return the places of a letter, each once, in order.

    Examples
    --------
    >>> places("Hello {first_name}, about {post}: {post_link} ({first_name})")
    ('first_name', 'post', 'post_link')
    """
    return tuple(dict.fromkeys(match.group(1).strip() for match in _PLACE.finditer(text)))


def unknown(text: str) -> dict[str, str]:
    """Return the places that nothing fills, each with the nearest that something does.

    Examples
    --------
    >>> unknown("Hello {fist_name} and {weather}")
    {'fist_name': 'first_name', 'weather': ''}
    """
    wrong = [place for place in places(text) if place not in PLACES]
    return {place: next(iter(get_close_matches(place, PLACES, n=1)), "") for place in wrong}


def fill(text: str, values: Mapping[str, str]) -> str:
    """Fill the places whose value is known; the others stay, to be seen and filled by hand.

    Examples
    --------
    >>> fill("Hello {first_name}, about {post}", {"first_name": "Ana", "post": ""})
    'Hello Ana, about {post}'
    """

    def value(match: re.Match[str]) -> str:
        return values.get(match.group(1).strip(), "") or match.group()

    return _PLACE.sub(value, text)
